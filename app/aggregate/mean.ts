import { type Ballot, type Combine, weighted } from './rule.ts';

/**
 * Coordinate-wise mean: Σ Δ / k. Breakdown point 0: one liar moves it, but by the clip never far. With all updates no
 * longer than L, f liars among n leave it within 2·f·L / n of the mean of the honest.
 */
export function mean(ballot: Ballot): Combine {
  return weighted(
    ballot,
    ballot.rows.map(() => 1),
    ballot.rows.length,
  );
}
