import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalised } from '../../../app/core/float.ts';
import { layoutOf } from '../../../app/core/layout.ts';
import { random, seedOf } from '../../../app/core/random.ts';
import { NotFiniteError } from '../../../app/update/codec.ts';
import { decodeUpdate, isRejected } from '../../../app/update/decode.ts';
import { encodeUpdate, maxUpdateBytes } from '../../../app/update/encode.ts';
import { readSafetensors, writeSafetensors } from '../../../app/update/safetensors.ts';
import { largest } from '../../../app/update/select.ts';
import { entriesKept, InvalidSparseError, maxSparseBytes, packSparse, type Sparse, unpackSparse } from '../../../app/update/sparse.ts';
import { perceptronSpec } from '../../golden/specs.ts';
import { harshDelta, updateOf } from '../../golden/update.ts';

const chance = random(seedOf('chance'));
const sparse = (keep: string, bits: 2 | 3 | 4, rounding: Sparse['rounding'] = 'nearest'): Sparse => ({
  codec: 'sparse',
  keep,
  bits,
  rounding,
  feedback: '1',
});
const codecs = fc.record({
  codec: fc.constant('sparse' as const),
  keep: fc.constantFrom('0.001', '0.03', '0.3', '0.9', '1'),
  bits: fc.constantFrom(2, 3, 4),
  rounding: fc.constantFrom('nearest' as const, 'stochastic' as const),
  feedback: fc.constant('1'),
});
/** Any float32 that is finite: all sizes, −0 and denormals too, with runs of equal ones. */
const finite = fc.oneof(
  fc.float({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, 1, -1, 2 ** -126, -(2 ** -149), 3.4028234663852886e38),
);
const values = fc.array(finite, { minLength: 1, maxLength: 400 }).map((list) => Float32Array.from(list));

test('[U12] those furthest from zero are taken, of equals the first, and nothing that is zero', () => {
  fc.assert(
    fc.property(values, fc.integer({ min: 1, max: 400 }), (list, count) => {
      const order = [...list.keys()]
        .filter((i) => Math.abs(list[i]) >= 2 ** -126)
        .sort((a, b) => Math.abs(list[b]) - Math.abs(list[a]) || a - b)
        .slice(0, count);
      expect([...largest(list, Math.min(count, list.length))]).toEqual(order.slice(0, list.length).sort((a, b) => a - b));
    }),
    { numRuns: 500 },
  );
});

test('[U12] what comes back is zero or of the own sign, and one of at most 2^(bits − 1) sizes within those that were sent', () => {
  fc.assert(
    fc.property(values, codecs, (list, codec) => {
      const back = unpackSparse(packSparse(list, codec, chance), codec, list.length);
      const sent = [...back.keys()].filter((i) => back[i] !== 0);
      const wanted = largest(list, entriesKept(codec, list.length));
      expect(sent).toEqual([...wanted]);
      const sizes = [...wanted].map((i) => Math.abs(list[i]));
      for (const i of sent) {
        expect(Math.sign(back[i])).toBe(Math.sign(list[i]));
        expect(Math.abs(back[i])).toBeGreaterThanOrEqual(Math.min(...sizes));
        expect(Math.abs(back[i])).toBeLessThanOrEqual(Math.max(...sizes));
      }
      expect(new Set(sent.map((i) => Math.abs(back[i]))).size).toBeLessThanOrEqual(2 ** (codec.bits - 1));
    }),
    { numRuns: 500 },
  );
});

test('[U12] few sizes travel as they are, and what came back is written as what had come', () => {
  const few = Float32Array.of(0.1, -0.1, 0, 0.7, 0.7, -0.3, 0.2, 0, -0.2);
  const codec = sparse('1', 3);
  expect(unpackSparse(packSparse(few, codec, chance), codec, few.length)).toEqual(few);
  fc.assert(
    fc.property(values, codecs, (list, any) => {
      const bytes = packSparse(list, any, chance);
      expect(packSparse(unpackSparse(bytes, any, list.length), any, chance)).toEqual(bytes);
    }),
    { numRuns: 300 },
  );
});

test('[U12] levels lie where the squared error is small: less than half of that of evenly spread ones', () => {
  const stream = random(seedOf('tail'));
  // A long tail, as of an update's largest values.
  const list = Float32Array.from({ length: 4000 }, () => stream.normal() ** 3);
  const codec = sparse('1', 4);
  const back = unpackSparse(packSparse(list, codec, chance), codec, list.length);
  const sizes = list.map(Math.abs);
  const top = sizes.reduce((most, size) => Math.max(most, size), 0);
  const error = (levelOf: (i: number) => number) => sizes.reduce((sum, size, i) => sum + (size - levelOf(i)) ** 2, 0);
  const even = error((i) => (Math.min(7, Math.floor((8 * sizes[i]) / top)) + 0.5) * (top / 8));
  expect(error((i) => Math.abs(back[i]))).toBeLessThan(even / 2);
});

test('[U13] rounding by chance follows from task, round, proposer and base, and is true on average', () => {
  const spec = { ...perceptronSpec, update: sparse('0.05', 2, 'stochastic') };
  const { size } = layoutOf(spec);
  const about = updateOf('chance', 3, harshDelta(size, random(seedOf('by chance'))));
  const bytes = encodeUpdate(about, spec);
  expect(encodeUpdate({ ...about, delta: about.delta.slice() }, spec)).toEqual(bytes);
  const payload = (round: number) => readSafetensors(encodeUpdate({ ...about, round }, spec), 400).tensors[0].values;
  expect(payload(4)).not.toEqual(payload(3));
  // Between the two levels a value is the same on average; 2 values at each end hold the levels where they are.
  const list = Float32Array.from({ length: 2002 }, (_, i) => (i < 1000 ? 1 : i < 1002 ? 1.25 : 2));
  const codec = sparse('1', 2, 'stochastic');
  const means = Array.from({ length: 200 }, () => {
    const back = unpackSparse(packSparse(list, codec, chance), codec, list.length);
    return (back[1000] + back[1001]) / 2;
  });
  const mean = means.reduce((sum, value) => sum + value, 0) / means.length;
  expect(Math.abs(mean - 1.25)).toBeLessThan(0.1);
});

test('[U6] what is not finite does not leave', () => {
  for (const bad of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]) {
    const list = Float32Array.of(1, 2, bad, 3);
    expect(() => packSparse(list, sparse('0.25', 2), chance)).toThrow(NotFiniteError);
  }
});

test('[U10] no values make a file longer than a reader fetches', () => {
  const worst = [
    // Dense and sparse stretches by turns, and gaps of every class: what a coder that learns is worst at.
    (i: number) => ((i & 1023) < 512 ? 1 : i % 97 === 0 ? 2 : 0),
    (i: number) => (Number.isInteger(Math.log2(i + 1)) ? 1 : 0),
    (i: number) => (i * 2_654_435_761) % 4_294_967_296,
    () => 1,
    () => 0,
  ];
  for (const size of [1, 2, 31, 4096])
    for (const value of worst)
      for (const keep of ['0.0001', '0.03', '0.5', '1'])
        for (const bits of [2, 3, 4] as const) {
          const codec = sparse(keep, bits);
          const list = Float32Array.from({ length: size }, (_, i) => value(i));
          expect(packSparse(list, codec, chance).length).toBeLessThanOrEqual(maxSparseBytes(codec, size));
        }
  fc.assert(fc.property(values, codecs, (list, codec) => packSparse(list, codec, chance).length <= maxSparseBytes(codec, list.length)));
});

describe('[U9] [U13] hostile bytes', () => {
  const codec = sparse('0.1', 3);
  const size = 600;
  const good = packSparse(harshDelta(size, random(seedOf('good'))), codec, chance);
  /** What it reads, or undefined where it is refused by name. */
  const tried = (bytes: Uint8Array) => {
    try {
      return unpackSparse(bytes, codec, size);
    } catch (error) {
      expect(error).toBeInstanceOf(InvalidSparseError);
      return undefined;
    }
  };

  test('arbitrary ones are refused by name, or are what would be written', () => {
    const head = fc.uint8Array({ maxLength: 80 });
    fc.assert(
      fc.property(fc.boolean(), head, (keepsLevels, tail) => {
        const bytes = keepsLevels ? Uint8Array.from([...good.subarray(0, 16), ...tail]) : tail;
        const read = tried(bytes);
        if (read) expect(packSparse(read, codec, chance)).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
  });

  test('changed ones are refused by name, or are what would be written', () => {
    let accepted = 0;
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { minLength: 1, maxLength: 3 }), fc.nat(3), (edits, cut) => {
        const bytes = good.slice(0, good.length - cut);
        for (const [at, value] of edits) if (at < bytes.length) bytes[at] = value;
        const read = tried(bytes);
        if (!read) return;
        accepted++;
        expect(packSparse(read, codec, chance)).toEqual(bytes);
      }),
      { numRuns: 2000 },
    );
    // Edits of a level's lowest bits are other updates in good form.
    expect(accepted).toBeGreaterThan(0);
  });

  test.each([
    ['nothing', () => new Uint8Array()],
    ['a byte more', () => Uint8Array.from([...good, 1])],
    ['a zero more', () => Uint8Array.from([...good, 0])],
    ['a byte less', () => good.subarray(0, -1)],
    ['all ones', () => new Uint8Array(64).fill(255)],
    ['an entry more than the spec allows', () => packSparse(new Float32Array(size).fill(1), sparse('0.11', 3), chance)],
  ])('%s is refused', (_name, bytes) => {
    expect(() => unpackSparse(bytes(), codec, size)).toThrow(InvalidSparseError);
  });

  test.each([
    ['descending', [2, 1, 0, 0]],
    ['equal', [1, 1, 0, 0]],
    ['negative', [-1, 1, 0, 0]],
    ['denormal', [2 ** -140, 1, 0, 0]],
    ['infinite', [1, Number.POSITIVE_INFINITY, 0, 0]],
    ['no number', [Number.NaN, 1, 0, 0]],
    ['after a zero', [1, 0, 2, 0]],
    ['minus zero', [1, 2, -0, 0]],
    ['unused', [1, 2, 3, 0]],
  ])('levels that are %s are refused', (_name, levels) => {
    const bytes = packSparse(
      Float32Array.from({ length: size }, (_, i) => (i < 9 ? 1 : i < 20 ? 2 : 0)),
      codec,
      chance,
    );
    expect(unpackSparse(bytes, codec, size).subarray(8, 10)).toEqual(Float32Array.of(1, 2));
    const view = new DataView(bytes.buffer);
    levels.forEach((level, i) => void view.setFloat32(4 * i, level, true));
    expect(() => unpackSparse(bytes, codec, size)).toThrow(InvalidSparseError);
  });

  test('a place past the end is refused', () => {
    const bytes = packSparse(
      Float32Array.from({ length: size }, (_, i) => (i === size - 1 ? 1 : 0)),
      codec,
      chance,
    );
    expect(() => unpackSparse(bytes, sparse('0.11', 3), size - 1)).toThrow(InvalidSparseError);
  });
});

describe('an update in each codec', () => {
  const { size } = layoutOf(perceptronSpec);
  const about = updateOf('perceptron', 3, harshDelta(size, random(seedOf('each'))));

  test.each([{ codec: 'float32' } as const, sparse('0.03', 2), sparse('0.5', 4, 'stochastic')])('[U11] comes back: %j', (update) => {
    const spec = { ...perceptronSpec, update };
    const bytes = encodeUpdate(about, spec);
    const back = decodeUpdate(bytes, { ...about, spec });
    if (isRejected(back)) throw back;
    expect(encodeUpdate(back, spec)).toEqual(bytes);
    expect(bytes.length).toBeLessThanOrEqual(maxUpdateBytes(spec));
    const isWhole = back.delta.every((value, i) => Object.is(value, normalised(about.delta[i])));
    expect(isWhole).toBe(update.codec === 'float32');
  });

  test('[U7] in another codec is rejected as of another shape', () => {
    const all = [perceptronSpec.update, { codec: 'float32' } as const, sparse('0.03', 2)];
    for (const written of all)
      for (const read of all)
        if (written !== read)
          expect(
            decodeUpdate(encodeUpdate(about, { ...perceptronSpec, update: written }), {
              ...about,
              spec: { ...perceptronSpec, update: read },
            }),
          ).toMatchObject({ reason: expect.stringMatching(/^(wrong-shape|too-large)$/) });
  });

  test.each([
    ['not-finite', Number.NaN],
    ['not-finite', Number.POSITIVE_INFINITY],
    ['not-canonical', -0],
    ['not-canonical', 2 ** -140],
  ])('[U6] [U8] float32: %s: %d', (reason, value) => {
    const spec = { ...perceptronSpec, update: { codec: 'float32' } as const };
    const bytes = encodeUpdate(about, spec);
    new DataView(bytes.buffer).setFloat32(bytes.length - 4, value, true);
    expect(decodeUpdate(bytes, { ...about, spec })).toMatchObject({ reason });
  });

  test('[U8] a sparse payload in another form is rejected', () => {
    const spec = { ...perceptronSpec, update: sparse('0.03', 2) };
    const { metadata, tensors } = readSafetensors(encodeUpdate(about, spec), 400);
    const longer = Uint8Array.from([...tensors[0].values, 0]);
    const bytes = writeSafetensors({ metadata, tensors: [{ name: 'sparse', dtype: 'U8', shape: [longer.length], values: longer }] }, 400);
    expect(decodeUpdate(bytes, { ...about, spec })).toMatchObject({ reason: 'not-canonical' });
  });
});
