import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutOf } from '../../../app/core/layout.ts';
import { random, seedOf } from '../../../app/core/random.ts';
import { NotFiniteError, quantise } from '../../../app/update/codec.ts';
import { decodeUpdate, isRejected } from '../../../app/update/decode.ts';
import { encodeUpdate, InvalidUpdateError, maxUpdateBytes } from '../../../app/update/encode.ts';
import { readSafetensors, writeSafetensors } from '../../../app/update/safetensors.ts';
import { convolutionalSpec, perceptronSpec, tinySpec } from '../../golden/specs.ts';
import { harshDelta, updateOf } from '../../golden/update.ts';

const spec = tinySpec;
const { size } = layoutOf(spec);
const BLOCK = 16;
const finite = fc.float({ noNaN: true, noDefaultInfinity: true, min: -(2 ** 100), max: 2 ** 100 });
const deltas = fc.float32Array({ minLength: size, maxLength: size, noNaN: true, noDefaultInfinity: true, min: -(2 ** 100), max: 2 ** 100 });
const update = updateOf('tiny', 3, harshDelta(size, random(seedOf('update'))));
const expected = { ...update, spec };

/** Decodes what must be an update. */
function decoded(bytes: Uint8Array, about: Omit<Parameters<typeof decodeUpdate>[1], 'spec'> = update) {
  const result = decodeUpdate(bytes, { ...about, spec });
  if (isRejected(result)) throw result;
  return result;
}

test('[U1] encoding is a function of the update alone', () => {
  const bytes = encodeUpdate(update, spec);
  expect(encodeUpdate({ ...update, delta: update.delta.slice() }, spec)).toEqual(bytes);
  expect(encodeUpdate({ ...update, task: update.task.toLowerCase() as `0x${string}` }, spec)).toEqual(bytes);
  expect(encodeUpdate({ ...update, round: 4 }, spec)).not.toEqual(bytes);
});

test('[U2] an update comes back to half a step of its block', () => {
  fc.assert(
    fc.property(deltas, (delta) => {
      const back = decoded(encodeUpdate({ ...update, delta }, spec)).delta;
      for (let start = 0; start < size; start += BLOCK) {
        const block = delta.slice(start, start + BLOCK);
        const step = block.reduce((max, value) => Math.max(max, Math.abs(value)), 0) / 127;
        block.forEach((value, i) => {
          expect(Math.abs(back[start + i] - value)).toBeLessThanOrEqual(step * 0.50001 + 2 ** -119);
        });
      }
    }),
  );
});

test('[U2] what came back is written as what had come', () => {
  for (let i = 0; i < 50; i++) {
    const bytes = encodeUpdate({ ...update, delta: harshDelta(size, random(seedOf(`again ${i}`))) }, spec);
    expect(encodeUpdate(decoded(bytes), spec)).toEqual(bytes);
  }
});

test('[U3] a hidden field has no way out', () => {
  const laden = { ...update, examples: new Float32Array(1000), delta: Object.assign(update.delta.slice(), { row: 7 }) };
  expect(encodeUpdate(laden, spec)).toEqual(encodeUpdate(update, spec));
});

test('[U4] ties go to the even step', () => {
  const { q, scale } = quantise(Float32Array.of(127, 0.5, 1.5, 2.5, -0.5, -1.5, -2.5, 0.49999997), 16);
  expect([...scale]).toEqual([1]);
  expect([...q]).toEqual([127, 0, 2, 2, 0, -2, -2, 0]);
});

test('[U5] −0, denormals and blocks of them are zeros', () => {
  const { q, scale } = quantise(Float32Array.of(-0, 2 ** -130, -(2 ** -149), 2 ** -126, 1, -0), 4);
  expect(Object.is(scale[0], 0)).toBe(true);
  expect([...q.slice(0, 4)]).toEqual([0, 0, 0, 0]);
  const { delta } = decoded(encodeUpdate({ ...update, delta: new Float32Array(size).fill(-0) }, spec));
  expect(delta.every((value) => Object.is(value, 0))).toBe(true);
});

test('[U6] a value that is not finite does not leave', () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    const delta = update.delta.slice();
    delta[20] = bad;
    expect(() => encodeUpdate({ ...update, delta }, spec)).toThrow(NotFiniteError);
  }
});

test('[U6] the largest values come back finite or do not leave', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4096 }), (ulps) => {
      const bits = new Uint32Array([0x7f7fffff - ulps]);
      const delta = new Float32Array(size).fill(new Float32Array(bits.buffer)[0]);
      try {
        expect(decoded(encodeUpdate({ ...update, delta }, spec)).delta.every(Number.isFinite)).toBe(true);
      } catch (error) {
        expect(error).toBeInstanceOf(NotFiniteError);
      }
    }),
  );
});

test('[U3] an update that is not one is refused before it is written', () => {
  for (const wrong of [
    { delta: new Float32Array(size + 1) },
    { task: '0x12' as const },
    { round: -1 },
    { round: 2 ** 32 },
    { round: 1.5 },
    { proposer: 0 },
    { base: '0xABCD' as const },
  ]) {
    expect(() => encodeUpdate({ ...update, ...wrong }, spec)).toThrow(InvalidUpdateError);
  }
});

describe('[U7] what belongs elsewhere is rejected with its reason', () => {
  test.each([
    ['wrong-task', { task: `0x${'12'.repeat(20)}` as const }],
    ['wrong-round', { round: 4 }],
    ['wrong-proposer', { proposer: 8 }],
    ['wrong-base', { base: seedOf('another base') }],
    ['wrong-shape', { spec: convolutionalSpec }],
    ['wrong-shape', { spec: { ...spec, update: { codec: 'int8', block: 32 } as const } }],
  ])('%s', (reason, other) => {
    expect(decodeUpdate(encodeUpdate(update, spec), { ...expected, ...other })).toMatchObject({ reason });
  });

  test('too-large', () => {
    const bytes = new Uint8Array(maxUpdateBytes(spec) + 1);
    expect(decodeUpdate(bytes, expected)).toMatchObject({ reason: 'too-large', facts: { actual: bytes.length } });
  });
});

describe('[U8] values that the encoder cannot have written are rejected', () => {
  const bytes = encodeUpdate({ ...update, delta: update.delta.map((_, i) => (i < 16 ? i - 8 : 0)) }, spec);
  const values = bytes.length - size;
  const scales = values - 8;
  const change = (edit: (view: DataView) => void) => {
    const copy = bytes.slice();
    edit(new DataView(copy.buffer));
    return decodeUpdate(copy, expected);
  };
  test.each([
    ['not-finite', 'NaN scale', (view: DataView) => view.setFloat32(scales, Number.NaN, true)],
    ['not-finite', 'infinite scale', (view: DataView) => view.setFloat32(scales, Number.POSITIVE_INFINITY, true)],
    ['not-finite', 'scale whose 127 steps overflow', (view: DataView) => view.setFloat32(scales, 3e38, true)],
    ['not-canonical', 'negative scale', (view: DataView) => view.setFloat32(scales, -1, true)],
    ['not-canonical', '−0 scale', (view: DataView) => view.setFloat32(scales + 4, -0, true)],
    ['not-canonical', 'denormal scale', (view: DataView) => view.setFloat32(scales, 2 ** -130, true)],
    ['not-canonical', 'scale without values', (view: DataView) => view.setFloat32(scales + 4, 1, true)],
    ['not-canonical', 'values without scale', (view: DataView) => view.setInt8(values + 20, 127)],
    ['not-canonical', 'step −128', (view: DataView) => view.setInt8(values + 1, -128)],
  ])('%s: %s', (reason, _name, edit) => {
    expect(change(edit)).toMatchObject({ reason });
  });
});

test('[U8] an update that says more than it should is rejected', () => {
  const { metadata, tensors } = readSafetensors(encodeUpdate(update, spec), 400);
  const more = new Map([...metadata, ['note', 'x']]);
  expect(decodeUpdate(writeSafetensors({ metadata: more, tensors }, 400), expected)).toMatchObject({ reason: 'not-canonical' });
  const third = [...tensors, { name: 'row', dtype: 'I8' as const, shape: [1], values: Int8Array.of(1) }];
  expect(decodeUpdate(writeSafetensors({ metadata, tensors: third }, 400), expected)).toMatchObject({ reason: 'wrong-shape' });
});

test('[U9] arbitrary bytes are rejected, never thrown at', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => isRejected(decodeUpdate(bytes, expected))),
    { numRuns: 500 },
  );
});

test('[U9] mutated bytes are rejected or are another update in canonical form', () => {
  const valid = encodeUpdate(update, spec);
  const edits = fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(edits, fc.nat(8), (changes, cut) => {
      const bytes = valid.slice(0, valid.length - cut);
      for (const [at, value] of changes) bytes[at] = value;
      const result = decodeUpdate(bytes, expected);
      expect(isRejected(result) || result.delta.every(Number.isFinite)).toBe(true);
    }),
    { numRuns: 1000 },
  );
});

test('[U9] a whole update of a real model is read in linear time', () => {
  const seconds = [1, 4].map((times) => {
    const units = 64 * times;
    const wide = {
      ...perceptronSpec,
      layers: [{ type: 'flatten' as const }, { type: 'dense' as const, units, activation: 'relu' as const }, perceptronSpec.layers[2]],
    };
    const about = updateOf('wide', 0, new Float32Array(layoutOf(wide).size).fill(0.5));
    const bytes = encodeUpdate(about, wide);
    const start = performance.now();
    for (let i = 0; i < 20; i++) expect(isRejected(decodeUpdate(bytes, { ...about, spec: wide }))).toBe(false);
    return performance.now() - start;
  });
  expect(seconds[1]).toBeLessThan(40 * seconds[0] + 2000);
});

test('[U10] the longest header of an update fits', () => {
  const longest = { ...update, round: 2 ** 32 - 1, proposer: 2 ** 32 - 1 };
  const bytes = encodeUpdate(longest, spec);
  expect(bytes.length).toBeLessThanOrEqual(maxUpdateBytes(spec));
  expect(new DataView(bytes.buffer).getUint32(0, true)).toBeLessThanOrEqual(400);
  fc.assert(
    fc.property(finite, (value) => {
      expect(encodeUpdate({ ...longest, delta: new Float32Array(size).fill(value) }, spec).length).toBe(bytes.length);
    }),
    { numRuns: 20 },
  );
});
