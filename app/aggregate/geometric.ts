import type { Gram } from './gram.ts';
import { sum } from './lanes.ts';
import { type Ballot, type Combine, medoid, weighted } from './rule.ts';

/** Weiszfeld steps, each on the inner products alone: cheap beside making those. */
const STEPS = 16;
/** Distances below this share of the longest update count as that: a step never divides by next to nothing. */
const SMOOTHING = 1e-6;

/**
 * Geometric median, RFA of Pillutla et al., 2022: smoothed Weiszfeld steps from the mean, always the same number of them; or
 * the update nearest to all others, where that does better. Breakdown point ½: with f < n / 2 liars it stays within
 * 2 · Σ‖xᵢ − x‖ / (n − 2·f) of every honest update x, the sum over the honest ones.
 */
export function geometricMedian(ballot: Ballot): Combine {
  const gram = ballot.gram();
  const count = ballot.rows.length;
  const longest = Math.sqrt(Math.max(...ballot.rows.map((_, i) => gram.of(i, i))));
  const nearest = medoid(gram, count);
  const least = SMOOTHING * longest;
  if (least === 0) return weighted(ballot, ones(count), count);
  let weights = ones(count);
  for (let step = 0; step < STEPS; step++) weights = distancesTo(gram, weights).map((distance) => 1 / Math.max(distance, least));
  if (sum(distancesTo(gram, weights)) <= nearest.total) return weighted(ballot, weights, sum(weights));
  return weighted(
    ballot,
    ones(count).map((_, i) => (i === nearest.index ? 1 : 0)),
    1,
  );
}

/** Of each update to the weighted mean of all. */
function distancesTo(gram: Gram, weights: readonly number[]): number[] {
  const total = sum(weights);
  const coefficients = weights.map((weight) => weight / total);
  return weights.map((_, i) => gram.distanceTo(i, coefficients));
}

function ones(count: number): number[] {
  return Array.from({ length: count }, () => 1);
}
