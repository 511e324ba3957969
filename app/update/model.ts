import { BaseError } from '../core/errors.ts';
import { normalised } from '../core/float.ts';
import { layoutOf } from '../core/layout.ts';
import type { Spec } from '../core/spec.ts';
import type { Weights } from '../core/words.ts';
import { NotFiniteError } from './codec.ts';
import { readSafetensors, type Tensor, writeSafetensors } from './safetensors.ts';

/** Longest header of a model file: names and shapes of at most 128 tensors. */
export const MODEL_HEADER_MAX_BYTES = 65_536;

/**
 * A model's file: float32 tensors in the order of the spec's layout, −0 and denormals as +0. Equal models are equal
 * bytes. @throws WrongModelError, NotFiniteError
 */
export function encodeModel(weights: Weights, spec: Spec): Uint8Array {
  const layout = layoutOf(spec);
  if (weights.length !== layout.size) throw new WrongModelError('parameters', layout.size, weights.length);
  const clean = Float32Array.from(weights, normalised);
  checkFinite(clean);
  const tensors = layout.tensors.map(
    ({ name, shape, offset, size }): Tensor => ({ name, dtype: 'F32', shape, values: clean.subarray(offset, offset + size) }),
  );
  return writeSafetensors({ metadata: new Map(), tensors }, MODEL_HEADER_MAX_BYTES);
}

/** Flat weights `[layout.size]` of a model's file. @throws InvalidContainerError, WrongModelError, NotFiniteError */
export function decodeModel(bytes: Uint8Array, spec: Spec): Weights {
  const layout = layoutOf(spec);
  if (bytes.length > maxModelBytes(spec)) throw new WrongModelError('file bytes', `at most ${maxModelBytes(spec)}`, bytes.length);
  const { metadata, tensors } = readSafetensors(bytes, MODEL_HEADER_MAX_BYTES);
  if (metadata.size !== 0) throw new WrongModelError('metadata', 'none', metadata.size);
  if (tensors.length !== layout.tensors.length) throw new WrongModelError('tensors', layout.tensors.length, tensors.length);
  const weights = new Float32Array(layout.size);
  layout.tensors.forEach((slot, i) => {
    const { name, dtype, shape, values } = tensors[i];
    const wanted = `${slot.name} F32 [${slot.shape.join(', ')}]`;
    const actual = `${name} ${dtype} [${shape.join(', ')}]`;
    if (actual !== wanted) throw new WrongModelError(`tensor ${i}`, wanted, actual.slice(0, 200));
    weights.set(values, slot.offset);
  });
  checkFinite(weights);
  const stray = weights.findIndex((value) => !Object.is(value, normalised(value)));
  if (stray >= 0) throw new WrongModelError(`value ${stray}`, 'no −0, no denormal', weights[stray]);
  return weights;
}

/** Upper bound of a model's file: what a reader may fetch. */
export function maxModelBytes(spec: Spec): number {
  return 8 + MODEL_HEADER_MAX_BYTES + 4 * layoutOf(spec).size;
}

function checkFinite(weights: Weights): void {
  const index = weights.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) throw new NotFiniteError(index, weights[index]);
}

/** A model that is not one of this spec, or not in its canonical form. */
export class WrongModelError extends BaseError {
  constructor(subject: string, expected: string | number, actual: string | number) {
    super('Wrong model', { subject, expected, actual });
  }
}
