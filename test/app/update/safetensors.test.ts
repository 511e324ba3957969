import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Container, InvalidContainerError, readSafetensors, writeSafetensors } from '../../../app/update/safetensors.ts';

const LIMIT = 4096;

/** A file with this header, padded as it should be, and `dataBytes` of zeros. */
function file(header: string, dataBytes: number): Uint8Array {
  const text = new TextEncoder().encode(header);
  const headerBytes = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerBytes + dataBytes).fill(0x20, 8, 8 + headerBytes);
  bytes.set(text, 8);
  if (dataBytes >= 0) new DataView(bytes.buffer).setUint32(0, headerBytes, true);
  return bytes;
}

const GOOD =
  '{"__metadata__":{"a":"1","b":"2"},"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"y":{"dtype":"I8","shape":[1,3],"data_offsets":[8,11]}}';

test('[U1] a container is read as it was written, and written as it was read', () => {
  const container = readSafetensors(file(GOOD, 11), LIMIT);
  expect(container.tensors.map(({ name, shape }) => [name, shape])).toEqual([
    ['x', [2]],
    ['y', [1, 3]],
  ]);
  expect(writeSafetensors(container, LIMIT)).toEqual(file(GOOD, 11));
});

test('[U1] values are little-endian, wherever the bytes lie in their buffer', () => {
  const values = Float32Array.of(1, -2.5, 3e-20);
  const bytes = writeSafetensors({ metadata: new Map(), tensors: [{ name: 'v', dtype: 'F32', shape: [3], values }] }, LIMIT);
  expect([...bytes.subarray(-12, -8)]).toEqual([0, 0, 0x80, 0x3f]);
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(readSafetensors(shifted.subarray(3), LIMIT).tensors[0].values).toEqual(values);
});

const x = '"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}';
test.each([
  ['blanks', GOOD.replace(',"x"', ', "x"'), 11],
  ['another order of keys', '{"x":{"shape":[2],"dtype":"F32","data_offsets":[0,8]}}', 8],
  ['metadata at the end', `{${x},"__metadata__":{"a":"1"}}`, 8],
  ['metadata not sorted', `{"__metadata__":{"b":"1","a":"2"},${x}}`, 8],
  ['empty metadata', `{"__metadata__":{},${x}}`, 8],
  ['metadata that is not text', `{"__metadata__":{"a":1},${x}}`, 8],
  ['a key twice', `{${x},${x}}`, 8],
  ['a key of a tensor twice', '{"x":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 8],
  ['an unknown field', '{"x":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"z":1}}', 8],
  ['a prototype', `{"__proto__":{"a":1},${x}}`, 8],
  ['a prototype in a tensor', '{"x":{"__proto__":{"dtype":"F32"},"shape":[2],"data_offsets":[0,8]}}', 8],
  ['a gap', '{"x":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}', 12],
  ['an overlap', '{"x":{"dtype":"I8","shape":[4],"data_offsets":[0,4]},"y":{"dtype":"I8","shape":[4],"data_offsets":[2,6]}}', 6],
  [
    'tensors not in the order of their data',
    '{"x":{"dtype":"I8","shape":[4],"data_offsets":[4,8]},"y":{"dtype":"I8","shape":[4],"data_offsets":[0,4]}}',
    8,
  ],
  ['an unknown dtype', '{"x":{"dtype":"F16","shape":[4],"data_offsets":[0,8]}}', 8],
  ['a shape that does not fit', '{"x":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}', 8],
  ['a negative side', '{"x":{"dtype":"F32","shape":[-2],"data_offsets":[8,0]}}', 8],
  ['a fraction', '{"x":{"dtype":"F32","shape":[2.0],"data_offsets":[0,8]}}', 8],
  ['an exponent', '{"x":{"dtype":"F32","shape":[2e0],"data_offsets":[0,8]}}', 8],
  ['an empty tensor', '{"x":{"dtype":"F32","shape":[0],"data_offsets":[0,0]}}', 0],
  ['a size past 2⁵³', '{"x":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,8]}}', 8],
  ['a rank of nine', '{"x":{"dtype":"I8","shape":[1,1,1,1,1,1,1,1,1],"data_offsets":[0,1]}}', 1],
  ['an escaped name', '{"\\u0078":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}', 8],
  ['trailing bytes', `{${x}}`, 9],
  ['missing bytes', `{${x}}`, 7],
  ['a list', '[]', 0],
  ['null', 'null', 0],
  ['a tensor that is null', '{"x":null}', 0],
  ['no JSON', '{', 0],
  ['nothing', '', 0],
  ['a thousand nested lists', '['.repeat(2000) + ']'.repeat(2000), 0],
])('[U8] refuses %s', (_name, header, dataBytes) => {
  expect(() => readSafetensors(file(header, dataBytes), LIMIT)).toThrow(InvalidContainerError);
});

test('[U8] refuses a header padded otherwise, or not UTF-8', () => {
  const good = file(GOOD, 11);
  const headerBytes = new DataView(good.buffer).getUint32(0, true);
  const longer = new Uint8Array(good.length + 8);
  longer.set(good.subarray(0, 8 + headerBytes));
  longer.fill(0x20, 8 + headerBytes, 16 + headerBytes);
  new DataView(longer.buffer).setUint32(0, headerBytes + 8, true);
  expect(() => readSafetensors(longer, LIMIT)).toThrow(InvalidContainerError);
  const latin = good.slice();
  latin[30] = 0xff;
  expect(() => readSafetensors(latin, LIMIT)).toThrow(InvalidContainerError);
});

test.each([
  ['0', [0, 0]],
  ['more than the file', [4000, 0]],
  ['more than the limit', [0xffffffff, 0]],
  ['2⁶³', [0, 0x80000000]],
])('[U9] refuses a header length of %s', (_name, [low, high]) => {
  const bytes = file(GOOD, 11);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, low, true);
  view.setUint32(4, high, true);
  expect(() => readSafetensors(bytes, LIMIT)).toThrow(InvalidContainerError);
});

test('[U9] arbitrary headers are refused by name, and whatever is read is written the same', () => {
  const json = fc.oneof(fc.json(), fc.string(), fc.constantFrom(GOOD, `{${x}}`));
  fc.assert(
    fc.property(json, fc.nat(16), (header, dataBytes) => {
      const bytes = file(header, dataBytes);
      let container: Container;
      try {
        container = readSafetensors(bytes, LIMIT);
      } catch (error) {
        expect(error).toBeInstanceOf(InvalidContainerError);
        return;
      }
      expect(writeSafetensors(container, LIMIT)).toEqual(bytes);
    }),
    { numRuns: 500 },
  );
});

test('[U10] a header over the limit is neither written nor read', () => {
  const container = readSafetensors(file(GOOD, 11), LIMIT);
  expect(() => writeSafetensors(container, 100)).toThrow(InvalidContainerError);
  expect(() => readSafetensors(file(GOOD, 11), 100)).toThrow(InvalidContainerError);
});
