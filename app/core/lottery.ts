import { keccakWords } from './hashes.ts';
import type { Digest, ParticipantId } from './words.ts';

export type Seats = { readonly proposers: readonly ParticipantId[]; readonly voters: readonly ParticipantId[] };

/** Seats in a draw over `n`: P and V as configured, or half (rounded down) proposers where too few are active. */
export function seatCounts(n: number, proposers: number, voters: number): { proposers: number; voters: number } {
  if (n >= proposers + voters) return { proposers, voters };
  const p = Math.min(proposers, Math.floor(n / 2));
  return { proposers: p, voters: Math.min(voters, n - p) };
}

/**
 * The draw of a round, replayed: a partial Fisher–Yates shuffle of the first `n` active ids. Pick i takes position
 * `i + x` where x is uniform below n − i: the first of `keccak256(abi.encode(seed, i, attempt))`, attempt = 0, 1, …,
 * under the largest multiple of n − i, reduced modulo n − i.
 * @param active ids in the order of the contract's list when the target was fixed
 */
export function drawSeats(seed: Digest, active: readonly ParticipantId[], proposers: number, voters: number): Seats {
  const counts = seatCounts(active.length, proposers, voters);
  const ids = picksOf(seed, active, counts.proposers + counts.voters).map((pick) => pick.id);
  return { proposers: ids.slice(0, counts.proposers), voters: ids.slice(counts.proposers) };
}

/** One pick of a draw: `hash` of seed, `i` and `attempt` modulo the `left` ids from position `i` on gives `offset`. */
export type SeatPick = {
  readonly i: number;
  readonly left: number;
  readonly attempt: number;
  readonly hash: Digest;
  readonly offset: number;
  readonly id: ParticipantId;
};

/** The first `count` picks of the shuffle. */
export function picksOf(seed: Digest, active: readonly ParticipantId[], count: number): readonly SeatPick[] {
  const ids = [...active];
  return Array.from({ length: count }, (_, i) => {
    const left = ids.length - i;
    const { offset, hash, attempt } = below(seed, i, BigInt(left));
    const j = i + offset;
    [ids[i], ids[j]] = [ids[j] as number, ids[i] as number];
    return { i, left, attempt, hash, offset, id: ids[i] };
  });
}

const SPACE = 1n << 256n;

function below(seed: Digest, i: number, n: bigint): { offset: number; hash: Digest; attempt: number } {
  const limit = SPACE - (SPACE % n);
  for (let attempt = 0; ; attempt++) {
    const hash = keccakWords(seed, i, attempt);
    const x = BigInt(hash);
    if (x < limit) return { offset: Number(x % n), hash, attempt };
  }
}
