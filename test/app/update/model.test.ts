import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BaseError } from '../../../app/core/errors.ts';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { seedOf } from '../../../app/core/random.ts';
import { outerMemory } from '../../../app/core/spec.ts';
import { NotFiniteError } from '../../../app/update/codec.ts';
import { decodeModel, encodeModel, maxModelBytes, readModel, WrongModelError } from '../../../app/update/model.ts';
import { readSafetensors, writeSafetensors } from '../../../app/update/safetensors.ts';
import { OUTERS } from '../../golden/outer.ts';
import { convolutionalSpec, perceptronSpec, tinySpec } from '../../golden/specs.ts';

const { size } = layoutOf(tinySpec);

test.each([tinySpec, perceptronSpec, convolutionalSpec])('[U1] a model comes back as it was', (spec) => {
  const weights = initialWeights(layoutOf(spec), seedOf('model'));
  const bytes = encodeModel(weights, spec);
  expect(decodeModel(bytes, spec)).toEqual(weights);
  expect(bytes.length).toBeLessThanOrEqual(maxModelBytes(spec));
});

test('[U5] −0 and denormals are written as +0 and refused when read', () => {
  const bytes = encodeModel(new Float32Array(size).fill(-0).fill(2 ** -140, 3), tinySpec);
  expect(bytes).toEqual(encodeModel(new Float32Array(size), tinySpec));
  for (const value of [-0, 2 ** -140]) {
    const stray = bytes.slice();
    new DataView(stray.buffer).setFloat32(bytes.length - 4, value, true);
    expect(() => decodeModel(stray, tinySpec)).toThrow(WrongModelError);
  }
});

test('[U6] values that are not finite are refused both ways', () => {
  const bytes = encodeModel(new Float32Array(size), tinySpec);
  for (const value of [Number.NaN, Number.POSITIVE_INFINITY]) {
    expect(() => encodeModel(new Float32Array(size).fill(value, 9), tinySpec)).toThrow(NotFiniteError);
    const stray = bytes.slice();
    new DataView(stray.buffer).setFloat32(bytes.length - 4, value, true);
    expect(() => decodeModel(stray, tinySpec)).toThrow(NotFiniteError);
  }
});

test('[U7] another model is refused', () => {
  expect(() => encodeModel(new Float32Array(size + 1), tinySpec)).toThrow(WrongModelError);
  const other = encodeModel(initialWeights(layoutOf(convolutionalSpec), seedOf('model')), convolutionalSpec);
  expect(() => decodeModel(other, tinySpec)).toThrow(WrongModelError);
  expect(() => decodeModel(other, perceptronSpec)).toThrow(WrongModelError);
  expect(() => decodeModel(new Uint8Array(maxModelBytes(tinySpec) + 1), tinySpec)).toThrow(WrongModelError);
});

test('[U8] a model with metadata is refused', () => {
  const { tensors } = readSafetensors(encodeModel(new Float32Array(size), tinySpec), 1000);
  const bytes = writeSafetensors({ metadata: new Map([['format', 'pt']]), tensors }, 1000);
  expect(() => decodeModel(bytes, tinySpec)).toThrow(WrongModelError);
});

test('[U9] mutated bytes give a named error or a canonical model', () => {
  const valid = encodeModel(initialWeights(layoutOf(tinySpec), seedOf('model')), tinySpec);
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.nat(valid.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }), (changes) => {
      const bytes = valid.slice();
      for (const [at, value] of changes) bytes[at] = value;
      let weights: Float32Array;
      try {
        weights = decodeModel(bytes, tinySpec);
      } catch (error) {
        expect(error).toBeInstanceOf(BaseError);
        return;
      }
      expect(encodeModel(weights, tinySpec)).toEqual(bytes);
    }),
    { numRuns: 500 },
  );
});

describe.each(OUTERS)('[U15] what the outer step $name remembers', (outer) => {
  const spec = { ...tinySpec, outer };
  const weights = initialWeights(layoutOf(tinySpec), seedOf('model'));
  const memory = outerMemory(spec).map((_, i) => weights.map((value) => Math.abs(value) + i));
  const bytes = encodeModel(weights, spec, memory);

  test('travels in the model file as it was, and is zero in a first model', () => {
    expect(readModel(bytes, spec)).toEqual({ weights, memory });
    expect(decodeModel(bytes, spec)).toEqual(weights);
    expect(bytes.length).toBeLessThanOrEqual(maxModelBytes(spec));
    expect(readModel(encodeModel(weights, spec), spec).memory).toEqual(memory.map(() => new Float32Array(size)));
    expect(
      readSafetensors(bytes, 4096)
        .tensors.slice(4)
        .map(({ name }) => name),
    ).toEqual(outerMemory(spec));
  });

  test('belongs to the spec: a file without it, with too much of it or of another length is refused', () => {
    expect(() => decodeModel(encodeModel(weights, tinySpec), spec)).toThrow(WrongModelError);
    expect(() => decodeModel(bytes, tinySpec)).toThrow(WrongModelError);
    expect(() => encodeModel(weights, spec, [])).toThrow(WrongModelError);
    expect(() =>
      encodeModel(
        weights,
        spec,
        memory.map(() => new Float32Array(size + 1)),
      ),
    ).toThrow(WrongModelError);
    expect(() => encodeModel(weights, tinySpec, [weights])).toThrow(WrongModelError);
  });

  test('is finite, without −0 and denormals, and of a mean square not negative', () => {
    for (const [value, error] of [
      [Number.NaN, NotFiniteError],
      [-0, WrongModelError],
      [2 ** -140, WrongModelError],
      ...(outer.name === 'adam' ? [[-1, WrongModelError] as const] : []),
    ] as const) {
      const stray = bytes.slice();
      new DataView(stray.buffer).setFloat32(bytes.length - 4, value, true);
      expect(() => readModel(stray, spec)).toThrow(error);
    }
  });
});
