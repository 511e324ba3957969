import { expect, test } from 'vitest';
import { openIdx } from '../../../app/data/idx.ts';
import { imageSpec, loadMnist } from '../../data.ts';
import { file, gzip, idx } from './bytes.ts';

const spec = imageSpec({ height: 2, width: 3, classes: ['a', 'b'] });
const values = Uint8Array.from({ length: 12 }, (_, i) => 20 * i);
const images = idx([2, 2, 3], values);
const labels = idx([2], [1, 0]);
const open = (a: Uint8Array<ArrayBuffer>, b: Uint8Array<ArrayBuffer>) => openIdx(file(a, 'images'), file(b, 'labels'), spec);

test('[D1] an IDX pair becomes a dataset, gzipped or not', async () => {
  for (const [a, b] of [
    [images, labels],
    [gzip(images), gzip(labels)],
  ] as const) {
    const { dataset, warnings } = await open(a, b);
    expect(dataset.features).toEqual(Float32Array.from(values, (value) => value / 255));
    expect(dataset.featureShape).toEqual([2, 3, 1]);
    expect([...dataset.labels]).toEqual([1, 0]);
    expect(warnings).toEqual([]);
  }
});

test('[D1] images of three channels have a fourth dimension', async () => {
  const colour = imageSpec({ height: 1, width: 1, channels: 3, classes: ['a', 'b'] });
  const { dataset } = await openIdx(file(idx([1, 1, 1, 3], [0, 51, 255])), file(idx([1], [1])), colour);
  expect([...dataset.features]).toEqual([0, Math.fround(0.2), 1]);
});

test('[D2] everything that is not exactly a fitting pair has its own error', async () => {
  const cut = (bytes: Uint8Array<ArrayBuffer>, by: number) => bytes.slice(0, bytes.length - by);
  await expect(open(cut(images, 1), labels)).rejects.toMatchObject({ name: 'TruncatedIdxError', facts: { actual: 27 } });
  await expect(open(images.slice(0, 7), labels)).rejects.toMatchObject({ name: 'TruncatedIdxError' });
  await expect(open(new Uint8Array(0), labels)).rejects.toMatchObject({ name: 'TruncatedIdxError' });
  await expect(open(new Uint8Array([...images, 0]), labels)).rejects.toMatchObject({ name: 'TrailingBytesError' });
  await expect(open(gzip(new Uint8Array([...images, 0])), labels)).rejects.toMatchObject({ name: 'TrailingBytesError' });
  await expect(open(idx([2, 2, 3], values, [0, 0, 13]), labels)).rejects.toMatchObject({
    name: 'NotIdxError',
    facts: { actual: '0x00000d03' },
  });
  await expect(open(labels, labels)).rejects.toMatchObject({ name: 'NotIdxError' });
  await expect(open(images, images)).rejects.toMatchObject({ name: 'NotIdxError' });
  await expect(open(idx([2, 3, 2], values), labels)).rejects.toMatchObject({
    name: 'WrongImageSizeError',
    facts: { expected: '2 × 3 × 1', actual: '3 × 2 × 1' },
  });
  await expect(open(images, idx([3], [1, 0, 1]))).rejects.toMatchObject({ name: 'CountMismatchError' });
  await expect(open(images, idx([2], [1, 2]))).rejects.toMatchObject({ name: 'UnknownClassError', facts: { row: 2, actual: 2 } });
  await expect(open(idx([0, 2, 3], []), idx([0], []))).rejects.toMatchObject({ name: 'NoExamplesError' });
});

test('[D2] a gzip that is damaged or cut short is refused', async () => {
  const packed = gzip(images);
  await expect(open(packed.slice(0, -5), labels)).rejects.toMatchObject({ name: 'CorruptGzipError' });
  const bad = packed.slice();
  bad[bad.length - 6] ^= 1;
  await expect(open(bad, labels)).rejects.toMatchObject({ name: 'CorruptGzipError' });
});

test('[D1] MNIST opens', async () => {
  const mnist = await loadMnist();
  if (!mnist) return;
  expect(mnist.labels.length).toBe(10_000);
  expect([...mnist.labels.slice(0, 5)]).toEqual([7, 2, 1, 0, 4]);
});
