import { BaseError } from '../core/errors.ts';
import { normalised } from '../core/float.ts';

/**
 * Values as int8 with one float32 scale per block: `scale = max|x| / 127`, `q = x / scale` rounded half to even. Only
 * IEEE + − × ÷ and floor, so that every machine writes the same. Refuses what is not finite.
 */
export type Quantised = { readonly q: Int8Array; readonly scale: Float32Array };

const Q_MAX = 127;

/** Number of blocks over `size` values; the last may be shorter. */
export function blockCount(size: number, block: number): number {
  return Math.ceil(size / block);
}

/** Quantises `values` in blocks of `block`. @throws NotFiniteError */
export function quantise(values: Float32Array, block: number): Quantised {
  const q = new Int8Array(values.length);
  const scale = new Float32Array(blockCount(values.length, block));
  for (let b = 0; b < scale.length; b++) {
    const end = Math.min((b + 1) * block, values.length);
    let max = 0;
    for (let i = b * block; i < end; i++) {
      const size = Math.abs(values[i]);
      if (!(size < Number.POSITIVE_INFINITY)) throw new NotFiniteError(i, values[i]);
      if (size > max) max = size;
    }
    const step = normalised(Math.fround(max / Q_MAX));
    if (step === 0) continue;
    if (!isUsableScale(step)) throw new NotFiniteError(b * block, max);
    scale[b] = step;
    for (let i = b * block; i < end; i++) q[i] = roundHalfEven(values[i] / step);
  }
  return { q, scale };
}

/** Values of a quantised tensor: `x = q · scale`, rounded once to float32. */
export function dequantise({ q, scale }: Quantised, block: number): Float32Array {
  const values = new Float32Array(q.length);
  for (let i = 0; i < q.length; i++) values[i] = q[i] * scale[Math.floor(i / block)];
  return values;
}

/** The first block that `quantise` cannot have written, or -1: each is zero, or reaches ±127 under a usable scale. */
export function findNonCanonicalBlock({ q, scale }: Quantised, block: number): number {
  return scale.findIndex((step, b) => {
    let max = 0;
    for (let i = b * block; i < Math.min((b + 1) * block, q.length); i++) max = Math.max(max, Math.abs(q[i]));
    return !(Object.is(step, 0) && max === 0) && !(isUsableScale(step) && max === Q_MAX);
  });
}

/** Normal, positive, and ±127 steps of it are finite float32 values. */
export function isUsableScale(step: number): boolean {
  return step > 0 && step === normalised(step) && Number.isFinite(Math.fround(step * Q_MAX));
}

function roundHalfEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below; // exact: |x| is about 127 at most
  return below + (rest > 0.5 || (rest === 0.5 && below % 2 !== 0) ? 1 : 0);
}

/** A value that cannot travel: NaN, infinite, or so large that its block would not come back finite. */
export class NotFiniteError extends BaseError {
  constructor(index: number, actual: number) {
    super('Value not finite', { subject: `value ${index}`, expected: 'a finite float32', actual });
  }
}
