/**
 * Sums in four interleaved lanes, combined (0+1) + (2+3), in float64: the one order of additions that scalar and SIMD
 * code can share, so that a digest does not depend on the machine.
 */

const LANES = 4;

/** L2 norm: √Σx². Squares of float32 values are exact in float64; the root is IEEE 754's, correctly rounded. */
export function norm(values: Float32Array): number {
  const lanes = new Float64Array(LANES);
  const whole = values.length - (values.length % LANES);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let i = 0; i < whole; i += LANES) {
    a += values[i] * values[i];
    b += values[i + 1] * values[i + 1];
    c += values[i + 2] * values[i + 2];
    d += values[i + 3] * values[i + 3];
  }
  lanes.set([a, b, c, d]);
  for (let i = whole; i < values.length; i++) lanes[i - whole] += values[i] * values[i];
  return Math.sqrt(lanes[0] + lanes[1] + (lanes[2] + lanes[3]));
}

/**
 * Sum of `count` rows into `total`, value by value: row r goes to lane r mod 4.
 * @param row the values of row r, as long as `total`; may reuse one buffer
 */
export function sumRows(total: Float64Array, count: number, row: (r: number) => Float32Array): void {
  const lanes = Array.from({ length: LANES }, () => new Float64Array(total.length));
  for (let r = 0; r < count; r++) {
    const lane = lanes[r % LANES];
    const values = row(r);
    for (let i = 0; i < total.length; i++) lane[i] += values[i];
  }
  const [a, b, c, d] = lanes;
  for (let i = 0; i < total.length; i++) total[i] = a[i] + b[i] + (c[i] + d[i]);
}
