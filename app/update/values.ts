import type { Random } from '../core/random.ts';
import type { Spec } from '../core/spec.ts';
import { cleaned, findUnclean } from './clean.ts';
import { blockCount, dequantise, findNonCanonicalBlock, quantise } from './codec.ts';
import { type Rejected, rejected } from './rejected.ts';
import type { Tensor } from './safetensors.ts';
import { InvalidSparseError, maxSparseBytes, packSparse, unpackSparse } from './sparse.ts';

/** The values of an update as flat tensors, by the codec of the spec. */
export type Codec = Spec['update'];

/** @param chance for codecs that round by it. @throws NotFiniteError */
export function writeValues(values: Float32Array, codec: Codec, chance: Random): readonly Tensor[] {
  switch (codec.codec) {
    case 'float32':
      return [{ name: 'values', dtype: 'F32', shape: [values.length], values: cleaned(values) }];
    case 'int8': {
      const { q, scale } = quantise(values, codec.block);
      return [
        { name: 'scale', dtype: 'F32', shape: [scale.length], values: scale },
        { name: 'q', dtype: 'I8', shape: [q.length], values: q },
      ];
    }
    case 'sparse': {
      const bytes = packSparse(values, codec, chance);
      return [{ name: 'sparse', dtype: 'U8', shape: [bytes.length], values: bytes }];
    }
  }
}

/** The values in tensors that a peer wrote, or why they are none. */
export function readValues(tensors: readonly Tensor[], codec: Codec, size: number): Float32Array | Rejected {
  const [first, second] = tensors;
  const actual = tensors.map(({ name, dtype, shape }) => `${name} ${dtype} [${shape.join(', ')}]`).join(', ');
  const misfit = (wanted: string) => rejected('wrong-shape', 'tensors', wanted, actual);
  switch (codec.codec) {
    case 'float32': {
      const wanted = `values F32 [${size}]`;
      if (first?.dtype !== 'F32' || actual !== wanted) return misfit(wanted);
      const bad = first.values.findIndex((value) => !Number.isFinite(value));
      if (bad >= 0) return rejected('not-finite', `value ${bad}`, 'finite values', first.values[bad]);
      const stray = findUnclean(first.values);
      return stray >= 0 ? rejected('not-canonical', `value ${stray}`, 'no −0, no denormal', first.values[stray]) : first.values;
    }
    case 'int8': {
      const wanted = `scale F32 [${blockCount(size, codec.block)}], q I8 [${size}]`;
      if (first?.dtype !== 'F32' || second?.dtype !== 'I8' || actual !== wanted) return misfit(wanted);
      const quantised = { scale: first.values, q: second.values };
      const infinite = quantised.scale.findIndex((step) => !Number.isFinite(Math.fround(step * 127)));
      if (infinite >= 0) return rejected('not-finite', `scale ${infinite}`, 'finite values', quantised.scale[infinite]);
      const block = findNonCanonicalBlock(quantised, codec.block);
      if (block >= 0) return rejected('not-canonical', `block ${block}`, 'zeros, or a largest value of 127 steps');
      return dequantise(quantised, codec.block);
    }
    case 'sparse': {
      const wanted = 'sparse U8 [bytes]';
      if (first?.dtype !== 'U8' || actual !== `sparse U8 [${first.values.length}]`) return misfit(wanted);
      try {
        return unpackSparse(first.values, codec, size);
      } catch (error) {
        if (!(error instanceof InvalidSparseError)) throw error;
        return { reason: 'not-canonical', facts: error.facts };
      }
    }
  }
}

/** Upper bound of the bytes of `writeValues`'s tensors. */
export function maxValuesBytes(codec: Codec, size: number): number {
  switch (codec.codec) {
    case 'float32':
      return 4 * size;
    case 'int8':
      return 4 * blockCount(size, codec.block) + size;
    case 'sparse':
      return maxSparseBytes(codec, size);
  }
}
