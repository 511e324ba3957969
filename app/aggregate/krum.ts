import type { Gram } from './gram.ts';
import { type Ballot, type Combine, weighted } from './rule.ts';

/**
 * Multi-Krum: the mean of the n − f updates whose n − f − 2 nearest others are nearest, in squared distance. Blanchard et
 * al., 2017. f is the spec's share of liars, at most (n − 3) / 2; below three updates, the mean. Breakdown point f / n:
 * where honest updates are at most D apart, f liars leave it within
 * D · (1 + f / (n − f) · √((n − f − 2) / (n − 2·f − 1))) of the mean of the honest.
 */
export function multiKrum(ballot: Ballot): Combine {
  const count = ballot.rows.length;
  const chosen = new Set(nearestOf(ballot).chosen);
  return weighted(
    ballot,
    Array.from({ length: count }, (_, i) => (chosen.has(i) ? 1 : 0)),
    chosen.size,
  );
}

/** Which rows Multi-Krum takes, the nearest first, and which it leaves out. Of equal scores the lower seat is nearer. */
export function nearestOf({ rows, liars: most, gram }: Ballot): { readonly chosen: readonly number[]; readonly left: readonly number[] } {
  const count = rows.length;
  const liars = Math.max(0, Math.min(most, Math.floor((count - 3) / 2)));
  if (liars === 0) return { chosen: rows.map((_, i) => i), left: [] };
  const scores = rows.map((_, i) => scoreOf(i, gram(), count, liars));
  const nearest = scores.map((_, i) => i).sort((a, b) => scores[a] - scores[b] || a - b);
  return { chosen: nearest.slice(0, count - liars), left: nearest.slice(count - liars) };
}

/** Sum of the squared distances to the n − f − 2 nearest others. */
function scoreOf(i: number, gram: Gram, count: number, liars: number): number {
  const squares: number[] = [];
  for (let j = 0; j < count; j++) if (j !== i) squares.push(gram.square(i, j));
  return squares
    .sort((a, b) => a - b)
    .slice(0, count - liars - 2)
    .reduce((total, square) => total + square, 0);
}
