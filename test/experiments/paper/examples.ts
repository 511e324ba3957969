import { seedOf } from '../../../app/core/random.ts';
import { checkSpec, type ImageSpec, type Spec, type TableSpec } from '../../../app/core/spec.ts';
import type { Dataset } from '../../../app/core/words.ts';
import { openCsv } from '../../../app/data/csv.ts';
import { inferTableSpecData } from '../../../app/data/infer.ts';
import { rowsByClass, takeRows } from '../../../app/data/rows.ts';
import { partition, type Sharding } from '../../../app/data/shard.ts';
import { digitsSpec } from '../../../app/node/presets.ts';
import { loadMnist, realFile } from '../../data.ts';

/** A task of the table: its spec, what each client holds, and what nobody holds. */
export type Examples = { readonly title: string; readonly spec: Spec; readonly own: readonly Dataset[]; readonly heldOut: Dataset };

/** UCI Adult, alike for all: the table with a three-layer perceptron. Undefined, said aloud, without the data. */
export async function adult(clients: number, rows: number, heldOut: number, seed: string): Promise<Examples | undefined> {
  const file = await realFile('tabular/adult.csv');
  if (!file) return undefined;
  const image = digitsSpec();
  const spec = checkSpec({
    ...image,
    kind: 'table-classification',
    title: 'Adult',
    data: await inferTableSpecData(file),
    layers: [
      { type: 'dense', units: 32, activation: 'relu' },
      { type: 'dense', units: 16, activation: 'relu' },
      { type: 'dense', units: 2, activation: 'linear' },
    ],
  }) as TableSpec;
  const { dataset } = await openCsv(file, spec);
  return { title: `Adult, IID, ${rows} rows each`, spec, ...dealt(dataset, clients, rows, heldOut, { seed: seedOf(`adult ${seed}`) }) };
}

/** MNIST, labels skewed by Dirichlet(alpha). Undefined, said aloud, without the data. */
export async function mnist(clients: number, rows: number, heldOut: number, alpha: number, seed: string): Promise<Examples | undefined> {
  const dataset = await loadMnist();
  if (!dataset) return undefined;
  const spec = digitsSpec() as ImageSpec;
  const title = `MNIST, Dirichlet ${alpha}, ${rows} rows each`;
  return { title, spec, ...dealt(dataset, clients, rows, heldOut, { seed: seedOf(`mnist ${seed}`), alpha }) };
}

/** First what nobody gets, each class in its share; then equal parts of the rest. */
function dealt(dataset: Dataset, clients: number, rows: number, heldOut: number, sharding: Sharding): Pick<Examples, 'own' | 'heldOut'> {
  const every = Math.floor(dataset.labels.length / heldOut);
  const aside = new Set(rowsByClass(dataset).flatMap((list) => list.filter((_, i) => i % every === 0)));
  const rest = Array.from({ length: dataset.labels.length }, (_, i) => i).filter((row) => !aside.has(row));
  const left = takeRows(dataset, rest);
  const parts = partition(left, Math.floor(rest.length / rows), sharding);
  return { own: parts.slice(0, clients).map((list) => takeRows(left, list)), heldOut: takeRows(dataset, [...aside]) };
}
