import fc from 'fast-check';
import { expect, test } from 'vitest';
import { random, seedOf } from '../../../app/core/random.ts';
import type { Dataset } from '../../../app/core/words.ts';
import { apportion } from '../../../app/data/apportion.ts';
import { logGamma } from '../../../app/data/dirichlet.ts';
import { takeRows } from '../../../app/data/rows.ts';
import { partition, shardOf } from '../../../app/data/shard.ts';
import { splitDataset } from '../../../app/data/split.ts';

/** Rows whose only feature is their number. */
function dataset(labels: readonly number[], classes = 4): Dataset {
  return {
    features: Float32Array.from(labels, (_, i) => i),
    featureShape: [1],
    labels: Uint8Array.from(labels),
    classes: Array.from({ length: classes }, (_, i) => `class ${i}`),
  };
}

const labels = fc.array(fc.nat(3), { minLength: 2, maxLength: 200 });
const spec = (trainShare: string, minTrainRows = 1) => ({ split: { trainShare, minTrainRows } });
const ascending = (rows: Uint32Array) => rows.every((row, i) => i === 0 || row > rows[i - 1]);

test('[D14] parts are disjoint, complete, ascending, stratified and not empty', () => {
  fc.assert(
    fc.property(labels, fc.integer({ min: 1, max: 99 }), fc.string(), (list, percent, text) => {
      const share = percent / 100;
      const { train, test } = splitDataset(dataset(list), spec(String(share)), seedOf(text));
      expect([...train, ...test].sort((a, b) => a - b)).toEqual(list.map((_, i) => i));
      expect(ascending(train) && ascending(test)).toBe(true);
      expect(train.length).toBe(Math.max(1, Math.min(list.length - 1, Math.round(list.length * share))));
      expect(test.length).toBeGreaterThan(0);
      for (let label = 0; label < 4; label++) {
        const all = list.filter((item) => item === label).length;
        const trained = [...train].filter((row) => list[row] === label).length;
        expect(Math.abs(trained - (all * train.length) / list.length)).toBeLessThan(1);
      }
    }),
  );
});

test('[D14] the seed decides which rows', () => {
  const data = dataset(Array.from({ length: 300 }, (_, i) => i % 4));
  const split = (seed: string) => splitDataset(data, spec('0.5'), seedOf(seed));
  expect(split('a')).toEqual(split('a'));
  expect(split('a').train).not.toEqual(split('b').train);
});

test('[D14] a train part under the spec’s minimum is refused', () => {
  const half = (rows: number) => () => splitDataset(dataset(Array(rows).fill(0)), spec('0.5', 64), seedOf('x'));
  expect(half(128)().train.length).toBe(64);
  expect(half(126)).toThrow(
    expect.objectContaining({ name: 'TooFewRowsError', facts: expect.objectContaining({ actual: 63, rows: 126 }) }),
  );
  for (const rows of [0, 1]) {
    expect(() => splitDataset(dataset(Array(rows).fill(0)), spec('0.5'), seedOf('x'))).toThrow(
      expect.objectContaining({ name: 'TooFewRowsError' }),
    );
  }
});

test('[D14] a million rows are split without overflow', () => {
  const { train, test } = splitDataset(dataset(Array(1_000_000).fill(2)), spec('0.7'), seedOf('x'));
  expect([train.length, test.length]).toEqual([700_000, 300_000]);
});

test('[D15] shards are disjoint, complete and equal up to one row', () => {
  const alpha = fc.option(fc.double({ min: 0.001, max: 1000, noNaN: true }), { nil: undefined });
  fc.assert(
    fc.property(labels, fc.integer({ min: 1, max: 9 }), alpha, fc.string(), (list, shards, alpha, text) => {
      const parts = partition(dataset(list), shards, { alpha, seed: seedOf(text) });
      expect(parts.flat().sort((a, b) => a - b)).toEqual(list.map((_, i) => i));
      const sizes = parts.map((part) => part.length);
      expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    }),
  );
});

test('[D15] a smaller alpha skews labels more', () => {
  const data = dataset(Array.from({ length: 4000 }, (_, i) => i % 4));
  const skew = (alpha?: number) => {
    const most = Array.from({ length: 10 }, (_, i) => {
      const shard = shardOf(data, i, 10, { alpha });
      return Math.max(...[0, 1, 2, 3].map((label) => shard.labels.filter((item) => item === label).length)) / 400;
    });
    return most.reduce((a, b) => a + b) / 10;
  };
  expect(skew()).toBeLessThan(0.32);
  expect(skew(0.1)).toBeGreaterThan(skew(1) + 0.1);
  expect(skew(1)).toBeGreaterThan(skew(100) + 0.05);
});

test('[D15] rows keep their features and labels', () => {
  const data = { ...dataset([0, 1, 2, 3]), features: Float32Array.of(0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5), featureShape: [2] };
  const { features, labels } = takeRows(data, [3, 1]);
  expect([...features]).toEqual([3, 3.5, 1, 1.5]);
  expect([...labels]).toEqual([3, 1]);
});

test('[D14] apportioned parts are whole, sum up, and stay within one of their quota', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.array(fc.nat(1000), { minLength: 1, maxLength: 20 }), (total, weights) => {
      const sum = weights.reduce((a, b) => a + b, 0);
      const parts = apportion(total, weights);
      expect(parts.reduce((a, b) => a + b, 0)).toBe(sum > 0 ? total : 0);
      parts.forEach((part, i) => {
        if (sum > 0) expect(Math.abs(part - (total * weights[i]) / sum)).toBeLessThan(1);
      });
    }),
  );
});

test.each([0.2, 0.9, 1, 5])('[D15] gamma draws of shape %d have its mean and variance', (alpha) => {
  const stream = random(seedOf(`gamma ${alpha}`));
  const draws = Array.from({ length: 40_000 }, () => Math.exp(logGamma(alpha, stream)));
  const mean = draws.reduce((a, b) => a + b) / draws.length;
  const variance = draws.reduce((sum, draw) => sum + (draw - mean) ** 2, 0) / draws.length;
  expect(Math.abs(mean / alpha - 1)).toBeLessThan(0.04);
  expect(Math.abs(variance / alpha - 1)).toBeLessThan(0.1);
});
