import { random, seedOf, shuffle } from '../core/random.ts';
import type { Dataset, Digest } from '../core/words.ts';
import { dirichlet } from './dirichlet.ts';
import { rowsByClass, takeRows } from './rows.ts';

/** `seed` fixes the partition; `alpha` skews labels by Dirichlet(alpha), without it shards are drawn alike. */
export type Sharding = { readonly seed?: Digest; readonly alpha?: number };

/**
 * The part of a dataset that participant `index` (from 0) of `shards` holds. Parts are disjoint, complete, and equal in
 * size up to one row.
 */
export function shardOf(dataset: Dataset, index: number, shards: number, sharding: Sharding = {}): Dataset {
  return takeRows(dataset, partition(dataset, shards, sharding)[index] ?? []);
}

/**
 * Row numbers of every shard. With `alpha`, shard after shard draws its own label shares and takes rows without
 * replacement from what is left of each class (Hsu, Qi and Brown, 2019, arXiv 1909.06335).
 */
export function partition(dataset: Dataset, shards: number, sharding: Sharding = {}): number[][] {
  const stream = random(sharding.seed ?? seedOf('shards'));
  const count = dataset.labels.length;
  const sizes = Array.from({ length: shards }, (_, i) => Math.floor((count * (i + 1)) / shards) - Math.floor((count * i) / shards));
  const { alpha } = sharding;
  if (alpha === undefined) {
    const rows = shuffle(
      Array.from({ length: count }, (_, i) => i),
      stream,
    );
    return sizes.map((size) => rows.splice(0, size));
  }
  const left = rowsByClass(dataset).map((rows) => shuffle(rows, stream));
  return sizes.map((size) => {
    const shares = dirichlet(alpha, left.length, stream);
    return Array.from({ length: size }, () => draw(left, shares, stream.uniform()));
  });
}

/** Takes a row from a class drawn by `shares` among those with rows left, or by what is left where all shares are 0. */
function draw(left: number[][], shares: readonly number[], u: number): number {
  let weights = left.map((rows, i) => (rows.length > 0 ? (shares[i] as number) : 0));
  if (!weights.some((weight) => weight > 0)) weights = left.map((rows) => rows.length);
  let rest = u * weights.reduce((a, b) => a + b, 0);
  let chosen = -1;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    chosen = i;
    if (rest < weight) break;
    rest -= weight;
  }
  return left[chosen]?.pop() as number;
}
