import type { Layer } from '../../core/spec.ts';

export type Tensors = ReadonlyMap<string, { readonly shape: readonly number[]; readonly values: Float32Array }>;

/** Tensors of a safetensors file by name. */
export function readTensors(bytes: Uint8Array): Tensors;

/** Probability of each class for one example, `shape` values row-major. */
export function predict(layers: readonly Layer[], tensors: Tensors, shape: readonly number[], example: ArrayLike<number>): number[];
