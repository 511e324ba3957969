import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { strToU8, zipSync } from 'fflate';
import { checkSpec, type TableSpec } from '../../app/core/spec.ts';
import type { Dataset } from '../../app/core/words.ts';
import { digits } from '../../app/data/digits.ts';
import { takeRows } from '../../app/data/rows.ts';
import { digitsSpec } from '../../app/node/presets.ts';

/** What a person might pick by mistake, and what the page is to say of it. */
export type Bad = {
  readonly name: string;
  readonly paths: readonly string[];
  readonly sentence: RegExp;
  readonly fact?: RegExp;
  readonly way: RegExp;
};

const SEED = `0x${'5d'.repeat(32)}` as const;
const AGAIN = /download or copy it again/i;

/** IDX bytes of grey pictures with a side of `side` pixels, and of their labels. */
function idxOf({ features, labels }: Dataset, side = 28): { images: Buffer; labels: Buffer } {
  const count = labels.length;
  const images = Buffer.alloc(16 + count * side * side);
  for (const [i, word] of [0x803, count, side, side].entries()) images.writeUInt32BE(word, 4 * i);
  if (side === 28)
    images.set(
      Uint8Array.from(features, (value) => Math.round(value * 255)),
      16,
    );
  const head = Buffer.alloc(8);
  head.writeUInt32BE(0x801, 0);
  head.writeUInt32BE(count, 4);
  return { images, labels: Buffer.concat([head, labels]) };
}

/** Writes good digits and every way in which they can be broken. */
export async function writeImageFiles(folder: string): Promise<{ good: string[]; bad: Bad[] }> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, bytes: Uint8Array | string) => {
    await writeFile(join(folder, name), bytes);
    return join(folder, name);
  };
  const dataset = digits({ seed: SEED, count: 300 });
  const whole = idxOf(dataset);
  const few = idxOf(takeRows(dataset, [...Array(40).keys()]));
  const small = idxOf(dataset, 20);
  const packed = gzipSync(whole.images);
  const scrambled = Buffer.from(whole.images);
  scrambled.writeUInt32BE(0xdeadbeef, 0);
  const zip = zipSync({ '3/a.png': strToU8('not really a picture'.repeat(50)) });

  const images = await write('images-idx3-ubyte', whole.images);
  const labels = await write('labels-idx1-ubyte', whole.labels);
  return {
    good: [images, labels],
    bad: [
      {
        name: 'cut-idx',
        paths: [await write('cut-images', whole.images.subarray(0, 9_000)), labels],
        sentence: /IDX file ends too early/,
        fact: /cut-images: expected 235216 bytes, found: 9000/,
        way: AGAIN,
      },
      {
        name: 'scrambled-idx',
        paths: [await write('scrambled-images', scrambled), labels],
        sentence: /do not go together/,
        way: /one kind/i,
      },
      {
        name: 'cut-gzip',
        paths: [await write('images.gz', packed.subarray(0, packed.length >> 1)), labels],
        sentence: /gzip file is damaged/,
        way: AGAIN,
      },
      {
        name: 'image-size',
        paths: [await write('small-images', small.images), labels],
        sentence: /another size/,
        fact: /small-images: expected 28 × 28 × 1, found: 20 × 20 × 1/,
        way: /resize/i,
      },
      {
        name: 'labels-of-others',
        paths: [images, await write('few-labels', few.labels)],
        sentence: /not as many labels/,
        fact: /few-labels: expected 300 labels, found: 40/,
        way: /belong together/i,
      },
      { name: 'cut-zip', paths: [await write('cut.zip', zip.subarray(0, zip.length - 30))], sentence: /zip file is damaged/, way: AGAIN },
      { name: 'no-picture', paths: [await write('none.zip', zip)], sentence: /no example was found/i, way: /what the task asks for/i },
      {
        name: 'too-few',
        paths: [await write('few-images', few.images), await write('few-labels', few.labels)],
        sentence: /too few examples/,
        fact: /train rows: expected at least 64, found: 20/,
        way: /add more/i,
      },
      {
        name: 'mixture',
        paths: [images, await write('rows.csv', 'a,b\n1,2\n')],
        sentence: /do not go together/,
        fact: /images-idx3-ubyte, rows\.csv/,
        way: /one kind/i,
      },
    ],
  };
}

/** A small table: does a bird fly, by its mass, its span and its colour. */
export const tableSpec = checkSpec({
  ...digitsSpec(),
  kind: 'table-classification',
  title: 'Birds that fly',
  description: 'Tell whether a bird flies from three columns of a table.',
  data: {
    columns: [
      { type: 'numeric', name: 'mass', mean: '10', deviation: '5' },
      { type: 'numeric', name: 'span', mean: '1', deviation: '0.5' },
      { type: 'categorical', name: 'colour', values: ['black', 'white'] },
    ],
    label: 'flies',
    classes: ['no', 'yes'],
  },
  layers: [{ type: 'dense', units: 2, activation: 'linear' }],
}) as TableSpec;

/** Writes a good table and every way in which it can be broken. */
export async function writeTableFiles(folder: string): Promise<{ good: string[]; bad: Bad[] }> {
  await mkdir(folder, { recursive: true });
  const write = async (name: string, text: string | Uint8Array) => {
    await writeFile(join(folder, name), text);
    return [join(folder, name)];
  };
  const head = 'mass,span,colour,flies';
  const rows = Array.from({ length: 200 }, (_, i) => `${i % 20},${(i % 7) / 4},${i % 2 ? 'black' : 'white'},${i % 3 ? 'yes' : 'no'}`);
  const table = (lines: readonly string[]) => `${[head, ...lines].join('\n')}\n`;
  return {
    good: await write('birds.csv', table(rows)),
    bad: [
      {
        name: 'csv-word',
        paths: await write('word.csv', table(rows.with(70, 'heavy,1,black,yes'))),
        sentence: /is no number/,
        fact: /mass, row 72: expected a number, found: heavy/,
        way: /correct the row/i,
      },
      {
        name: 'csv-ragged',
        paths: await write('ragged.csv', table(rows.with(70, '3,1'))),
        sentence: /columns are not the task’s/,
        fact: /row 72: expected 4 cells, found: 2/,
        way: /header/i,
      },
      {
        name: 'csv-header',
        paths: await write('header.csv', table(rows).replace('colour', 'color')),
        sentence: /columns are not the task’s/,
        fact: /colour: expected a column of this name/,
        way: /header/i,
      },
      {
        name: 'csv-class',
        paths: await write('class.csv', table(rows.with(70, '3,1,black,perhaps'))),
        sentence: /none of the task’s classes/,
        fact: /flies, row 72: expected no, yes, found: perhaps/,
        way: /rename/i,
      },
      {
        name: 'csv-binary',
        paths: await write('binary.csv', Buffer.from(Array.from({ length: 4_000 }, (_, i) => (i * 131 + 7) % 256))),
        sentence: /not text|columns are not/,
        way: /./,
      },
      { name: 'csv-few', paths: await write('few.csv', table(rows.slice(0, 30))), sentence: /too few examples/, way: /add more/i },
    ],
  };
}
