import type { Random } from '../../../app/core/random.ts';

/**
 * How far a standing may fall by chance. A standing is S ← min(0, S + X). By Kingman's form of Lundberg's inequality a walk
 * with independent steps X ever falls by B with probability at most e^(−θB), where θ > 0 solves E e^(−θX) = 1. A standing
 * starts anew at each of its zeros, so that within n steps it reaches −B with probability at most n · e^(−θB).
 */

/** θ of measured steps; 0 where they do not rise on average, Infinity where none falls. */
export function rateOf(steps: readonly number[]): number {
  const mean = steps.reduce((sum, x) => sum + x, 0) / steps.length;
  if (!(mean > 0)) return 0;
  if (steps.every((x) => x >= 0)) return Number.POSITIVE_INFINITY;
  const excess = (theta: number) => steps.reduce((sum, x) => sum + Math.exp(-theta * x), 0) / steps.length - 1;
  let [low, high] = [0, 1e-3];
  while (excess(high) < 0) [low, high] = [high, 2 * high];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (excess(middle) < 0) low = middle;
    else high = middle;
  }
  return low;
}

/** Chance at most, within `steps` steps. */
export function boundOn(rate: number, boundary: number, steps: number): number {
  return Math.min(1, steps * Math.exp(-rate * boundary));
}

/** Share of histories of `steps` steps in which a standing reaches −boundary; each is one person's, drawn anew from their own steps. */
export function simulated(
  people: readonly (readonly number[])[],
  { boundary, steps, histories }: { readonly boundary: number; readonly steps: number; readonly histories: number },
  stream: Random,
): number {
  let fallen = 0;
  for (let i = 0; i < histories; i++) {
    const own = people[stream.below(people.length)];
    let standing = 0;
    for (let step = 0; step < steps; step++) {
      standing = Math.min(0, standing + own[stream.below(own.length)]);
      if (standing > -boundary) continue;
      fallen++;
      break;
    }
  }
  return fallen / histories;
}

/** Steps until a standing has reached −boundary `times` times, in the median of `histories`; undefined beyond `most`. */
export function stepsUntil(
  steps: readonly number[],
  {
    boundary,
    times,
    histories,
    most,
  }: { readonly boundary: number; readonly times: number; readonly histories: number; readonly most: number },
  stream: Random,
): number | undefined {
  const found = Array.from({ length: histories }, () => {
    let [standing, falls] = [0, 0];
    for (let step = 1; step <= most; step++) {
      standing = Math.min(0, standing + steps[stream.below(steps.length)]);
      if (standing > -boundary) continue;
      standing = 0;
      if (++falls === times) return step;
    }
    return Number.POSITIVE_INFINITY;
  }).sort((a, b) => a - b);
  const middle = found[Math.floor((histories - 1) / 2)];
  return Number.isFinite(middle) ? middle : undefined;
}
