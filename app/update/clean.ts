import { normalised } from '../core/float.ts';
import { NotFiniteError } from './codec.ts';

/** A copy with −0 and denormals as +0. @throws NotFiniteError */
export function cleaned(values: Float32Array): Float32Array {
  checkFinite(values);
  const clean = new Float32Array(values.length);
  for (let i = 0; i < values.length; i++) clean[i] = normalised(values[i]);
  return clean;
}

/** @throws NotFiniteError */
export function checkFinite(values: Float32Array): void {
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i])) throw new NotFiniteError(i, values[i]);
}

/** Place of the first −0 or denormal, or -1. */
export function findUnclean(values: Float32Array): number {
  for (let i = 0; i < values.length; i++) if (!Object.is(values[i], normalised(values[i]))) return i;
  return -1;
}
