import { bySeat, lowerMedian, type SeatUpdate } from './clip.ts';
import { dot, norm } from './lanes.ts';

/** Of the lower median norm: a shorter update has learnt nothing. */
const LEAST_NORM = 0.01;

/** Cosine of two differences, −1…1; 0 where one of them is zero. */
export function cosine(a: Float32Array, b: Float32Array): number {
  const lengths = norm(a) * norm(b);
  return lengths === 0 ? 0 : dot(a, b) / lengths;
}

/**
 * Seats whose updates bring nothing of their own: next to nothing beside the others; or, with a cosine of at least
 * `repeatFrom`, the update of an earlier seat once more, or one of `known`, such as the move that made the base. The
 * lottery gave the seats their numbers before anybody had trained: nobody can choose to be the earlier one.
 */
export function repeats(updates: readonly SeatUpdate[], known: readonly Float32Array[], repeatFrom: number): ReadonlySet<number> {
  const sorted = bySeat(updates).map(({ seat, delta }) => ({ seat, delta, length: norm(delta) }));
  const least = LEAST_NORM * lowerMedian(sorted.map(({ length }) => length));
  const earlier = known.map((delta) => ({ delta, length: norm(delta) })).filter(({ length }) => length > 0);
  const found = new Set<number>();
  for (const { seat, delta, length } of sorted) {
    const isSame = (other: (typeof earlier)[number]) => dot(delta, other.delta) >= repeatFrom * length * other.length;
    if (length <= least) found.add(seat);
    else {
      if (earlier.some(isSame)) found.add(seat);
      earlier.push({ delta, length });
    }
  }
  return found;
}
