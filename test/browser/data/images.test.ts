import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { ImageSpec } from '../../../app/core/spec.ts';
import { openFiles } from '../../../app/data/open.ts';

const spec = (data: Partial<ImageSpec['data']> = {}) =>
  ({ kind: 'image-classification', data: { height: 2, width: 3, channels: 3, classes: ['cat', 'dog'], ...data } }) as ImageSpec;

/** A picture in one colour, in the format named. */
async function picture(colour: string, width = 3, height = 2, type = 'image/png'): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return new Uint8Array(await (await canvas.convertToBlob({ type })).arrayBuffer());
}

/** A file as a picked folder gives it. */
function inFolder(path: string, bytes: Uint8Array<ArrayBuffer> | string): File {
  const file = new File([bytes], path.split('/').at(-1) as string);
  Object.defineProperty(file, 'webkitRelativePath', { value: path });
  return file;
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="3" height="2"><rect width="3" height="2"/></svg>';

test('[D12] a folder per class becomes a dataset', async () => {
  const files = [inFolder('pets/cat/1.png', await picture('rgb(255 0 51)')), inFolder('pets/dog/2.gif', await picture('#000'))];
  const { dataset, warnings } = await openFiles(files, spec());
  expect([...dataset.labels]).toEqual([0, 1]);
  expect(dataset.featureShape).toEqual([2, 3, 3]);
  expect([...dataset.features.slice(0, 6)]).toEqual([1, 0, Math.fround(0.2), 1, 0, Math.fround(0.2)]);
  expect([...dataset.features.slice(18)]).toEqual(Array(18).fill(0));
  expect(warnings).toEqual([]);
});

test('[D12] a zip says the same as its folder, in PNG, JPEG and WebP', async () => {
  const zip = zipSync({
    'pets/cat/1.png': await picture('#fff'),
    'pets/cat/2.jpg': await picture('#fff', 3, 2, 'image/jpeg'),
    'pets/dog/3.webp': await picture('#fff', 3, 2, 'image/webp'),
    '../dog/4.png': await picture('#fff'),
    '__MACOSX/dog/5.png': new Uint8Array(4),
  }) as Uint8Array<ArrayBuffer>;
  const { dataset, warnings } = await openFiles([new File([zip], 'pets.zip')], spec({ channels: 1 }));
  expect([...dataset.labels]).toEqual([0, 0, 1]);
  expect(dataset.features).toEqual(new Float32Array(18).fill(1));
  expect(warnings).toEqual([{ kind: 'unsafe-name', count: 1, example: '../dog/4.png' }]);
});

test('[D12] one channel is luma, and what is transparent lies on white', async () => {
  const colours = ['rgb(100 100 100)', 'rgb(255 0 0)', 'rgb(0 0 0 / 0)'];
  const files = await Promise.all(colours.map(async (colour, i) => inFolder(`cat/${i}.png`, await picture(colour))));
  const { dataset } = await openFiles(files, spec({ channels: 1 }));
  expect([0, 6, 12].map((at) => Math.round(dataset.features[at] * 255))).toEqual([100, 76, 255]);
});

test('[D12] another size is refused by name and size, and stretched only when asked for', async () => {
  const files = [inFolder('cat/1.png', await picture('#fff')), inFolder('cat/2.png', await picture('#fff', 30, 20))];
  await expect(openFiles(files, spec())).rejects.toMatchObject({
    name: 'WrongImageSizeError',
    facts: { subject: 'cat/2.png', expected: '2 × 3', actual: '20 × 30' },
  });
  const { dataset, warnings } = await openFiles(files, spec(), { resize: true });
  expect(dataset.features).toEqual(new Float32Array(36).fill(1));
  expect(warnings.map(({ kind, count }) => [kind, count])).toEqual([
    ['resized-image', 1],
    ['class-without-examples', 1],
  ]);
});

test('[D12] what is broken, huge, SVG, no image or in no folder is left out and counted', async () => {
  const good = await picture('#fff');
  const huge = good.slice();
  new DataView(huge.buffer).setUint32(16, 20_000);
  new DataView(huge.buffer).setUint32(20, 20_000);
  const broken = good.slice();
  broken.fill(0, 33);
  const files = [
    inFolder('cat/1.png', good),
    inFolder('cat/2.png', broken),
    inFolder('cat/3.png', good.slice(0, 12)),
    inFolder('cat/4.png', huge),
    inFolder('cat/5.png', svg),
    inFolder('cat/6.png', 'just text'),
    inFolder('dog/.hidden.png', good),
    inFolder('7.png', good),
  ];
  const { dataset, warnings } = await openFiles(files, spec(), { resize: true });
  expect(dataset.labels.length).toBe(1);
  expect(warnings).toEqual([
    { kind: 'corrupt-image', count: 2, example: 'cat/2.png' },
    { kind: 'oversized-image', count: 1, example: 'cat/4.png' },
    { kind: 'svg', count: 1, example: 'cat/5.png' },
    { kind: 'not-an-image', count: 1, example: 'cat/6.png' },
    { kind: 'outside-class-folder', count: 1, example: '7.png' },
    { kind: 'class-without-examples', count: 1, example: 'dog' },
  ]);
});

test('[D12] a folder that is no class, and a folder of nothing, are refused', async () => {
  await expect(openFiles([inFolder('pets/cow/1.png', await picture('#fff'))], spec())).rejects.toMatchObject({
    name: 'UnknownClassError',
    facts: { actual: 'cow', expected: 'cat, dog' },
  });
  await expect(openFiles([inFolder('cat/1.png', svg), inFolder('cat/2.png', svg)], spec())).rejects.toMatchObject({
    name: 'NoExamplesError',
    facts: { actual: '2 svg' },
  });
});

test('[D10] opening images stops at an abort', async () => {
  const abort = new AbortController();
  const files = await Promise.all(Array.from({ length: 20 }, async (_, i) => inFolder(`cat/${i}.png`, await picture('#fff'))));
  const onProgress = (share: number) => share > 0.4 && abort.abort();
  await expect(openFiles(files, spec(), { signal: abort.signal, onProgress })).rejects.toMatchObject({ name: 'AbortError' });
});
