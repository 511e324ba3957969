import fc from 'fast-check';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { BaseError } from '../../../app/core/errors.ts';
import { seedOf } from '../../../app/core/random.ts';
import { digits } from '../../../app/data/digits.ts';
import { inferTableSpecData } from '../../../app/data/infer.ts';
import { openFiles } from '../../../app/data/open.ts';
import { tally } from '../../../app/data/opened.ts';
import { preview } from '../../../app/data/preview.ts';
import { imageHeader, kindOf } from '../../../app/data/sniff.ts';
import { entries } from '../../../app/data/zip.ts';
import { imageSpec, tableSpec } from '../../data.ts';
import { file, gzip, idx } from './bytes.ts';

const spec = imageSpec({ height: 2, width: 3, classes: ['a', 'b'] });
const table = tableSpec({ columns: [{ type: 'numeric', name: 'x', mean: '0', deviation: '1' }], label: 'y', classes: ['a', 'b'] });
const images = idx([2, 2, 3], Array(12).fill(9));
const labels = idx([2], [1, 0]);
const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 3, 0, 0, 0, 2]);

test('[D13] an IDX pair is known by its content, in any order and under any name', async () => {
  for (const pair of [
    [file(images), file(labels)],
    [file(gzip(labels), 'cat.png'), file(images, 'x.csv'), file('', '.DS_Store')],
  ]) {
    expect((await openFiles(pair, spec)).dataset.labels).toEqual(Uint8Array.of(1, 0));
  }
});

test('[D13] a CSV is opened for a table', async () => {
  expect((await openFiles([file('1,a\n2,b\n')], table)).dataset.features).toEqual(Float32Array.of(1, 2));
});

test('[D13] empty picks and mixtures are refused', async () => {
  const zip = file(zipSync({ 'a/1.png': png }) as Uint8Array<ArrayBuffer>, 'a.zip');
  await expect(openFiles([], spec)).rejects.toMatchObject({ name: 'NoExamplesError' });
  await expect(openFiles([file('', '.DS_Store')], spec)).rejects.toMatchObject({ name: 'NoExamplesError' });
  for (const pick of [
    [file(images)],
    [file(images), file(images)],
    [file(images), file(labels), file(png)],
    [zip, file(png)],
    [file('1,a\n')],
  ]) {
    await expect(openFiles(pick, spec)).rejects.toMatchObject({ name: 'MixedFilesError' });
  }
  for (const pick of [[file('1,a\n'), file('2,b\n')], [zip], [file(png)], [file(images)]]) {
    await expect(openFiles(pick, table)).rejects.toMatchObject({ name: 'MixedFilesError' });
  }
});

test('[D13] Node says that it cannot decode images', async () => {
  const zip = file(zipSync({ 'a/1.png': png }) as Uint8Array<ArrayBuffer>, 'a.zip');
  await expect(openFiles([file(png, 'a/1.png')], spec)).rejects.toMatchObject({ name: 'UnsupportedHereError' });
  await expect(openFiles([zip], spec)).rejects.toMatchObject({ name: 'UnsupportedHereError' });
});

test('[D13] a file that can no longer be read has its own error', async () => {
  const gone = file('1,a\n');
  Object.defineProperty(gone, 'slice', {
    value: () => ({ arrayBuffer: () => Promise.reject(new DOMException('gone', 'NotReadableError')) }),
  });
  await expect(openFiles([gone], table)).rejects.toMatchObject({ name: 'UnreadableFileError' });
});

test('[D10] readers stop at an abort, before and in between', async () => {
  const long = file(Array.from({ length: 300_000 }, (_, i) => `${(i * 2_654_435_761) % 1_000_003},a\n`).join(''));
  await expect(openFiles([long], table, { signal: AbortSignal.abort() })).rejects.toMatchObject({ name: 'AbortError' });
  for (const pick of [long, file(gzip(new Uint8Array(await long.arrayBuffer())))]) {
    const abort = new AbortController();
    const onProgress = (share: number) => share > 0.3 && abort.abort();
    await expect(openFiles([pick], table, { signal: abort.signal, onProgress })).rejects.toMatchObject({ name: 'AbortError' });
  }
});

test('[D10] progress rises to 1', async () => {
  const seen: number[] = [];
  await openFiles([file('1,a\n'.repeat(600_000))], table, { onProgress: (share) => seen.push(share) });
  expect(seen.length).toBeGreaterThan(3);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect(seen.at(-1)).toBe(1);
});

/** Arbitrary bytes, some behind the beginning or end of a file that a reader knows. */
const hostile = fc
  .tuple(
    fc.constantFrom<readonly number[]>(
      [],
      [0x1f, 0x8b, 8, 0],
      [0x50, 0x4b, 3, 4],
      [0, 0, 8, 3],
      [0, 0, 8, 1, 0, 0, 0, 2],
      [...png],
      [0xff, 0xd8, 0xff],
      [0xef, 0xbb, 0xbf],
      [0xff, 0xfe],
    ),
    fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.string({ unit: 'binary', maxLength: 200 }).map((text) => new TextEncoder().encode(text)),
    ),
    fc.constantFrom<readonly number[]>([], [0x50, 0x4b, 5, 6, 0, 0, 0, 0, 1, 0, 1, 0, 46, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
  )
  .map((parts) => Uint8Array.from(parts.flatMap((part) => [...part])));

async function onlyBaseError(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof BaseError)) throw error;
  }
}

test('[D9] any bytes end in a dataset or a BaseError', async () => {
  await fc.assert(
    fc.asyncProperty(hostile, hostile, async (a, b) => {
      for (const pick of [[a], [a, b], [a, labels], [images, b]]) {
        const files = pick.map((bytes) => file(bytes as Uint8Array<ArrayBuffer>));
        await onlyBaseError(() => openFiles(files, spec));
        await onlyBaseError(() => openFiles(files, table));
      }
      await onlyBaseError(() => inferTableSpecData(file(a as Uint8Array<ArrayBuffer>)));
      imageHeader(a);
      await onlyBaseError(async () => {
        for await (const entry of entries(file(a as Uint8Array<ArrayBuffer>), tally())) imageHeader(entry.bytes);
      });
    }),
    { numRuns: 150 },
  );
});

test('[D9] a file with one byte changed or its end missing ends in a dataset or a BaseError', async () => {
  const zip = zipSync({ 'a/1.png': png, 'b/2.png': new Uint8Array(300) }) as Uint8Array<ArrayBuffer>;
  const sources = [gzip(images), images, zip, new TextEncoder().encode('x,y\n1,a\n"2",b\n')];
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...sources), fc.nat(500), fc.nat(255), fc.boolean(), async (source, place, value, cut) => {
      const bytes = source.slice(0, cut ? place : source.length);
      bytes[place % source.length] = value;
      await onlyBaseError(() => openFiles([file(bytes), file(labels)], spec));
      await onlyBaseError(() => openFiles([file(bytes)], table));
      await onlyBaseError(async () => {
        for await (const entry of entries(file(bytes), tally())) imageHeader(entry.bytes);
      });
    }),
    { numRuns: 300 },
  );
});

test.each([
  ['png', png, 'image/png'],
  ['gif', [...new TextEncoder().encode('GIF89a'), 3, 0, 2, 0], 'image/gif'],
  ['jpeg', [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 2, 0xff, 0xff, 0xc2, 0, 17, 8, 0, 2, 0, 3], 'image/jpeg'],
  ['webp', [...new TextEncoder().encode('RIFF....WEBPVP8 ....'), 0, 0, 0, 0x9d, 1, 0x2a, 3, 0, 2, 0], 'image/webp'],
  ['lossless webp', [...new TextEncoder().encode('RIFF....WEBPVP8L....'), 0x2f, 2, 0x40, 0, 0], 'image/webp'],
  ['extended webp', [...new TextEncoder().encode('RIFF....WEBPVP8X....'), 0, 0, 0, 0, 2, 0, 0, 1, 0, 0], 'image/webp'],
])('[D12] the size of a %s is read from its header', (_, bytes, type) => {
  expect(imageHeader(Uint8Array.from(bytes))).toEqual({ type, height: 2, width: 3 });
  expect(imageHeader(Uint8Array.from(bytes).slice(0, -1))).toBeUndefined();
});

test('[D12] SVG is known as such', () => {
  expect(kindOf(new TextEncoder().encode('<?xml version="1.0"?>\n<svg xmlns="http://www.w3.org/2000/svg">'))).toBe('svg');
});

test('[D18] a preview takes classes in turn and counts them all', () => {
  const data = digits({ seed: seedOf('preview'), count: 40, labelShares: [1, 2, 0, 0, 0, 0, 0, 0, 0, 1] });
  const { examples, classes, thumbnails } = preview(data, imageSpec());
  expect(examples).toBe(40);
  expect(classes.map((item) => item.count)).toEqual([10, 20, 0, 0, 0, 0, 0, 0, 0, 10]);
  expect(thumbnails.map((item) => item.label).join('')).toBe('019019019019');
  const [first] = thumbnails;
  expect(first.pixels.length).toBe(28 * 28 * 4);
  expect(first.pixels[4 * 400]).toBe(Math.round(255 * data.features[784 * first.row + 400]));
  expect(first.pixels[3]).toBe(255);
});

test('[D18] a table shows what its reader kept', async () => {
  const { dataset, sample } = await openFiles([file('x,y\n1,a\n')], table);
  expect(preview(dataset, table, sample)).toEqual({
    examples: 1,
    classes: [
      { name: 'a', count: 1 },
      { name: 'b', count: 0 },
    ],
    thumbnails: [],
    sample: { columns: ['x', 'y'], rows: [['1', 'a']] },
  });
});
