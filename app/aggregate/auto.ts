import { lowerMedian } from './clip.ts';
import type { Gram } from './gram.ts';
import { nearestOf } from './krum.ts';
import { mean } from './mean.ts';
import { among, type Ballot, type Combine } from './rule.ts';

/** An update nearer to an earlier one than this share of the median distance of all pairs is its copy. */
const COPY = 0.1;
/**
 * An update points away where its mean cosine with the others is less than this share of what those that Multi-Krum takes
 * come to, less a margin for chance: the fewer updates agree at all, the more it takes. Both were chosen on seeds other
 * than those of `npm run experiment aggregation`, so that among honest updates next to none is left out.
 */
const SHARE = 0.25;
const MARGIN = 0.05;

/**
 * The mean of all updates but those that geometry, direction and voters alike speak against. Copies count once. Of what
 * Multi-Krum would leave out, only those are left out that point away from the others, and that the voters, where the
 * chain says so, found less helpful than what Multi-Krum takes: liars do, but honest updates from skewed data differ
 * without pointing away, and leaving them out costs more than many a liar does. So it is the mean among skewed data and
 * Multi-Krum among liars. Breakdown point 0, as the mean's, for liars that look honest; with L the clip, f liars among the
 * n updates that stay leave it within 2·f·L / n of the mean of the honest ones that stay.
 */
export function auto(ballot: Ballot): Combine {
  const own = among(ballot, originals(ballot));
  const { chosen, left } = nearestOf(own);
  const all = [...chosen, ...left];
  const agreement = averageOf(chosen, (i) => likeness(own.gram(), i, all));
  const merit = averageOf(chosen, (i) => own.merits?.[i] ?? 0);
  const out = left.filter(
    (i) => likeness(own.gram(), i, all) < SHARE * agreement - MARGIN && (own.merits === undefined || own.merits[i] < merit),
  );
  return mean(
    among(
      own,
      own.rows.flatMap((_, i) => (out.includes(i) ? [] : [i])),
    ),
  );
}

/** Rows that are no copy of an earlier one. */
function originals({ rows, gram }: Ballot): number[] {
  const distance = gram().distance;
  const pairs = rows.flatMap((_, i) => Array.from({ length: i }, (__, j) => distance(i, j)));
  const near = COPY * lowerMedian(pairs);
  const kept: number[] = [];
  rows.forEach((_, i) => {
    if (!kept.some((j) => distance(i, j) < near)) kept.push(i);
  });
  return kept;
}

function averageOf(rows: readonly number[], of: (i: number) => number): number {
  return rows.reduce((total, i) => total + of(i), 0) / rows.length;
}

/** Mean cosine of one update with all others, −1…1. */
function likeness(gram: Gram, i: number, all: readonly number[]): number {
  let total = 0;
  for (const j of all) {
    const scale = Math.sqrt(gram.of(i, i)) * Math.sqrt(gram.of(j, j));
    if (j !== i && scale > 0) total += gram.of(i, j) / scale;
  }
  return all.length > 1 ? total / (all.length - 1) : 0;
}
