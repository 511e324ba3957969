import type { Ballot, Combine } from './rule.ts';
import { trimmedTo } from './trimmed.ts';

/**
 * Coordinate-wise median; of an even number, the mean of the two middle values. Yin et al., 2018. Breakdown point ½:
 * with f < n / 2 liars each coordinate stays between the smallest and the largest honest value.
 */
export function median(ballot: Ballot): Combine {
  return trimmedTo(ballot, Math.floor((ballot.rows.length - 1) / 2));
}
