import { product } from '../core/spec.ts';
import type { Dataset } from '../core/words.ts';

/** The rows of each class, ascending, in the order of the classes. */
export function rowsByClass(dataset: Dataset): number[][] {
  const classes: number[][] = dataset.classes.map(() => []);
  dataset.labels.forEach((label, row) => {
    classes[label]?.push(row);
  });
  return classes;
}

/** A dataset of the named rows, copied, in the order given. */
export function takeRows(dataset: Dataset, rows: ArrayLike<number>): Dataset {
  const width = product(dataset.featureShape);
  const features = new Float32Array(rows.length * width);
  const labels = new Uint8Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    const row = rows[i] as number;
    features.set(dataset.features.subarray(row * width, (row + 1) * width), i * width);
    labels[i] = dataset.labels[row] as number;
  }
  return { ...dataset, features, labels };
}
