import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import type { ImageSpec, Spec } from '../../../app/core/spec.ts';
import { readExample } from '../../../app/data/example.ts';
import { inferSpec } from '../../../app/data/inferSpec.ts';
import { openFiles } from '../../../app/data/open.ts';

async function picture(colour: string, width: number, height: number): Promise<Uint8Array<ArrayBuffer>> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D;
  context.fillStyle = colour;
  context.fillRect(0, 0, width, height);
  return new Uint8Array(await (await canvas.convertToBlob({ type: 'image/png' })).arrayBuffer());
}

function idx(magic: number, sizes: readonly number[], values: readonly number[]): Blob {
  const head = new DataView(new ArrayBuffer(4 + 4 * sizes.length));
  head.setUint32(0, magic);
  for (const [i, size] of sizes.entries()) head.setUint32(4 + 4 * i, size);
  return new Blob([head.buffer, Uint8Array.from(values)]);
}

test('[D19] a zip of pictures proposes size, colour and classes, and opens by them', async () => {
  const zip = new File(
    [
      zipSync({
        'pets/dog/1.png': await picture('#f00', 5, 4),
        'pets/cat/1.png': await picture('#0f0', 5, 4),
        'pets/cat/2.png': await picture('#0f0', 5, 4),
      }) as Uint8Array<ArrayBuffer>,
    ],
    'pets.zip',
  );
  const inferred = await inferSpec([zip]);
  expect(inferred).toEqual({ kind: 'image-classification', data: { height: 4, width: 5, channels: 3, classes: ['cat', 'dog'] } });
  const { dataset } = await openFiles([zip], inferred as Spec);
  expect([...dataset.labels].sort()).toEqual([0, 0, 1]);
});

test('[D19] pictures without colour are grey, and classes that are numbers are in their order', async () => {
  const zip = zipSync({ 'n/10/1.png': await picture('#888', 3, 3), 'n/9/1.png': await picture('#111', 3, 3) }) as Uint8Array<ArrayBuffer>;
  expect((await inferSpec([new File([zip], 'n.zip')])).data).toEqual({ height: 3, width: 3, channels: 1, classes: ['9', '10'] });
});

test('[D19] an IDX pair proposes the digits up to the largest', async () => {
  const images = new File([idx(0x803, [2, 2, 3], Array(12).fill(7))], 'images');
  const labels = new File([idx(0x801, [2], [0, 2])], 'labels');
  expect((await inferSpec([labels, images])).data).toEqual({ height: 2, width: 3, channels: 1, classes: ['0', '1', '2'] });
});

test('[D19] what has one class, or none, is refused by name', async () => {
  const one = zipSync({ 'n/a/1.png': await picture('#888', 3, 3) }) as Uint8Array<ArrayBuffer>;
  await expect(inferSpec([new File([one], 'n.zip')])).rejects.toMatchObject({ name: 'CannotInferError' });
  await expect(inferSpec([])).rejects.toMatchObject({ name: 'NoExamplesError' });
});

test('[D20] one example enters the model as it does in a dataset', async () => {
  const spec = { kind: 'image-classification', data: { height: 2, width: 2, channels: 1, classes: ['a', 'b'] } } as ImageSpec;
  const file = new Blob([await picture('rgb(51 51 51)', 9, 7)]);
  expect([...(await readExample({ kind: 'picture', file }, spec))]).toEqual(Array(4).fill(Math.fround(0.2)));
  expect((await readExample({ kind: 'picture', file, inverted: true }, spec))[0]).toBeCloseTo(0.8, 6);
  await expect(readExample({ kind: 'row', cells: {} }, spec)).rejects.toMatchObject({ name: 'MixedFilesError' });
});
