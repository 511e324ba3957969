import { layoutOf } from '../core/layout.ts';
import { featureShape, product, type Spec } from '../core/spec.ts';
import type { Dataset, Split, Weights } from '../core/words.ts';
import { DatasetMismatchError, InvalidWeightsError } from './trainer.ts';

/** Refuses weights that are not `[layout.size]` finite numbers. @throws InvalidWeightsError */
export function checkWeights(spec: Spec, weights: Weights): void {
  const { size } = layoutOf(spec);
  if (weights.length !== size) throw new InvalidWeightsError({ subject: 'length', expected: size, actual: weights.length });
  for (let i = 0; i < size; i++) {
    if (!Number.isFinite(weights[i]))
      throw new InvalidWeightsError({ subject: `weights[${i}]`, expected: 'a finite number', actual: weights[i] });
  }
}

/** Refuses examples of another shape, labels outside the classes, and rows that are missing or on both sides. @throws DatasetMismatchError */
export function checkDataset(spec: Spec, dataset: Dataset, split: Split): void {
  const demand = (subject: string, expected: string | number, actual: string | number) => {
    if (expected !== actual) throw new DatasetMismatchError({ subject, expected, actual });
  };
  const rows = dataset.labels.length;
  const shape = featureShape(spec);
  demand('featureShape', shape.join('×'), dataset.featureShape.join('×'));
  demand('features.length', rows * product(shape), dataset.features.length);
  demand('classes', spec.data.classes.join(), dataset.classes.join());
  const strange = dataset.labels.findIndex((label) => label >= spec.data.classes.length);
  if (strange >= 0) {
    throw new DatasetMismatchError({
      subject: `labels[${strange}]`,
      expected: `below ${spec.data.classes.length}`,
      actual: dataset.labels[strange],
    });
  }
  const seen = new Uint8Array(rows);
  for (const part of ['train', 'test'] as const) {
    if (split[part].length === 0) throw new DatasetMismatchError({ subject: part, expected: 'at least 1 row', actual: 0 });
    for (const row of split[part]) {
      if (row >= rows) throw new DatasetMismatchError({ subject: part, expected: `rows below ${rows}`, actual: row });
      if (seen[row]) throw new DatasetMismatchError({ subject: part, expected: 'each row once', actual: row });
      seen[row] = 1;
    }
  }
}
