import { existsSync, openAsBlob } from 'node:fs';
import { join } from 'node:path';
import type { ImageSpec, TableSpec } from '../app/core/spec.ts';
import type { Dataset } from '../app/core/words.ts';
import { openIdx } from '../app/data/idx.ts';

const ROOT = process.env.MURMURATION_DATA ?? '../shared/data';
const TEN = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

const common = {
  version: 1,
  title: 'Digits',
  description: '',
  split: { trainShare: '0.5', minTrainRows: 64 },
  training: { optimiser: { name: 'sgd', learningRate: '0.1', momentum: '0' }, epochs: 2, batchSize: 16 },
  update: { codec: 'int8', block: 256 },
  aggregation: { rule: 'mean', clip: '1', maxNorm: '100' },
  merit: { name: 'step', gain: '64', floor: '0.1' },
} as const;

/** A spec for 28 × 28 grey digits and the MLP 784-32-10, or the data given instead. */
export function imageSpec(data: Partial<ImageSpec['data']> = {}): ImageSpec {
  const whole = { height: 28, width: 28, channels: 1 as const, classes: TEN, ...data };
  const layers: ImageSpec['layers'] = [
    { type: 'flatten' },
    { type: 'dense', units: 32, activation: 'relu' },
    { type: 'dense', units: whole.classes.length, activation: 'linear' },
  ];
  return { ...common, kind: 'image-classification', layers, data: whole };
}

/** A spec for a table of the columns given, with a linear model. */
export function tableSpec(data: TableSpec['data']): TableSpec {
  return { ...common, kind: 'table-classification', layers: [{ type: 'dense', units: data.classes.length, activation: 'linear' }], data };
}

/** A file under `MURMURATION_DATA`, or undefined, said aloud once per path. */
export async function realFile(path: string): Promise<File | undefined> {
  const full = join(ROOT, path);
  if (existsSync(full)) return new File([await openAsBlob(full)], path.split('/').at(-1) as string);
  console.warn(`!!! ${full} is missing: set MURMURATION_DATA to test on real data`);
  return undefined;
}

/** The 10 000 test digits of MNIST, or undefined, said aloud. */
export async function loadMnist(): Promise<Dataset | undefined> {
  const images = await realFile('mnist/t10k-images-idx3-ubyte.gz');
  const labels = await realFile('mnist/t10k-labels-idx1-ubyte.gz');
  return images && labels ? (await openIdx(images, labels, imageSpec())).dataset : undefined;
}
