import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSpec } from '../../../app/core/spec.ts';
import type { Dataset, Digest } from '../../../app/core/words.ts';
import { digitShard } from '../../../app/data/digits.ts';
import { openIdx } from '../../../app/data/idx.ts';
import { shardOf } from '../../../app/data/shard.ts';

/** Where examples come from: MNIST as published, or the project's own digits. */
export type Source = 'mnist' | 'digits';

/** Equal IID shards, one per participant, and examples that no participant holds. */
export type Shards = { readonly own: readonly Dataset[]; readonly heldOut: Dataset };

/** Shards of `rows` rows. MNIST's 10,000 test digits are read from MURMURATION_DATA. */
export async function shardsOf(source: Source, spec: ImageSpec, participants: number, rows: number, seed: Digest): Promise<Shards> {
  if (source === 'digits') {
    const shard = (participant: number) => digitShard({ seed, participant, count: rows });
    return { own: Array.from({ length: participants }, (_, i) => shard(i)), heldOut: shard(participants) };
  }
  const dataset = await mnist(spec);
  const shards = Math.floor(dataset.labels.length / rows);
  const shard = (i: number) => shardOf(dataset, i, shards, { seed });
  return { own: Array.from({ length: participants }, (_, i) => shard(i)), heldOut: shard(participants) };
}

let opened: Promise<Dataset> | undefined;

/** MNIST's 10,000 test digits, from MURMURATION_DATA. */
export function mnist(spec: ImageSpec): Promise<Dataset> {
  opened ??= (async () => {
    const folder = join(process.env.MURMURATION_DATA ?? '../shared/data', 'mnist');
    const [images, labels] = await Promise.all(
      ['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz'].map(async (name) => new File([await readFile(join(folder, name))], name)),
    );
    return (await openIdx(images, labels, spec)).dataset;
  })();
  return opened;
}
