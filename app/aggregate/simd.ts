import { openKernels } from './kernels.ts';

/** Values that are carried to the kernels at a time: what they touch stays in a core's cache. */
export const BLOCK = 4096;

const LANES = 4;
const PAGE_BYTES = 65_536;
/** Where the kernels find things: a sum's lanes, two blocks of float32, four blocks of float64. */
const SUMS = 0;
const A = 1024;
const B = A + 4 * BLOCK;
const TOTALS = B + 4 * BLOCK;
const BYTES = TOTALS + LANES * 8 * BLOCK;

const opened = openKernels(Math.ceil(BYTES / PAGE_BYTES));
const views = opened && {
  a: new Float32Array(opened.memory.buffer, A, BLOCK),
  b: new Float32Array(opened.memory.buffer, B, BLOCK),
  sums: new Float64Array(opened.memory.buffer, SUMS, LANES),
  totals: Array.from({ length: LANES }, (_, lane) => new Float64Array(opened.memory.buffer, TOTALS + lane * 8 * BLOCK, BLOCK)),
};

/** True where the engine has SIMD. */
export const hasSimd = opened !== undefined;

/** The four lanes of the first `whole` products, a multiple of four; undefined where there is no SIMD. */
export function productLanes(a: Float32Array, b: Float32Array, whole: number): number[] | undefined {
  if (!opened || !views) return undefined;
  views.sums.fill(0);
  for (let start = 0; start < whole; start += BLOCK) {
    const end = Math.min(start + BLOCK, whole);
    views.a.set(a.subarray(start, end));
    if (a !== b) views.b.set(b.subarray(start, end));
    opened.products(A, A + 4 * (end - start), a === b ? A : B, SUMS);
  }
  return [...views.sums];
}

/** The four lanes of Σ wᵣ·xᵣ over `size` values from `start` on, at most a block; undefined where there is no SIMD. */
export function scaledLanes(
  rows: readonly Float32Array[],
  weights: ArrayLike<number>,
  start: number,
  size: number,
): readonly Float64Array[] | undefined {
  if (!opened || !views) return undefined;
  const whole = size - (size % LANES);
  for (const total of views.totals) total.fill(0, 0, size);
  for (let r = 0; r < rows.length; r++) {
    const lane = r % LANES;
    views.a.set(rows[r].subarray(start, start + size));
    opened.scale(A, A + 4 * whole, TOTALS + lane * 8 * BLOCK, weights[r]);
    for (let i = whole; i < size; i++) views.totals[lane][i] += views.a[i] * weights[r];
  }
  return views.totals;
}
