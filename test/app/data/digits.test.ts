import { expect, test } from 'vitest';
import { keccak } from '../../../app/core/hashes.ts';
import { seedOf } from '../../../app/core/random.ts';
import { digitShard, digits } from '../../../app/data/digits.ts';
import { accuracy, freshWeights, learn } from './learn.ts';

const seed = seedOf('digits');
const counts = (labels: Uint8Array) => Array.from({ length: 10 }, (_, digit) => labels.filter((label) => label === digit).length);

test('[D16] equal seeds give equal bytes, the same as in a browser', () => {
  const { features, labels } = digits({ seed, count: 100 });
  expect(keccak(new Uint8Array(features.buffer))).toBe('0xdde8916911cb9836ae53ade4de8a596d2e0930d286a1adada75b8ab9b0feb8d6');
  expect(digits({ seed, count: 100 }).labels).toEqual(labels);
  expect(digits({ seed: seedOf('others'), count: 100 }).features).not.toEqual(features);
});

test('[D16] values are 0…1 in steps of 1/255, most of them dark, with ink in every picture', () => {
  const { features, featureShape } = digits({ seed, count: 500 });
  expect(featureShape).toEqual([28, 28, 1]);
  expect(features.every((value) => value >= 0 && value <= 1 && Math.fround(Math.round(value * 255) / 255) === value)).toBe(true);
  for (let i = 0; i < 500; i++) {
    const inked = features.subarray(784 * i, 784 * (i + 1)).filter((value) => value > 0.5).length;
    expect(inked).toBeGreaterThan(20);
    expect(inked).toBeLessThan(300);
  }
});

test('[D16] label shares are kept to the row', () => {
  expect(counts(digits({ seed, count: 200 }).labels)).toEqual(Array(10).fill(20));
  expect(counts(digits({ seed, count: 10, labelShares: [3, 0, 0, 0, 0, 0, 0, 0, 0, 2] }).labels)).toEqual([6, 0, 0, 0, 0, 0, 0, 0, 0, 4]);
});

test('[D15] participants draw different digits, and skewed labels with a small alpha', () => {
  const shard = (participant: number, alpha?: number) => digitShard({ seed, participant, count: 300, alpha });
  expect(shard(1).features).not.toEqual(shard(2).features);
  expect(counts(shard(1).labels)).toEqual(Array(10).fill(30));
  const largest = (alpha: number) =>
    [1, 2, 3, 4, 5, 6].map((id) => Math.max(...counts(shard(id, alpha).labels))).reduce((a, b) => a + b) / 6;
  expect(largest(100)).toBeLessThan(60);
  expect(largest(0.1)).toBeGreaterThan(100);
  expect(shard(1, 0.001).labels).toHaveLength(300);
});

test('[D16] digits are quick: two thousand take about a third of a second on one core, ten times that on a busy one', () => {
  digits({ seed, count: 500 });
  const start = performance.now();
  digits({ seed, count: 2000 });
  expect(performance.now() - start).toBeLessThan(3500);
});

test('[D17] digits can be learned by ten federated rounds, and not by one epoch', () => {
  const test = digits({ seed: seedOf('test'), count: 500 });
  const shards = [0, 1, 2, 3, 4, 5].map((participant) => digitShard({ seed, participant, count: 200 }));
  let weights = freshWeights();
  for (let round = 0; round < 10; round++) {
    const fitted = [0, 1, 2].map((seat) => {
      const own = weights.slice();
      learn(own, shards[(3 * round + seat) % 6], 2, seedOf(`${round} ${seat}`));
      return own;
    });
    weights = weights.map((_, i) => (fitted[0][i] + fitted[1][i] + fitted[2][i]) / 3);
  }
  expect(accuracy(weights, test)).toBeGreaterThan(0.9);

  const once = freshWeights();
  learn(once, digits({ seed: seedOf('many'), count: 2000 }), 1, seed);
  expect(accuracy(once, test)).toBeLessThan(0.98);
});
