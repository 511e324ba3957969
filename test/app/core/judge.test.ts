import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agreementOf, type Ballot, isConvicted, judge, meritOf, moveProposer, moveVoter, seatsIn } from '../../../app/core/judge.ts';
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
    estimator,
    112,
  ).judged[0];

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
  const { judged, kept } = judge(0b1000_1011, ballotsOf([[111, 112, 255, 255, 0, 0, 0, 0]]), 'Median', 112);
  expect([...judged.subarray(0, 8)]).toEqual([111, 112, 0, 255, 0, 0, 0, 0]);
  expect(seatsIn(kept)).toEqual([1, 3]);
});

test('[J5] seat 31 is a seat like the others', () => {
  const merits = new Array(32).fill(200);
  expect(judge(0xffffffff, ballotsOf([merits]), 'Median', 112).kept).toBe(0xffffffff);
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

const rules = { convictionStep: 300, proposerBoundary: 512, voterBoundary: 400, expectedAgreement: 8 };

test('[J7] a proposer moves by the distance to neutral, at most 64, and never above 0', () => {
  expect(moveProposer(-100, 100, false, rules)).toEqual({ standing: -128, slashed: false });
  expect(moveProposer(-100, 255, false, rules)).toEqual({ standing: -36, slashed: false });
  expect(moveProposer(-10, 200, false, rules)).toEqual({ standing: 0, slashed: false });
  expect(moveProposer(-10, 2, false, rules)).toEqual({ standing: -74, slashed: false });
  expect(moveProposer(-10, 1, false, rules)).toEqual({ standing: -10, slashed: false });
  expect(moveProposer(-10, 0, false, rules)).toEqual({ standing: -74, slashed: false });
});

test('[J8] a standing at its boundary is slashed and restarts', () => {
  expect(moveProposer(-449, 2, false, rules)).toEqual({ standing: 0, slashed: true }); // −513
  expect(moveProposer(-448, 64, false, rules)).toEqual({ standing: 0, slashed: true }); // −512
  expect(moveProposer(-447, 64, false, rules)).toEqual({ standing: -511, slashed: false });
  expect(moveVoter(-337, -55, false, rules)).toEqual({ standing: 0, slashed: true }); // −400
});

test('[J9] an invalid update counts as a conviction only where three quarters of the seated weight say so', () => {
  const ballots = ballotsOf([[0], [0], [0], [200]]);
  expect(isConvicted(0, ballots, 4n)).toBe(true);
  expect(isConvicted(0, ballots, 5n)).toBe(false);
  expect(moveProposer(0, 0, true, rules)).toEqual({ standing: -300, slashed: false });
  expect(moveProposer(-300, 0, true, rules)).toEqual({ standing: 0, slashed: true });
});

test('[J10] a voter moves by agreement less what is expected, and by a conviction for a losing digest', () => {
  expect(moveVoter(-20, 64, false, rules)).toEqual({ standing: 0, slashed: false });
  expect(moveVoter(-20, 0, false, rules)).toEqual({ standing: -28, slashed: false });
  expect(moveVoter(-20, undefined, false, rules)).toEqual({ standing: -20, slashed: false });
  expect(moveVoter(0, 8, true, rules)).toEqual({ standing: -300, slashed: false });
  expect(moveVoter(-20, undefined, true, rules)).toEqual({ standing: -320, slashed: false });
});

describe('[J11] a merit', () => {
  const measure = { lossBase: 2, lossMean: 1, proposals: 4, gain: '64', floor: '0.1' };
  test('is the share of the common gain that the step makes, around neutral', () => {
    expect(meritOf({ ...measure, lossStep: 1.75 })).toBe(192);
    expect(meritOf({ ...measure, lossStep: 2 })).toBe(128);
    expect(meritOf({ ...measure, lossStep: 2.25 })).toBe(64);
    expect(meritOf({ ...measure, lossMean: 3, lossStep: 1.75 })).toBe(192);
  });
  test('is measured against the floor where the common gain is small', () => {
    expect(meritOf({ ...measure, lossMean: 2, lossStep: 1.975 })).toBe(160);
  });
  test('stays an opinion, whatever the losses', () => {
    const loss = fc.double({ min: 0 });
    fc.assert(
      fc.property(loss, loss, loss, fc.integer({ min: 1, max: 32 }), (lossBase, lossStep, lossMean, proposals) => {
        const merit = meritOf({ ...measure, lossBase, lossStep, lossMean, proposals });
        expect(Number.isInteger(merit) && merit >= 2 && merit <= 255).toBe(true);
      }),
      { numRuns: 1000 },
    );
    expect(meritOf({ ...measure, lossStep: Number.NaN })).toBe(2);
    expect(meritOf({ ...measure, lossStep: 1.75, lossMean: Number.POSITIVE_INFINITY })).toBe(255);
    expect(meritOf({ ...measure, lossBase: 0, lossMean: 0, lossStep: 0 })).toBe(128);
  });
});
