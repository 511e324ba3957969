import type { Gram } from './gram.ts';
import { mean } from './mean.ts';
import type { Ballot, Combine } from './rule.ts';
import { trimmedMean } from './trimmed.ts';

/** From this mean cosine of pairs on, updates count as alike. */
const ALIKE = 0.5;

/**
 * Chooses by how alike the kept updates are: alike ones are combined by the trimmed mean, others by the mean, because under
 * strong label skew robust rules leave out honest updates. Breakdown point and bound are those of the rule it chooses.
 */
export function auto(ballot: Ballot): Combine {
  return likeness(ballot.gram(), ballot.rows.length) >= ALIKE ? trimmedMean(ballot) : mean(ballot);
}

/** Mean cosine of all pairs of different updates, −1…1. */
export function likeness(gram: Gram, count: number): number {
  let [total, pairs] = [0, 0];
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < i; j++) {
      const scale = Math.sqrt(gram.of(i, i) * gram.of(j, j));
      total += scale === 0 ? 0 : gram.of(i, j) / scale;
      pairs++;
    }
  }
  return pairs === 0 ? 1 : total / pairs;
}
