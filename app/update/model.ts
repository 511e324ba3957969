import { BaseError } from '../core/errors.ts';
import { layoutOf } from '../core/layout.ts';
import { outerMemory, type Spec } from '../core/spec.ts';
import type { Model, Weights } from '../core/words.ts';
import { checkFinite, cleaned, findUnclean } from './clean.ts';
import { readSafetensors, type Tensor, writeSafetensors } from './safetensors.ts';

/** Longest header of a model file: names and shapes of at most 128 tensors. */
export const MODEL_HEADER_MAX_BYTES = 65_536;

/**
 * A model's file: float32 tensors in the order of the spec's layout, then what the spec's outer step remembers (zeros unless
 * given), −0 and denormals as +0. Equal models are equal bytes. @throws WrongModelError, NotFiniteError
 */
export function encodeModel(weights: Weights, spec: Spec, memory: Model['memory'] = forgotten(spec)): Uint8Array {
  const layout = layoutOf(spec);
  const names = outerMemory(spec);
  if (weights.length !== layout.size) throw new WrongModelError('parameters', layout.size, weights.length);
  if (memory.length !== names.length) throw new WrongModelError('memory', names.length, memory.length);
  const clean = cleaned(weights);
  const tensors = layout.tensors.map(
    ({ name, shape, offset, size }): Tensor => ({ name, dtype: 'F32', shape, values: clean.subarray(offset, offset + size) }),
  );
  const remembered = names.map((name, i): Tensor => {
    if (memory[i].length !== layout.size) throw new WrongModelError(name, layout.size, memory[i].length);
    return { name, dtype: 'F32', shape: [layout.size], values: cleaned(memory[i]) };
  });
  return writeSafetensors({ metadata: new Map(), tensors: [...tensors, ...remembered] }, MODEL_HEADER_MAX_BYTES);
}

/** Flat weights `[layout.size]` of a model's file. @throws InvalidContainerError, WrongModelError, NotFiniteError */
export function decodeModel(bytes: Uint8Array, spec: Spec): Weights {
  return readModel(bytes, spec).weights;
}

/** All that a model's file holds. @throws InvalidContainerError, WrongModelError, NotFiniteError */
export function readModel(bytes: Uint8Array, spec: Spec): Model {
  const layout = layoutOf(spec);
  const slots = [...layout.tensors, ...outerMemory(spec).map((name) => ({ name, shape: [layout.size] }))];
  if (bytes.length > maxModelBytes(spec)) throw new WrongModelError('file bytes', `at most ${maxModelBytes(spec)}`, bytes.length);
  const { metadata, tensors } = readSafetensors(bytes, MODEL_HEADER_MAX_BYTES);
  if (metadata.size !== 0) throw new WrongModelError('metadata', 'none', metadata.size);
  if (tensors.length !== slots.length) throw new WrongModelError('tensors', slots.length, tensors.length);
  const parts = slots.map((slot, i) => {
    const { name, dtype, shape, values } = tensors[i];
    const wanted = `${slot.name} F32 [${slot.shape.join(', ')}]`;
    const actual = `${name} ${dtype} [${shape.join(', ')}]`;
    if (dtype !== 'F32' || actual !== wanted) throw new WrongModelError(`tensor ${i}`, wanted, actual.slice(0, 200));
    checkFinite(values);
    const stray = findUnclean(values);
    if (stray >= 0) throw new WrongModelError(`value ${stray}`, 'no −0, no denormal', values[stray]);
    return values;
  });
  const weights = new Float32Array(layout.size);
  layout.tensors.forEach(({ offset }, i) => void weights.set(parts[i], offset));
  const memory = parts.slice(layout.tensors.length);
  // The root of a square is taken of it.
  const negative = memory[1]?.findIndex((value) => value < 0) ?? -1;
  if (negative >= 0) throw new WrongModelError(`value ${negative} of outer.v`, 'at least 0', memory[1][negative]);
  return { weights, memory };
}

/** What the outer step remembers before the first round: zeros. */
function forgotten(spec: Spec): Model['memory'] {
  return outerMemory(spec).map(() => new Float32Array(layoutOf(spec).size));
}

/** Upper bound of a model's file: what a reader may fetch. */
export function maxModelBytes(spec: Spec): number {
  return 8 + MODEL_HEADER_MAX_BYTES + 4 * layoutOf(spec).size * (1 + outerMemory(spec).length);
}

/** A model that is not one of this spec, or not in its canonical form. */
export class WrongModelError extends BaseError {
  constructor(subject: string, expected: string | number, actual: string | number) {
    super('Wrong model', { subject, expected, actual });
  }
}
