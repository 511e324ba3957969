import { lowerMedian } from './clip.ts';
import type { Gram } from './gram.ts';
import { type Ballot, type Combine, medoid, weighted } from './rule.ts';

/** Steps from the centre. */
const STEPS = 3;

/**
 * Centred clipping of Karimireddy et al., 2021: v ← v + Σ (xᵢ − v) · min(1, τ / ‖xᵢ − v‖) / n, three times. It starts from
 * the update nearest to all others, since no round may depend on an earlier one; τ is the lower median of the distances
 * from there. Given that start, f liars move it at most 3·f·τ / n. Breakdown point ½: with f < n / 2 liars it stays within
 * 3·τ + 2 · Σ‖xᵢ − x‖ / (n − 2·f) of every honest update x, the sum over the honest ones, and τ within what honest
 * updates are away from the start.
 */
export function centredClipping(ballot: Ballot): Combine {
  const gram = ballot.gram();
  const count = ballot.rows.length;
  const start = medoid(gram, count).index;
  const radius = lowerMedian(ballot.rows.map((_, i) => gram.distance(start, i)));
  return weighted(ballot, clippedFrom(gram, count, start, radius), 1);
}

/** Coefficients of v after the steps: they sum to 1. */
export function clippedFrom(gram: Gram, count: number, start: number, radius: number): number[] {
  let centre: number[] = Array.from({ length: count }, (_, i) => (i === start ? 1 : 0));
  for (let step = 0; step < STEPS; step++) {
    const shares = centre.map((_, i) => {
      const distance = gram.distanceTo(i, centre);
      return (distance <= radius ? 1 : radius / distance) / count;
    });
    const taken = shares.reduce((total, share) => total + share, 0);
    centre = centre.map((coefficient, i) => coefficient * (1 - taken) + shares[i]);
  }
  return centre;
}
