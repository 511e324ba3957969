import { expect, test } from 'vitest';
import type { ImageSpec, TableSpec } from '../../../app/core/spec.ts';
import { openFiles } from '../../../app/data/open.ts';

const data = { columns: [{ type: 'numeric', name: 'x', mean: '0', deviation: '2' }], label: 'y', classes: ['a', 'b'] };
const table = { kind: 'table-classification', data } as unknown as TableSpec;
const images = { kind: 'image-classification', data: { height: 28, width: 28, channels: 1, classes: ['a', 'b'] } } as ImageSpec;

async function gzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(new CompressionStream('gzip'))).arrayBuffer());
}

test('[D5] a tab reads CSV with a mark, quotes and CRLF', async () => {
  const { dataset } = await openFiles([new File(['\ufeffx;y\r\n"1,5";a\r\n3;b\r\n'], 'x.csv')], table);
  expect([...dataset.features]).toEqual([0.75, 1.5]);
});

test('[D3] a tab refuses a gzip bomb soon', async () => {
  const plain = new Uint8Array(2 ** 26);
  plain.set([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28]);
  const files = [new File([await gzip(plain)], 'images'), new File([Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 0)], 'labels')];
  const start = performance.now();
  await expect(openFiles(files, images)).rejects.toMatchObject({ name: 'TrailingBytesError' });
  expect(performance.now() - start).toBeLessThan(4000);
});

test('[D2] a tab refuses a damaged gzip', async () => {
  const packed = await gzip(Uint8Array.of(0, 0, 8, 1, 0, 0, 0, 1, 0));
  const labels = new File([packed.slice(0, -3)], 'labels');
  const pictures = new File([Uint8Array.of(0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 28, 0, 0, 0, 28, ...Array(784).fill(0))], 'images');
  await expect(openFiles([pictures, labels], images)).rejects.toMatchObject({ name: 'CorruptGzipError' });
});
