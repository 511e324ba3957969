import type { Random } from '../core/random.ts';

/** Magnitudes as a few levels: strictly ascending, each used, and for each magnitude which one stands for it. */
export type Levelled = { readonly levels: Float32Array; readonly codes: Uint8Array };

const LLOYD_STEPS = 12;

/**
 * At most `count` levels for positive float32 values, where the squared error is least as far as Lloyd's method finds it
 * (Lloyd, 1982) from quantiles on. Values that have few sizes anyway stay exactly as they are. With `chance` a value goes up or
 * down with probabilities that keep it true on average; without, to the nearer level. Only + − × ÷, sums in order of size.
 */
export function levelled(sizes: Float32Array, count: number, chance?: Random): Levelled {
  const sorted = sizes.slice().sort();
  const levels = distinct(sorted, count) ?? lloyd(sorted, count);
  const codes = new Uint8Array(sizes.length);
  const used = new Uint8Array(levels.length);
  for (let i = 0; i < sizes.length; i++) {
    codes[i] = chance ? stochastic(sizes[i], levels, chance) : nearest(sizes[i], levels);
    used[codes[i]] = 1;
  }
  return compact(levels, codes, used);
}

/** The sizes that occur, ascending, if they are at most `count`. */
function distinct(sorted: Float32Array, count: number): Float32Array | undefined {
  const found: number[] = [];
  for (const size of sorted) {
    if (size === found[found.length - 1]) continue;
    if (found.length === count) return undefined;
    found.push(size);
  }
  return Float32Array.from(found);
}

function lloyd(sorted: Float32Array, count: number): Float32Array {
  const sums = new Float64Array(sorted.length + 1);
  for (let i = 0; i < sorted.length; i++) sums[i + 1] = sums[i] + sorted[i];
  let cuts = Array.from({ length: count + 1 }, (_, j) => Math.floor((j * sorted.length) / count));
  let levels = new Float32Array(count);
  for (let step = 0; step < LLOYD_STEPS; step++) {
    const [from, old] = [cuts, levels];
    levels = Float32Array.from(old, (level, j) =>
      from[j + 1] > from[j] ? (sums[from[j + 1]] - sums[from[j]]) / (from[j + 1] - from[j]) : level,
    );
    const centres = levels;
    cuts = from.map((cut, j) => (j === 0 || j === count ? cut : firstFrom(sorted, (centres[j - 1] + centres[j]) / 2)));
  }
  return levels.sort();
}

/** Place of the first value that is at least `bound`. */
function firstFrom(sorted: Float32Array, bound: number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (sorted[middle] < bound) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nearest(size: number, levels: Float32Array): number {
  let code = 0;
  while (code + 1 < levels.length && levels[code + 1] - size <= size - levels[code]) code++;
  return code;
}

function stochastic(size: number, levels: Float32Array, chance: Random): number {
  let code = 0;
  while (code + 1 < levels.length && levels[code + 1] <= size) code++;
  if (code + 1 === levels.length || size <= levels[code]) return code;
  return chance.uniform() * (levels[code + 1] - levels[code]) < size - levels[code] ? code + 1 : code;
}

/** Without the levels that nothing uses and those that are equal. */
function compact(levels: Float32Array, codes: Uint8Array, used: Uint8Array): Levelled {
  const kept: number[] = [];
  const renamed = new Uint8Array(levels.length);
  levels.forEach((level, code) => {
    if (used[code] && level !== kept[kept.length - 1]) kept.push(level);
    renamed[code] = Math.max(0, kept.length - 1);
  });
  return { levels: Float32Array.from(kept), codes: codes.map((code) => renamed[code]) };
}
