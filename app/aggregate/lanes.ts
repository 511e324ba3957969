import { BLOCK, productLanes, scaledLanes } from './simd.ts';

/**
 * Sums in four interleaved lanes, combined (0+1) + (2+3), in float64: the one order of additions that scalar and SIMD
 * code can share, so that a digest does not depend on the machine. SIMD where the engine has it and it pays.
 */

const LANES = 4;
/** Fewer values are added sooner than they are carried to where SIMD sees them. */
const WORTH = 256;

/** Inner product Σ aᵢ·bᵢ of equally long values: value i goes to lane i mod 4. Products of float32 are exact in float64. */
export function dot(a: Float32Array, b: Float32Array): number {
  const whole = a.length - (a.length % LANES);
  const lanes = (a.length >= WORTH ? productLanes(a, b, whole) : undefined) ?? dotLanes(a, b, whole);
  for (let i = whole; i < a.length; i++) lanes[i - whole] += a[i] * b[i];
  return folded(lanes);
}

/** The lanes of the first `whole` products, a multiple of four, without SIMD. */
export function dotLanes(a: Float32Array, b: Float32Array, whole: number): number[] {
  let [s, t, u, v] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += LANES) {
    s += a[i] * b[i];
    t += a[i + 1] * b[i + 1];
    u += a[i + 2] * b[i + 2];
    v += a[i + 3] * b[i + 3];
  }
  return [s, t, u, v];
}

/** L2 norm: √Σx². The root is IEEE 754's, correctly rounded. */
export function norm(values: Float32Array): number {
  return Math.sqrt(dot(values, values));
}

/** Σ of any numbers, the i-th in lane i mod 4. */
export function sum(values: ArrayLike<number>): number {
  const lanes = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) lanes[i % LANES] += values[i];
  return folded(lanes);
}

/** Writes Σᵣ wᵣ·xᵣ from value `start` on into `total`, value by value: row r goes to lane r mod 4. */
export function sumRows(rows: readonly Float32Array[], weights: ArrayLike<number>, start: number, total: Float64Array): void {
  const isWorth = total.length >= WORTH && total.length <= BLOCK;
  const [a, b, c, d] =
    (isWorth ? scaledLanes(rows, weights, start, total.length) : undefined) ?? rowLanes(rows, weights, start, total.length);
  for (let i = 0; i < total.length; i++) total[i] = a[i] + b[i] + (c[i] + d[i]);
}

/** The four lanes of `size` values from `start` on, without SIMD. */
export function rowLanes(rows: readonly Float32Array[], weights: ArrayLike<number>, start: number, size: number): Float64Array[] {
  const lanes = Array.from({ length: LANES }, () => new Float64Array(size));
  for (let r = 0; r < rows.length; r++) {
    const [lane, values, weight] = [lanes[r % LANES], rows[r].subarray(start, start + size), weights[r]];
    for (let i = 0; i < values.length; i++) lane[i] += values[i] * weight;
  }
  return lanes;
}

function folded([a, b, c, d]: readonly number[]): number {
  return a + b + (c + d);
}
