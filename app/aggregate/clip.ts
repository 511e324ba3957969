import type { Spec } from '../core/spec.ts';
import { norm } from './lanes.ts';

/** A valid update of the round and the proposer seat it came from. */
export type SeatUpdate = { readonly seat: number; readonly delta: Float32Array };

/** The bounds of the spec, as decimals: `clip` × the lower median norm, at most `maxNorm`. */
export type Bounds = Pick<Spec['aggregation'], 'clip' | 'maxNorm'>;

/**
 * All valid updates of a round by seat, each no longer than `min(clip · median norm, maxNorm)`, where the median is the
 * lower one: `Δ · limit / ‖Δ‖`, rounded once per value. Short ones come back as the same array. This is what voters
 * judge and what is aggregated.
 */
export function clipped(updates: readonly SeatUpdate[], { clip, maxNorm }: Bounds): readonly SeatUpdate[] {
  const sorted = [...updates].sort((a, b) => a.seat - b.seat);
  const norms = sorted.map(({ delta }) => norm(delta));
  const limit = Math.min(Number(clip) * lowerMedian(norms), Number(maxNorm));
  return sorted.map(({ seat, delta }, i) => {
    if (norms[i] <= limit) return { seat, delta };
    const factor = limit / norms[i];
    return { seat, delta: delta.map((value) => value * factor) };
  });
}

function lowerMedian(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
