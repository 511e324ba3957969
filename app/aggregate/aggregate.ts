import { BaseError } from '../core/errors.ts';
import { normalised } from '../core/float.ts';
import type { Spec } from '../core/spec.ts';
import type { Weights } from '../core/words.ts';
import { clipped, type SeatUpdate } from './clip.ts';
import { sumRows } from './lanes.ts';

/**
 * Combines the updates of a round into the next model. In: the base, all *valid* updates with their seats in any order,
 * the kept seats, the spec's rule and bounds. Out: new weights, the same bits on every machine: float64 + − × ÷ in a
 * fixed order, one rounding to float32, −0 and denormals as +0. Refuses updates that are not as long as the base.
 */
export type Round = {
  readonly base: Weights;
  readonly updates: readonly SeatUpdate[];
  /** Seats to aggregate; those without a valid update contribute nothing. */
  readonly keptSeats: readonly number[];
} & Spec['aggregation'];

type Combine = (deltas: readonly Float32Array[], start: number, total: Float64Array) => void;

const RULES: Record<Spec['aggregation']['rule'], Combine> = { mean, median };

/** Values combined at a time: the working set stays in a core's cache. */
const CHUNK = 4096;

/** `base + rule(clipped kept updates)`, rounded once; the base itself where nothing was kept. @throws MisfitUpdateError */
export function aggregate({ base, updates, keptSeats, rule, ...bounds }: Round): Weights {
  const kept = new Set(keptSeats);
  for (const { seat, delta } of updates) if (delta.length !== base.length) throw new MisfitUpdateError(seat, base.length, delta.length);
  const deltas = clipped(updates, bounds)
    .filter(({ seat }) => kept.has(seat))
    .map(({ delta }) => delta);
  return combined(base, deltas, RULES[rule]);
}

/** Mean of clipped updates `[parameters]`: the common direction that a single merit is measured against. */
export function meanDelta(updates: readonly SeatUpdate[], size: number): Float32Array {
  const deltas = [...updates].sort((a, b) => a.seat - b.seat).map(({ delta }) => delta);
  return combined(new Float32Array(size), deltas, mean);
}

/** `base + Δ · factor`, rounded once: the model a voter evaluates for one update, with factor 1/P, or for their mean. */
export function stepped(base: Weights, delta: Float32Array, factor: number): Weights {
  return base.map((value, i) => value + delta[i] * factor);
}

function combined(base: Weights, deltas: readonly Float32Array[], combine: Combine): Weights {
  const result = new Float32Array(base.length);
  const total = new Float64Array(CHUNK);
  for (let start = 0; start < base.length; start += CHUNK) {
    const size = Math.min(CHUNK, base.length - start);
    if (deltas.length > 0) combine(deltas, start, total.subarray(0, size));
    for (let i = 0; i < size; i++) result[start + i] = normalised(Math.fround(base[start + i] + total[i]));
  }
  return result;
}

/** Coordinate-wise mean: Σ Δ / k. */
function mean(deltas: readonly Float32Array[], start: number, total: Float64Array): void {
  sumRows(total, deltas.length, (r) => deltas[r].subarray(start, start + total.length));
  for (let i = 0; i < total.length; i++) total[i] /= deltas.length;
}

/** Coordinate-wise median; of an even number, the mean of the two middle values. Yin et al., 2018. */
function median(deltas: readonly Float32Array[], start: number, total: Float64Array): void {
  const sorted = new Float64Array(deltas.length);
  const [low, high] = [Math.floor((deltas.length - 1) / 2), Math.floor(deltas.length / 2)];
  for (let i = 0; i < total.length; i++) {
    for (let r = 0; r < deltas.length; r++) {
      const value = deltas[r][start + i];
      let at = r;
      for (; at > 0 && sorted[at - 1] > value; at--) sorted[at] = sorted[at - 1];
      sorted[at] = value;
    }
    total[i] = (sorted[low] + sorted[high]) / 2;
  }
}

/** An update of another model. */
export class MisfitUpdateError extends BaseError {
  constructor(seat: number, expected: number, actual: number) {
    super('Update does not fit the base', { subject: `seat ${seat}`, expected, actual });
  }
}
