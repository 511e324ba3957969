import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../app/core/bytes.ts';
import { initialWeights, layoutOf } from '../../app/core/layout.ts';
import { type Random, random, seedOf } from '../../app/core/random.ts';
import type { Spec } from '../../app/core/spec.ts';
import type { Update } from '../../app/core/words.ts';
import { encodeUpdate } from '../../app/update/encode.ts';
import { encodeModel } from '../../app/update/model.ts';
import { convolutionalSpec, perceptronSpec, tinySpec } from './specs.ts';

/** What one seed comes to, in bytes: the same in Node and in every browser. */
export type UpdateVector = {
  readonly spec: string;
  readonly updates: number;
  readonly update: string;
  readonly model: string;
};

const SPECS: Record<string, Spec> = { tiny: tinySpec, perceptron: perceptronSpec, convolutional: convolutionalSpec };

/** Recomputes every golden vector from its seed. Bytes of the tiny model in full, of the others as sha-256. */
export function updateVectors(): UpdateVector[] {
  return Object.entries(SPECS).flatMap(([spec, value]) => [1, 2, 5, 9].map((updates) => vectorOf(spec, value, updates)));
}

function vectorOf(name: string, spec: Spec, count: number): UpdateVector {
  const { size } = layoutOf(spec);
  const base = initialWeights(layoutOf(spec), seedOf(`${name} ${count} base`));
  const delta = harshDelta(size, random(seedOf(`${name} ${count} 0`)));
  const written = (bytes: Uint8Array) => toHex(bytes.length < 512 ? bytes : sha256(bytes));
  return {
    spec: name,
    updates: count,
    update: written(encodeUpdate(updateOf(name, count, delta), spec)),
    model: written(encodeModel(base, spec)),
  };
}

/** An update that says where it belongs. */
export function updateOf(name: string, round: number, delta: Float32Array): Update {
  return { task: `0x${'Ab'.repeat(20)}`, round, proposer: 7, base: seedOf(`${name} base file`), delta };
}

/** Values of all sizes, with zeros, −0, denormals and ties of the rounding among them. */
export function harshDelta(size: number, stream: Random): Float32Array {
  return Float32Array.from({ length: size }, () => {
    const kind = stream.below(64);
    if (kind === 0) return -0;
    if (kind === 1) return 2 ** -140;
    if (kind === 2) return (stream.below(255) - 127) / 2;
    return (2 * stream.uniform() - 1) * 2 ** -stream.below(12);
  });
}
