import { keccak } from '../../app/core/hashes.ts';
import { drawSeats } from '../../app/core/lottery.ts';
import { random, seedOf } from '../../app/core/random.ts';

/** One draw over the ids 1…n in order. Read by Foundry too. */
export type LotteryVector = ReturnType<typeof vectorOf>;

/** Below, around and far above P + V, and where rejection matters least and most. */
const SIZES = [2, 3, 4, 5, 7, 16, 17, 18, 63, 64, 65, 100, 1000, 4096];

/** Recomputes every draw from its number. */
export function lotteryVectors(): LotteryVector[] {
  return SIZES.flatMap((n) => [0, 1, 2, 3].map((i) => vectorOf(n, i)));
}

function vectorOf(n: number, i: number) {
  const stream = random(seedOf(`lottery ${n} ${i}`));
  const [proposers, voters] = i === 0 ? [8, 9] : i === 1 ? [32, 32] : [1 + stream.below(32), 1 + stream.below(32)];
  const seed = keccak(new TextEncoder().encode(`${n}:${i}`));
  const active = Array.from({ length: n }, (_, position) => position + 1);
  const seats = drawSeats(seed, active, proposers, voters);
  return { seed, n, proposers, voters, drawnProposers: seats.proposers, drawnVoters: seats.voters };
}
