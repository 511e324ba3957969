import { toHex } from '../../app/core/bytes.ts';
import { agreementOf, isClear, isConvicted, judge, moveProposer, moveVoter } from '../../app/core/judge.ts';
import { type Random, random, seedOf } from '../../app/core/random.ts';

/** One judged round; whole numbers as decimals where they may pass 2⁵³. Read by Foundry too. */
export type JudgeVector = ReturnType<typeof vectorOf>;

const CASES = 96;

/** Recomputes every case from its number. */
export function judgeVectors(): JudgeVector[] {
  return Array.from({ length: CASES }, (_, i) => vectorOf(random(seedOf(`judge ${i}`)), i % 2 === 0 ? 'Median' : 'ClampedMean'));
}

function vectorOf(stream: Random, estimator: 'Median' | 'ClampedMean') {
  const proposers = 1 + stream.below(stream.below(4) === 0 ? 32 : 6);
  const voters = 1 + stream.below(stream.below(4) === 0 ? 32 : 9);
  const proposed = bitmapOf(proposers, () => stream.below(8) > 0);
  const invalid = proposed & bitmapOf(proposers, () => stream.below(8) === 0);
  const equal = stream.below(2) === 0;
  const ballots = Array.from({ length: voters }, () => ({
    weight: equal ? 10n ** 18n : BigInt(1 + stream.below(1000)) * 10n ** BigInt(stream.below(20)),
    merits: meritsOf(proposed, invalid, stream),
  }));
  // Some seated voters may not have revealed.
  const seatedWeight = ballots.reduce((sum, { weight }) => sum + weight, 0n) + BigInt(stream.below(3)) * ballots[0].weight;
  const evidenceBps = [5_000, 6_667, 7_500, 10_000][stream.below(4)];
  const keepFrom = 112;
  const rules = { convictionStep: 300, proposerBoundary: 512, voterBoundary: 400, expectedAgreement: 8 };
  const { judged, agreed, kept } = judge(proposed, ballots, { estimator, keepFrom, evidenceBps });
  const seats = Array.from({ length: proposers }, (_, seat) => seat).filter((seat) => (proposed >>> seat) & 1);
  const convictedSeats = seats.filter((seat) => isConvicted(seat, ballots, seatedWeight));
  const agreements = ballots.map(({ merits }) => agreementOf(merits, proposed, judged));
  const clear = isClear(ballots, agreements, evidenceBps);
  const proposerBefore = seats.map(() => 0 - stream.below(500));
  const proposerMoves = seats.map((seat, i) =>
    moveProposer(
      proposerBefore[i],
      { judged: judged[seat], agreed: agreed[seat], isClear: clear, convicted: convictedSeats.includes(seat) },
      rules,
    ),
  );
  const voterBefore = ballots.map(() => 0 - stream.below(400));
  const losing = ballots.map(() => stream.below(8) === 0);
  const voterMoves = ballots.map((_, i) =>
    moveVoter(voterBefore[i], { agreement: agreements[i], isClear: clear, convicted: losing[i] }, rules),
  );
  return {
    estimator: estimator === 'Median' ? 0 : 1,
    proposed,
    keepFrom,
    evidenceBps,
    ...rules,
    seatedWeight: String(seatedWeight),
    weights: ballots.map(({ weight }) => String(weight)),
    merits: ballots.map(({ merits }) => toHex(merits)),
    judged: toHex(judged),
    agreed: toHex(agreed),
    kept,
    seats,
    convicted: seats.map((seat) => convictedSeats.includes(seat)),
    proposerBefore,
    proposerAfter: proposerMoves.map(({ standing }) => standing),
    proposerSlashed: proposerMoves.map(({ slashed }) => slashed),
    agreements: agreements.map((agreement) => agreement ?? 0),
    clear,
    told: agreements.map((agreement) => agreement !== undefined),
    voterBefore,
    losing,
    voterAfter: voterMoves.map(({ standing }) => standing),
    voterSlashed: voterMoves.map(({ slashed }) => slashed),
  };
}

function bitmapOf(seats: number, isSet: () => boolean): number {
  let bitmap = 0;
  for (let seat = 0; seat < seats; seat++) if (isSet()) bitmap |= 1 << seat;
  return bitmap >>> 0;
}

/** Merits with a common tendency per seat, mostly 0 where `invalid`, and now and then invalid, missing, or one word for all. */
function meritsOf(proposed: number, invalid: number, stream: Random): Uint8Array {
  const merits = new Uint8Array(32);
  const mood = stream.below(10);
  const constant = stream.below(256);
  for (let seat = 0; seat < 32; seat++) {
    if (((proposed >>> seat) & 1) === 0) continue;
    const kind = mood === 0 ? 4 : stream.below(10);
    if (kind === 0 || (kind > 1 && (invalid >>> seat) & 1)) merits[seat] = 0;
    else if (kind === 1) merits[seat] = 1;
    else if (kind === 4) merits[seat] = constant;
    else merits[seat] = 2 + Math.min(253, ((seat * 83) % 254) + stream.below(40));
  }
  return merits;
}
