import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from '../../app/core/bytes.ts';
import { layoutOf } from '../../app/core/layout.ts';
import { random, seedOf } from '../../app/core/random.ts';
import type { Spec } from '../../app/core/spec.ts';
import { encodeUpdate } from '../../app/update/encode.ts';
import { convolutionalSpec, perceptronSpec, tinySpec } from './specs.ts';
import { harshDelta, updateOf } from './update.ts';

/** What one seed comes to in one codec, in bytes: the same in Node and in every browser. */
export type CodecVector = { readonly spec: string; readonly codec: string; readonly bytes: number; readonly update: string };

const SPARSE = { codec: 'sparse', feedback: '1' } as const;
export const CODECS: Readonly<Record<string, Spec['update']>> = {
  float32: { codec: 'float32' },
  'sparse, 2 bits': { ...SPARSE, keep: '0.03', bits: 2, rounding: 'nearest' },
  'sparse, 3 bits': { ...SPARSE, keep: '0.125', bits: 3, rounding: 'nearest' },
  'sparse, 4 bits': { ...SPARSE, keep: '0.5', bits: 4, rounding: 'nearest' },
  'sparse, by chance': { ...SPARSE, keep: '0.25', bits: 3, rounding: 'stochastic' },
  'sparse, everything': { ...SPARSE, keep: '1', bits: 2, rounding: 'stochastic' },
};

const SPECS: Readonly<Record<string, Spec>> = { tiny: tinySpec, perceptron: perceptronSpec, convolutional: convolutionalSpec };

/** Recomputes every golden vector from its seed. Short files in full, others as sha-256. */
export function codecVectors(): CodecVector[] {
  return Object.entries(SPECS).flatMap(([name, spec]) =>
    Object.entries(CODECS).map(([codec, update]) => {
      const delta = harshDelta(layoutOf(spec).size, random(seedOf(`${name} ${codec}`)));
      const bytes = encodeUpdate(updateOf(name, 3, delta), { ...spec, update });
      return { spec: name, codec, bytes: bytes.length, update: toHex(bytes.length < 512 ? bytes : sha256(bytes)) };
    }),
  );
}
