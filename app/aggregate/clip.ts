import type { Spec } from '../core/spec.ts';
import { norm } from './lanes.ts';

/** A valid update of the round and the proposer seat it came from. */
export type SeatUpdate = { readonly seat: number; readonly delta: Float32Array };

/** The bounds of the spec, as decimals: `clip` × the lower median norm, at most `maxNorm`. */
export type Bounds = Pick<Spec['aggregation'], 'clip' | 'maxNorm'>;

/**
 * All valid updates of a round by seat, each no longer than `min(clip · median norm, maxNorm)`, where the median is the
 * lower one: `Δ · limit / ‖Δ‖`, rounded once per value. Short ones come back as the same array. This is what voters judge.
 */
export function clipped(updates: readonly SeatUpdate[], bounds: Bounds): readonly SeatUpdate[] {
  const sorted = bySeat(updates);
  return factorsOf(
    sorted.map(({ delta }) => norm(delta)),
    bounds,
  ).map((factor, i) => (factor === 1 ? sorted[i] : { seat: sorted[i].seat, delta: sorted[i].delta.map((value) => value * factor) }));
}

/** What each update of these norms is multiplied with to be no longer than the limit: 1 for short ones. */
export function factorsOf(norms: readonly number[], { clip, maxNorm }: Bounds): number[] {
  const limit = Math.min(Number(clip) * lowerMedian(norms), Number(maxNorm));
  return norms.map((length) => (length <= limit ? 1 : limit / length));
}

export function bySeat(updates: readonly SeatUpdate[]): readonly SeatUpdate[] {
  return [...updates].sort((a, b) => a.seat - b.seat);
}

/** The middle value, of an even number the smaller of the two; 0 of none. */
export function lowerMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
