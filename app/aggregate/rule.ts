import { type Gram, gramAmong } from './gram.ts';
import { sumRows } from './lanes.ts';

/** The kept updates of a round by seat, as every rule gets them. Nothing here depends on the order of their arrival. */
export type Ballot = {
  /** As published; what counts is `rows[i] · factors[i]`. At least one. */
  readonly rows: readonly Float32Array[];
  /** What clips each of them. */
  readonly factors: readonly number[];
  /** Of the clipped updates; made when a rule first asks. */
  readonly gram: () => Gram;
  /** How many of the rows may lie: the spec's share, rounded up, and always fewer than half. */
  readonly liars: number;
  /** Judged merit of each row, where the chain has one. */
  readonly merits?: readonly number[];
};

/** Writes the combined difference, from parameter `start` on, into `total`. */
export type Combine = (start: number, total: Float64Array) => void;

/** Decides once per round how updates are combined. */
export type Rule = (ballot: Ballot) => Combine;

/** Σ weightsᵢ · xᵢ / Σ weightsᵢ over the clipped updates; what many rules come to. `divisor` where the sum is known exactly. */
export function weighted({ rows, factors }: Ballot, weights: readonly number[], divisor: number): Combine {
  const used = rows.flatMap((_, i) => (weights[i] === 0 ? [] : [i]));
  const taken = used.map((i) => rows[i]);
  const scaled = used.map((i) => weights[i] * factors[i]);
  return (start, total) => {
    sumRows(taken, scaled, start, total);
    for (let i = 0; i < total.length; i++) total[i] /= divisor;
  };
}

/** The same round as if only these rows had been kept. */
export function among(ballot: Ballot, indices: readonly number[]): Ballot {
  const pick = <T>(items: readonly T[]) => indices.map((i) => items[i]);
  return {
    rows: pick(ballot.rows),
    factors: pick(ballot.factors),
    gram: () => gramAmong(ballot.gram(), indices),
    liars: Math.min(ballot.liars, Math.floor((indices.length - 1) / 2)),
    ...(ballot.merits && { merits: pick(ballot.merits) }),
  };
}

/** The update with the smallest sum of distances to all others; of equals, the one of the lowest seat. */
export function medoid(gram: Gram, count: number): { index: number; total: number } {
  let best = { index: 0, total: Number.POSITIVE_INFINITY };
  for (let i = 0; i < count; i++) {
    let total = 0;
    for (let j = 0; j < count; j++) total += gram.distance(i, j);
    if (total < best.total) best = { index: i, total };
  }
  return best;
}
