import { random, shuffle } from '../core/random.ts';
import { product } from '../core/spec.ts';
import type { Dataset, Digest } from '../core/words.ts';

/** Rows of one step; `epoch` from 0. */
export type Batch = { readonly rows: Uint32Array; readonly epoch: number };

/** Every row once per epoch, shuffled anew each time by `seed`; the last batch of an epoch may be shorter. */
export function* batches(rows: Uint32Array, size: number, epochs: number, seed: Digest): Generator<Batch, void> {
  const order = rows.slice();
  const stream = random(seed);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, stream);
    for (let at = 0; at < order.length; at += size) yield { rows: order.slice(at, at + size), epoch };
  }
}

/** Examples as they lie in memory, `[rows, ...featureShape]`, and their labels. */
export type Examples = { readonly features: Float32Array; readonly labels: Uint8Array };

export function gather(dataset: Dataset, rows: Uint32Array): Examples {
  const size = product(dataset.featureShape);
  const features = new Float32Array(rows.length * size);
  const labels = new Uint8Array(rows.length);
  rows.forEach((row, i) => {
    features.set(dataset.features.subarray(row * size, (row + 1) * size), i * size);
    labels[i] = dataset.labels[row];
  });
  return { features, labels };
}
