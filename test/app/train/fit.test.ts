import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, test } from 'vitest';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { seedOf } from '../../../app/core/random.ts';
import { openEngine } from '../../../app/train/engine.ts';
import type { FitProgress, Trainer } from '../../../app/train/trainer.ts';
import { bright, CNN, dense, distance, flatten, MLP, specOf } from './examples.ts';

const seed = seedOf('fit');

async function counting<T>(trainer: Trainer, work: () => Promise<T>): Promise<T> {
  const before = await trainer.tensorCount();
  const result = await work();
  expect(await trainer.tensorCount()).toBe(before);
  return result;
}

describe.each(['wasm', 'cpu'] as const)('on %s', (backend) => {
  test('[T1] the active backend is the one asked for', async () => {
    const spec = specOf(MLP);
    const trainer = await openEngine({ spec, ...bright(spec, 8), backend });
    expect(trainer.device.backend).toBe(backend);
    await trainer.evaluate(initialWeights(layoutOf(spec), seed), 'test');
    expect(tf.getBackend()).toBe(backend);
    await trainer.close();
  });

  test.each([
    ['MLP', MLP],
    ['CNN', CNN],
  ])('[T4] an easy task is learnt, by the same seed to the same weights: %s', async (_, layers) => {
    const spec = specOf(layers, { epochs: 6 });
    const trainer = await openEngine({ spec, ...bright(spec, 140), backend });
    const base = initialWeights(layoutOf(spec), seed);
    const before = await trainer.evaluate(base, 'test');
    const copy = base.slice();
    const fit = await counting(trainer, () => trainer.fit(base, seed));
    const after = await counting(trainer, () => trainer.evaluate(fit.weights, 'test'));
    expect(fit.steps).toBe(6 * Math.ceil(70 / 16));
    expect(before.accuracy).toBeLessThan(0.8);
    expect(after.accuracy).toBeGreaterThan(0.95);
    expect(after.examples).toBe(70);
    expect(base).toEqual(copy);
    const again = await trainer.fit(base, seed);
    expect(again.weights).toEqual(fit.weights);
    const other = await trainer.fit(base, seedOf('other order'));
    expect(distance(other.weights, fit.weights)).toBeGreaterThan(1e-6);
    const confusion = await counting(trainer, () => trainer.confusion(fit.weights));
    expect(confusion.reduce((sum, count) => sum + count)).toBe(70);
    expect((confusion[0] + confusion[4] + confusion[8]) / 70).toBeCloseTo(after.accuracy, 6);
    await trainer.close();
  });

  test('[T2] no test row is in a batch: absurd ones change nothing', async () => {
    const spec = specOf(CNN, { epochs: 2 });
    const { dataset, split } = bright(spec, 60);
    const absurd = { ...dataset, features: dataset.features.slice() };
    for (const row of split.test) absurd.features.fill(Number.NaN, row * 64, (row + 1) * 64);
    const [clean, dirty] = [
      await openEngine({ spec, dataset, split, backend }),
      await openEngine({ spec, dataset: absurd, split, backend }),
    ];
    const base = initialWeights(layoutOf(spec), seed);
    const { weights, rows } = await clean.fit(base, seed);
    expect(rows).toEqual({ train: split.train.length, test: 0 });
    expect((await dirty.fit(base, seed)).weights).toEqual(weights);
    expect(await dirty.evaluate(weights, 'train')).toEqual(await clean.evaluate(weights, 'train'));
    expect((await dirty.evaluate(weights, 'test')).loss).toBe(Number.POSITIVE_INFINITY);
    await clean.close();
    await dirty.close();
  });

  test('[T6] an aborted fit ends soon with the reason and leaves no tensor', async () => {
    const spec = specOf(MLP, { epochs: 50, batchSize: 1 });
    const trainer = await openEngine({ spec, ...bright(spec, 2000), backend });
    const base = initialWeights(layoutOf(spec), seed);
    const reason = new Error('enough');
    const stop = new AbortController();
    const onProgress = (progress: FitProgress) => {
      expect(progress.step).toBeLessThan(progress.steps);
      stop.abort(reason);
    };
    await counting(trainer, () => expect(trainer.fit(base, seed, { signal: stop.signal, onProgress })).rejects.toBe(reason));
    await counting(trainer, () => expect(trainer.evaluate(base, 'test', { signal: stop.signal })).rejects.toBe(reason));
    await trainer.close();
  });
});

test('[T3] after some steps the losses of wasm and cpu are equal', async () => {
  for (const layers of [MLP, CNN]) {
    const spec = specOf(layers, { epochs: 2, optimiser: { name: 'sgd', learningRate: '0.05', momentum: '0.9' } });
    const data = bright(spec, 100);
    const [wasm, cpu] = [await openEngine({ spec, ...data, backend: 'wasm' }), await openEngine({ spec, ...data, backend: 'cpu' })];
    const base = initialWeights(layoutOf(spec), seed);
    const [a, b] = [await wasm.fit(base, seed), await cpu.fit(base, seed)];
    const [scoreA, scoreB] = [await wasm.evaluate(a.weights, 'test'), await cpu.evaluate(b.weights, 'test')];
    expect(Math.abs(scoreA.loss - scoreB.loss)).toBeLessThan(1e-3);
    await wasm.close();
    await cpu.close();
  }
});

test('[T7] trainers of one process do not disturb each other', async () => {
  const specs = [specOf(MLP, { epochs: 6 }), specOf(CNN, { epochs: 2 })];
  const jobs = specs.flatMap((spec) => (['wasm', 'cpu', 'wasm'] as const).map((backend) => ({ spec, backend })));
  const start = tf.memory().numTensors;
  const alone: Float32Array[] = [];
  for (const { spec, backend } of jobs) {
    const trainer = await openEngine({ spec, ...bright(spec, 200), backend });
    alone.push((await trainer.fit(initialWeights(layoutOf(spec), seed), seed)).weights);
    await trainer.close();
  }
  const together = await Promise.all(
    jobs.map(async ({ spec, backend }) => {
      const trainer = await openEngine({ spec, ...bright(spec, 200), backend });
      const { weights } = await trainer.fit(initialWeights(layoutOf(spec), seed), seed);
      await trainer.close();
      return weights;
    }),
  );
  together.forEach((weights, i) => {
    expect(weights).toEqual(alone[i]);
  });
  expect(tf.memory().numTensors).toBe(start);
});

test('[T5] sockets and timers have their turn while it fits', async () => {
  const spec = specOf(MLP, { epochs: 10, batchSize: 4 });
  const trainer = await openEngine({ spec, ...bright(spec, 1200), backend: 'wasm' });
  let turns = 0;
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    turns++;
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 1);
  const { seconds } = await trainer.fit(initialWeights(layoutOf(spec), seed), seed);
  clearInterval(timer);
  expect(seconds).toBeGreaterThan(0.2);
  expect(turns).toBeGreaterThan(seconds * 5);
  expect(longest).toBeLessThan(1000);
  await trainer.close();
});

test('[T6] progress ends with the last step', async () => {
  const spec = specOf(MLP, { epochs: 3 });
  const trainer = await openEngine({ spec, ...bright(spec, 90), backend: 'wasm' });
  const seen: FitProgress[] = [];
  const { steps } = await trainer.fit(initialWeights(layoutOf(spec), seed), seed, { onProgress: (progress) => seen.push(progress) });
  expect(seen.at(-1)).toMatchObject({ step: steps, steps, epoch: 3, epochs: 3, loss: expect.any(Number) });
  expect(seen.at(-1)?.examplesPerSecond).toBeGreaterThan(0);
  await trainer.close();
});

test('[T9] wrong weights, divergence and use after closing are refused and leave no tensor', async () => {
  const spec = specOf([flatten, dense(4)], { epochs: 50, batchSize: 1 });
  const trainer = await openEngine({ spec, ...bright(spec, 800), backend: 'wasm' });
  const base = initialWeights(layoutOf(spec), seed);
  const withValue = (value: number) => Object.assign(base.slice(), { 3: value });
  for (const wrong of [base.slice(1), new Float32Array(base.length + 1), withValue(Number.NaN), withValue(Number.NEGATIVE_INFINITY)]) {
    await counting(trainer, () => expect(trainer.fit(wrong, seed)).rejects.toMatchObject({ name: 'InvalidWeightsError' }));
    await counting(trainer, () => expect(trainer.evaluate(wrong, 'test')).rejects.toMatchObject({ name: 'InvalidWeightsError' }));
    await counting(trainer, () => expect(trainer.confusion(wrong)).rejects.toMatchObject({ name: 'InvalidWeightsError' }));
  }
  const huge = base.map((value) => value * 1e38);
  const diverged = await counting(trainer, () => trainer.fit(huge, seed).catch((error) => error));
  expect(diverged.name).toBe('DivergedError');
  expect(diverged.facts.step).toBeLessThan(diverged.facts.steps);
  expect((await trainer.evaluate(huge, 'test')).loss).toBe(Number.POSITIVE_INFINITY);
  await trainer.close();
  await trainer.close();
  await expect(trainer.fit(base, seed)).rejects.toMatchObject({ name: 'TrainerClosedError' });
  await expect(trainer.evaluate(base, 'test')).rejects.toMatchObject({ name: 'TrainerClosedError' });
});

test('[T6] closing ends what runs', async () => {
  const spec = specOf(MLP, { epochs: 50, batchSize: 1 });
  const start = tf.memory().numTensors;
  const trainer = await openEngine({ spec, ...bright(spec, 2000), backend: 'wasm' });
  const fit = trainer.fit(initialWeights(layoutOf(spec), seed), seed, { onProgress: () => void trainer.close() });
  await expect(fit).rejects.toMatchObject({ name: 'TrainerClosedError' });
  expect(tf.memory().numTensors).toBe(start);
});
