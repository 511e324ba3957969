import { BaseError } from '../core/errors.ts';
import { random, shuffle } from '../core/random.ts';
import type { Spec } from '../core/spec.ts';
import type { Dataset, Digest, Split } from '../core/words.ts';
import { apportion } from './apportion.ts';
import { rowsByClass } from './rows.ts';

/**
 * Divides the rows at random into a train and a test part, each class as near to the spec's `trainShare` as whole rows
 * allow; both parts ascending, disjoint, complete and not empty. Equal seeds give equal parts.
 * @throws TooFewRowsError where the train part would have fewer than `minTrainRows`, or the test part none
 */
export function splitDataset(dataset: Dataset, spec: Pick<Spec, 'split'>, seed: Digest): Split {
  const rows = dataset.labels.length;
  const { minTrainRows, trainShare } = spec.split;
  const trainRows = Math.max(1, Math.min(rows - 1, Math.round(rows * Number(trainShare))));
  if (rows < 2 || trainRows < minTrainRows) {
    throw new TooFewRowsError({ subject: 'train rows', expected: `at least ${minTrainRows}`, actual: rows < 2 ? 0 : trainRows, rows });
  }
  const stream = random(seed);
  const classes = rowsByClass(dataset);
  const shares = apportion(
    trainRows,
    classes.map((list) => list.length),
  );
  const train: number[] = [];
  const test: number[] = [];
  classes.forEach((list, i) => {
    shuffle(list, stream);
    list.forEach((row, at) => {
      (at < (shares[i] as number) ? train : test).push(row);
    });
  });
  return { train: Uint32Array.from(train).sort(), test: Uint32Array.from(test).sort() };
}

export class TooFewRowsError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual: number; rows: number }) {
    super('Too few rows', facts);
  }
}
