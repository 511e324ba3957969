import { constants, deflateRawSync } from 'node:zlib';
import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openFiles } from '../../../app/data/open.ts';
import { tally } from '../../../app/data/opened.ts';
import { entries } from '../../../app/data/zip.ts';
import { imageSpec, tableSpec } from '../../data.ts';
import { file, idx } from './bytes.ts';

const labels = file(idx([1], [1]), 'labels');
const table = tableSpec({ columns: [{ type: 'numeric', name: 'x', mean: '0', deviation: '1' }], label: 'y', classes: ['a', 'b'] });
const flushed = { level: 9, finishFlush: constants.Z_FULL_FLUSH };
const head = [Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0]), deflateRawSync(idx([1, 28, 28], []), flushed)];
const zeros = deflateRawSync(Buffer.alloc(2 ** 24), flushed);
/** A gigabyte of zeros behind an IDX header for one image, in a megabyte: a flushed block can be repeated. */
const bomb = new File(
  [...head, ...Array<Buffer>(64).fill(zeros)].map((piece) => new Uint8Array(piece)),
  'bomb.gz',
);

test('[D3] a gigabyte in a megabyte is refused soon and within bounds', async () => {
  expect(bomb.size).toBeLessThan(1_200_000);
  const before = process.memoryUsage.rss();
  const start = performance.now();
  await expect(openFiles([bomb, labels], imageSpec())).rejects.toMatchObject({ name: 'TrailingBytesError' });
  expect(performance.now() - start).toBeLessThan(4000);
  expect(process.memoryUsage.rss() - before).toBeLessThan(200 * 2 ** 20);
});

test('[D3] a bomb is no table either', async () => {
  const start = performance.now();
  await expect(openFiles([bomb], table)).rejects.toMatchObject({ name: 'MixedFilesError' });
  expect(performance.now() - start).toBeLessThan(4000);
});

test('[D3] a header that promises too much is refused before anything is unpacked', async () => {
  await expect(openFiles([file(idx([2 ** 31, 28, 28], []), 'images'), labels], imageSpec())).rejects.toMatchObject({
    name: 'TooLargeError',
  });
});

const read = async (archive: File, limits?: Parameters<typeof entries>[3]) => {
  const warnings = tally();
  const paths: string[] = [];
  for await (const entry of entries(archive, warnings, {}, limits)) paths.push(entry.path);
  return { paths, warnings: warnings.list() };
};
const zip = (files: Record<string, Uint8Array>) => file(zipSync(files) as Uint8Array<ArrayBuffer>, 'pictures.zip');

test('[D11] names that climb and archives inside are left out and counted', async () => {
  const some = Uint8Array.from([1, 2, 3]);
  const archive = zip({ 'a/1.png': some, '../2.png': some, 'a/../../3.png': some, '/4.png': some, 'c:\\5.png': some, 'a/6.zip': some });
  const { paths, warnings } = await read(archive);
  expect(paths).toEqual(['a/1.png']);
  expect(warnings).toEqual([
    { kind: 'unsafe-name', count: 4, example: '../2.png' },
    { kind: 'nested-archive', count: 1, example: 'a/6.zip' },
  ]);
});

test('[D11] a zip that claims too much is refused by its directory alone', async () => {
  const archive = zip({ 'a/1': new Uint8Array(5000), 'a/2': new Uint8Array(5000) });
  const limits = { maxEntries: 10, maxEntryBytes: 6000, maxBytes: 20_000 };
  expect((await read(archive, limits)).paths).toHaveLength(2);
  await expect(read(archive, { ...limits, maxBytes: 9000 })).rejects.toMatchObject({ name: 'TooLargeError' });
  await expect(read(archive, { ...limits, maxEntryBytes: 4000 })).rejects.toMatchObject({ name: 'TooLargeError' });
  await expect(read(archive, { ...limits, maxEntries: 2 })).rejects.toMatchObject({ name: 'TooLargeError' });
});

test('[D11] a zip that lies about a size, is damaged, locked or cut short is refused', async () => {
  const archive = new Uint8Array(await zip({ 'a/1': new Uint8Array(5000).fill(7) }).arrayBuffer());
  const directory = archive.findIndex((_, i) => archive[i] === 0x50 && archive[i + 1] === 0x4b && archive[i + 2] === 1);
  const changed = (at: number, value: number) => {
    const copy = archive.slice();
    copy[at] = value;
    return file(copy, 'pictures.zip');
  };
  expect((await read(file(archive))).paths).toEqual(['a/1']);
  const smaller = (archive[directory + 24] as number) - 1;
  for (const bad of [
    changed(directory + 24, smaller),
    changed(directory + 16, 1),
    changed(directory + 8, 1),
    changed(0, 0),
    file(archive.slice(0, -22)),
  ]) {
    await expect(read(bad)).rejects.toMatchObject({ name: 'CorruptZipError' });
  }
});
