import { sum } from './lanes.ts';
import type { Ballot, Combine } from './rule.ts';

/**
 * Coordinate-wise mean without the f lowest and the f highest values. Yin et al., 2018. Breakdown point f / n, with f from
 * the spec's share of liars: up to f of them, each coordinate stays between the smallest and the largest honest value.
 */
export function trimmedMean(ballot: Ballot): Combine {
  return trimmedTo(ballot, ballot.liars);
}

/** Mean of each coordinate's values but the `cut` lowest and highest, added in four lanes from the lowest up. */
export function trimmedTo({ rows, factors }: Ballot, cut: number): Combine {
  const sorted = new Float64Array(rows.length);
  const middle = sorted.subarray(cut, rows.length - cut);
  return (start, total) => {
    for (let i = 0; i < total.length; i++) {
      for (let r = 0; r < rows.length; r++) {
        const value = rows[r][start + i] * factors[r];
        let at = r;
        for (; at > 0 && sorted[at - 1] > value; at--) sorted[at] = sorted[at - 1];
        sorted[at] = value;
      }
      total[i] = sum(middle) / middle.length;
    }
  };
}
