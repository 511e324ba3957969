import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  agreementOf,
  type Ballot,
  isClear,
  isConvicted,
  judge,
  meritOf,
  moveProposer,
  moveVoter,
  seatsIn,
} from '../../../app/core/judge.ts';
import { BATCH, batchDigest, HISTORIES } from '../../golden/histories.ts';
import { judgeVectors } from '../../golden/judge.ts';
import histories from '../../vectors/histories.json' with { type: 'json' };
import golden from '../../vectors/judge.json' with { type: 'json' };

/** Ballots of voters with equal weight; one list of merits per voter, by seat from 0. */
function ballotsOf(merits: readonly (readonly number[])[], weights: readonly number[] = merits.map(() => 1)): Ballot[] {
  return merits.map((list, i) => {
    const word = new Uint8Array(32);
    word.set(list);
    return { weight: BigInt(weights[i]), merits: word };
  });
}

const judgedOf = (estimator: 'Median' | 'ClampedMean', merits: readonly number[], weights?: readonly number[]) =>
  judge(
    1,
    ballotsOf(
      merits.map((merit) => [merit]),
      weights,
    ),
    { estimator, keepFrom: 112, evidenceBps: 5_000 },
  ).judged[0];

const MEDIAN = { estimator: 'Median', keepFrom: 112, evidenceBps: 5_000 } as const;

const word = (...merits: number[]) => Uint8Array.from({ length: 32 }, (_, seat) => merits[seat] ?? 0);

test('[J1] every case has the golden result', () => {
  expect(judgeVectors()).toEqual(golden);
});

test('[J1] random histories of judgements have the hashes that the contract finds too', () => {
  expect(histories.batch * histories.digests.length).toBe(HISTORIES);
  const batches = Number(process.env.HISTORIES ?? 3);
  for (let k = 0; k < Math.min(batches, HISTORIES / BATCH); k++) expect(batchDigest(k)).toBe(histories.digests[k]);
});

test('[J2] the median is the smallest merit with half of the weight at or below it', () => {
  expect(judgedOf('Median', [200])).toBe(200);
  expect(judgedOf('Median', [200, 90])).toBe(90);
  expect(judgedOf('Median', [200, 90, 150])).toBe(150);
  expect(judgedOf('Median', [200, 90, 150], [5, 1, 1])).toBe(200);
  expect(judgedOf('Median', [200, 90, 150], [3, 2, 1])).toBe(150);
});

test('[J2] the median is one of the merits and a minority of the weight cannot pass the others', () => {
  const opinions = fc.array(fc.tuple(fc.integer({ min: 2, max: 255 }), fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 32 });
  fc.assert(
    fc.property(opinions, (list) => {
      const merits = list.map(([merit]) => merit);
      const weights = list.map(([, weight]) => weight);
      const j = judgedOf('Median', merits, weights);
      const weightOf = (holds: (merit: number) => boolean) => list.reduce((sum, [merit, weight]) => sum + (holds(merit) ? weight : 0), 0);
      const total = weightOf(() => true);
      expect(merits).toContain(j);
      expect(2 * weightOf((merit) => merit <= j)).toBeGreaterThanOrEqual(total);
      expect(2 * weightOf((merit) => merit < j)).toBeLessThan(total);
    }),
  );
});

test('[J3] the mean is of clamped merits, without the lowest and the highest of five or more', () => {
  expect(judgedOf('ClampedMean', [255, 0])).toBe(128);
  expect(judgedOf('ClampedMean', [100, 101])).toBe(100);
  expect(judgedOf('ClampedMean', [100, 100, 100, 192])).toBe(123);
  expect(judgedOf('ClampedMean', [100, 2, 255, 110, 120])).toBe(110);
  expect(judgedOf('ClampedMean', [100, 2, 255, 110, 120], [1, 9, 9, 1, 2])).toBe(112);
  expect(judgedOf('ClampedMean', [100, 100, 100, 100, 100])).toBe(100);
});

test('[J4] what half of the revealed weight could not fetch stays undecided, and a missing opinion is left out', () => {
  for (const estimator of ['Median', 'ClampedMean'] as const) {
    expect(judgedOf(estimator, [1, 180])).toBe(1);
    expect(judgedOf(estimator, [1, 180], [2, 3])).toBe(180);
    expect(judgedOf(estimator, [1, 180, 190])).toBeGreaterThanOrEqual(180);
    expect(judgedOf(estimator, [1, 1, 1])).toBe(1);
  }
});

test('[J5] proposals judged from keepFrom on are kept; empty seats are 0 and not kept', () => {
  const { judged, kept } = judge(0b1000_1011, ballotsOf([[111, 112, 255, 255, 0, 0, 0, 0]]), MEDIAN);
  expect([...judged.subarray(0, 8)]).toEqual([111, 112, 0, 255, 0, 0, 0, 0]);
  expect(seatsIn(kept)).toEqual([1, 3]);
});

test('[J5] seat 31 is a seat like the others', () => {
  const merits = new Array(32).fill(200);
  expect(judge(0xffffffff, ballotsOf([merits]), MEDIAN).kept).toBe(0xffffffff);
});

test('[J6] a judgement as the round made it agrees fully; the best constant agrees not at all; the opposite disagrees', () => {
  const judged = word(2, 150, 250);
  expect(agreementOf(judged, 0b111, judged)).toBe(64);
  expect(agreementOf(word(150, 150, 150), 0b111, judged)).toBe(0);
  expect(agreementOf(word(250, 150, 2), 0b111, judged)).toBe(-64);
  expect(agreementOf(word(3, 150, 250), 0b111, judged)).toBe(63); // 63.74
});

test('[J6] where judged merits lie close together, to differ from them weighs little', () => {
  const judged = word(140, 150, 160);
  expect(agreementOf(judged, 0b111, judged)).toBe(6); // 64 · 20 / 192
  expect(agreementOf(word(160, 150, 140), 0b111, judged)).toBe(-6); // 64 · (20 − 40) / 192
  expect(agreementOf(word(2, 2, 2), 0b111, judged)).toBe(-64);
});

test('[J6] no constant word agrees', () => {
  const merit = fc.integer({ min: 2, max: 255 });
  fc.assert(
    fc.property(fc.array(merit, { minLength: 2, maxLength: 8 }), merit, (merits, constant) => {
      const proposed = 2 ** merits.length - 1;
      expect(agreementOf(new Uint8Array(32).fill(constant), proposed, word(...merits)) ?? 0).toBeLessThanOrEqual(0);
    }),
  );
});

test('[J6] where all judged merits are equal, or nothing was judged, nothing can be told', () => {
  expect(agreementOf(word(2, 255), 0b11, word(130, 130))).toBeUndefined();
  expect(agreementOf(word(1, 1), 0b11, word(30, 230))).toBeUndefined();
  expect(agreementOf(word(1, 200, 30), 0b111, word(1, 200, 30))).toBe(64); // Σ|c − j| = 170 over two
});

/** A judgement that all voters share. */
const alike = (judged: number, convicted = false) => ({ judged, agreed: judged, isClear: true, convicted });

const rules = { convictionStep: 300, proposerBoundary: 512, voterBoundary: 400, expectedAgreement: 8 };

test('[J7] a proposer moves by the distance to neutral, at most 64, and never above 0', () => {
  expect(moveProposer(-100, alike(100), rules)).toEqual({ standing: -128, slashed: false });
  expect(moveProposer(-100, alike(255), rules)).toEqual({ standing: -36, slashed: false });
  expect(moveProposer(-10, alike(200), rules)).toEqual({ standing: 0, slashed: false });
  expect(moveProposer(-10, alike(2), rules)).toEqual({ standing: -74, slashed: false });
  expect(moveProposer(-10, alike(1), rules)).toEqual({ standing: -10, slashed: false });
  expect(moveProposer(-10, alike(0), rules)).toEqual({ standing: -74, slashed: false });
});

test('[J14] a standing falls only by what the share of the weight that makes evidence agrees on, and rises by the judged merit', () => {
  const of = (evidenceBps: number, ...merits: number[]) => {
    const { judged, agreed } = judge(1, ballotsOf(merits.map((merit) => [merit])), { ...MEDIAN, evidenceBps });
    return moveProposer(-100, { judged: judged[0], agreed: agreed[0], isClear: true, convicted: false }, rules).standing;
  };
  // Three of four see harm, the mildest of them by 28.
  expect(of(7_500, 60, 90, 100, 200)).toBe(-128);
  expect(of(7_501, 60, 90, 100, 200)).toBe(-100);
  expect(of(5_000, 60, 90, 100, 200)).toBe(-138);
  expect(of(7_500, 60, 90, 150, 200)).toBe(-100);
  expect(of(7_500, 60, 140, 150, 200)).toBe(-88);
  expect(of(10_000, 2, 2, 2, 2)).toBe(-164);
  // A voter who lacks the update says nothing of it.
  expect(of(7_500, 60, 90, 1, 100)).toBe(-128);
});

test('[J14] half of the weight is the median, so that a standing moves by the judged merit alone', () => {
  const merit = fc.integer({ min: 2, max: 255 });
  fc.assert(
    fc.property(fc.array(fc.tuple(merit, fc.integer({ min: 1, max: 9 })), { minLength: 1, maxLength: 32 }), (list) => {
      const ballots = ballotsOf(
        list.map(([m]) => [m]),
        list.map(([, weight]) => weight),
      );
      const { judged, agreed } = judge(1, ballots, MEDIAN);
      expect(agreed).toEqual(judged);
    }),
  );
});

test('[J15] a round is clear where the share that makes evidence agrees with it no less than the best constant would', () => {
  const ballots = ballotsOf([[2], [2], [2], [2]], [1, 1, 1, 2]);
  expect(isClear(ballots, [0, 64, -1, -64], 4_000)).toBe(true);
  expect(isClear(ballots, [0, 64, -1, -64], 4_001)).toBe(false);
  expect(isClear(ballots, [-1, 0, -64, 3], 6_000)).toBe(true);
  expect(isClear(ballotsOf([[2], [2]]), [0, -1], 5_000)).toBe(true);
  expect(isClear(ballotsOf([[2], [2], [2]]), [0, 5, -1], 6_666)).toBe(true);
  expect(isClear(ballotsOf([[2]]), [undefined], 5_000)).toBe(false);
});

test('[J15] in a round that is not clear nothing falls by opinions; what was good rises, and what everybody can check still counts', () => {
  const vague = { isClear: false, convicted: false };
  expect(moveProposer(-100, { judged: 2, agreed: 2, ...vague }, rules).standing).toBe(-100);
  expect(moveProposer(-100, { judged: 150, agreed: 160, ...vague }, rules).standing).toBe(-78);
  expect(moveProposer(-100, { judged: 0, agreed: 0, isClear: false, convicted: true }, rules).standing).toBe(-400);
  expect(moveVoter(-100, { agreement: -64, ...vague }, rules).standing).toBe(-100);
  expect(moveVoter(-100, { agreement: 40, ...vague }, rules).standing).toBe(-68);
  expect(moveVoter(0, { agreement: -64, isClear: false, convicted: true }, rules).standing).toBe(-300);
});

test('[J8] a standing at its boundary is slashed and restarts', () => {
  expect(moveProposer(-449, alike(2), rules)).toEqual({ standing: 0, slashed: true }); // −513
  expect(moveProposer(-448, alike(64), rules)).toEqual({ standing: 0, slashed: true }); // −512
  expect(moveProposer(-447, alike(64), rules)).toEqual({ standing: -511, slashed: false });
  expect(moveVoter(-337, { agreement: -55, isClear: true, convicted: false }, rules)).toEqual({ standing: 0, slashed: true }); // −400
});

test('[J9] an invalid update counts as a conviction only where three quarters of the seated weight say so', () => {
  const ballots = ballotsOf([[0], [0], [0], [200]]);
  expect(isConvicted(0, ballots, 4n)).toBe(true);
  expect(isConvicted(0, ballots, 5n)).toBe(false);
  expect(moveProposer(0, alike(0, true), rules)).toEqual({ standing: -300, slashed: false });
  expect(moveProposer(-300, alike(0, true), rules)).toEqual({ standing: 0, slashed: true });
});

test('[J10] a voter moves by agreement less what is expected, and by a conviction for a losing digest', () => {
  expect(moveVoter(-20, { agreement: 64, isClear: true, convicted: false }, rules)).toEqual({ standing: 0, slashed: false });
  expect(moveVoter(-20, { agreement: 0, isClear: true, convicted: false }, rules)).toEqual({ standing: -28, slashed: false });
  expect(moveVoter(-20, { agreement: undefined, isClear: true, convicted: false }, rules)).toEqual({ standing: -20, slashed: false });
  expect(moveVoter(0, { agreement: 8, isClear: true, convicted: true }, rules)).toEqual({ standing: -300, slashed: false });
  expect(moveVoter(-20, { agreement: undefined, isClear: true, convicted: true }, rules)).toEqual({ standing: -320, slashed: false });
});

describe('[J11] the merit of a step', () => {
  const step = { name: 'step', gain: '64', floor: '0.1' } as const;
  const of = (lossBase: number, lossStep: number, lossMean: number, proposals = 4) =>
    meritOf(step, { losses: { base: lossBase, step: lossStep, mean: lossMean } }, proposals, false);
  test('is the share of the common gain that the step makes, around neutral', () => {
    expect(of(2, 1.75, 1)).toBe(192);
    expect(of(2, 2, 1)).toBe(128);
    expect(of(2, 2.25, 1)).toBe(64);
    expect(of(2, 1.75, 3)).toBe(192);
  });
  test('is measured against the floor where the common gain is small', () => {
    expect(of(2, 1.975, 2)).toBe(160);
  });
  test('stays an opinion, whatever the losses', () => {
    const loss = fc.double({ min: 0 });
    fc.assert(
      fc.property(loss, loss, loss, fc.integer({ min: 1, max: 32 }), (lossBase, lossStep, lossMean, proposals) => {
        const merit = of(lossBase, lossStep, lossMean, proposals);
        expect(Number.isInteger(merit) && merit >= 2 && merit <= 255).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(of(2, Number.NaN, 1)).toBe(2);
    expect(of(2, 1.75, Number.POSITIVE_INFINITY)).toBe(255);
    expect(of(0, 0, 0)).toBe(128);
  });
});

describe('[J16] the merit of a direction', () => {
  const cosine = { name: 'cosine', gain: '64', repeatFrom: '0.99' } as const;
  const both = { name: 'step-cosine', gain: '64', floor: '0.1', repeatFrom: '0.99' } as const;
  const losses = { base: 2, step: 1.75, mean: 1 };
  test('is the cosine with what the voter has trained itself, around neutral', () => {
    expect([1, 0.5, 0, -0.25, -1].map((value) => meritOf(cosine, { cosine: value }, 4, false))).toEqual([255, 192, 128, 96, 2]);
  });
  test('together with the step it is the mean of both', () => {
    expect(meritOf(both, { losses, cosine: -0.5 }, 4, false)).toBe(128);
    expect(meritOf(both, { losses, cosine: 0.25 }, 4, false)).toBe(176);
  });
  test('a voter that could not train has no such opinion, and none at all where it is the only one', () => {
    expect(meritOf(both, { losses }, 4, false)).toBe(192);
    expect(meritOf(cosine, { losses }, 4, false)).toBe(1);
  });
});

test('[J12] what repeats is worth at most 127, and what harms is not made better by it', () => {
  const cosine = { name: 'cosine', gain: '64', repeatFrom: '0.99' } as const;
  expect(meritOf(cosine, { cosine: 1 }, 4, true)).toBe(127);
  expect(meritOf(cosine, { cosine: -0.5 }, 4, true)).toBe(64);
});
