import { describe, expect, test } from 'vitest';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { seedOf } from '../../../app/core/random.ts';
import type { Weights } from '../../../app/core/words.ts';
import { openEngine } from '../../../app/train/engine.ts';
import { openTrainer } from '../../../app/train/open.ts';
import { BackendUnavailableError, type FitProgress, InvalidWeightsError, type Trainer } from '../../../app/train/trainer.ts';
import { bright, CNN, distance, MLP, specOf } from '../../app/train/examples.ts';

const seed = seedOf('fit');
const policy: SecurityPolicyViolationEvent[] = [];
document.addEventListener('securitypolicyviolation', (event) => policy.push(event));

const missing: Readonly<Record<string, () => Promise<boolean>>> = {
  webgpu: async () => !(await navigator.gpu?.requestAdapter()),
  webgl: async () => !new OffscreenCanvas(1, 1).getContext('webgl2'),
};

test('[T1] a software adapter is passed over, and a policy without eval is enough', async () => {
  const spec = specOf(MLP);
  const trainer = await openTrainer({ spec, ...bright(spec, 16) });
  const info = (await navigator.gpu?.requestAdapter())?.info;
  if (info && /swiftshader/i.test(`${info.vendor} ${info.architecture} ${info.description}`)) {
    expect(trainer.device.backend).toBe('wasm');
    expect(trainer.device.refused).toEqual([{ backend: 'webgpu', reason: expect.stringContaining('software') }]);
  }
  expect(trainer.device.description).not.toBe('');
  await trainer.close();
});

describe.each(['webgpu', 'wasm', 'webgl', 'cpu'] as const)('in a worker on %s', (backend) => {
  test('[T3] a fit is that of the stock-tested cpu, within rounding, and counts its tensors', async (context) => {
    if (await missing[backend]?.()) {
      console.warn(`${backend} is missing in this browser: NOT TESTED`);
      return context.skip();
    }
    for (const layers of [MLP, CNN]) {
      const spec = specOf(layers, { batchSize: 8, optimiser: { name: 'sgd', learningRate: '0.05', momentum: '0.9' } });
      const data = bright(spec, 48);
      const base = initialWeights(layoutOf(spec), seed);
      const [trainer, truth] = [await openTrainer({ spec, ...data, backend }), await openEngine({ spec, ...data, backend: 'cpu' })];
      expect(trainer.device.backend).toBe(backend);
      const before = await trainer.tensorCount();
      const seen: FitProgress[] = [];
      const fit = await trainer.fit(base, seed, { onProgress: (progress) => seen.push(progress) });
      const expected = await truth.fit(base, seed);
      expect(base.length).toBe(layoutOf(spec).size);
      expect(fit.steps).toBe(3);
      expect(distance(fit.weights, base)).toBeGreaterThan(1e-2);
      expect(distance(fit.weights, expected.weights)).toBeLessThan(1e-3);
      expect(seen.at(-1)).toMatchObject({ step: 3, steps: 3 });
      const [score, expectedScore] = [await trainer.evaluate(fit.weights, 'test'), await truth.evaluate(fit.weights, 'test')];
      expect(score.loss).toBeCloseTo(expectedScore.loss, 3);
      expect(score.examples).toBe(24);
      expect(await trainer.confusion(fit.weights)).toEqual(await truth.confusion(fit.weights));
      expect(await trainer.tensorCount()).toBe(before);
      await trainer.close();
      await truth.close();
    }
  });

  test('[T6] an abort on the page ends the fit in the worker with its reason', async (context) => {
    if (await missing[backend]?.()) return context.skip();
    const spec = specOf(MLP, { epochs: 50, batchSize: 1 });
    const trainer = await openTrainer({ spec, ...bright(spec, 1000), backend });
    const base = initialWeights(layoutOf(spec), seed);
    const before = await trainer.tensorCount();
    const stop = new AbortController();
    const reason = new Error('enough');
    await expect(trainer.fit(base, seed, { signal: stop.signal, onProgress: () => stop.abort(reason) })).rejects.toBe(reason);
    await expect(trainer.evaluate(base, 'test', { signal: stop.signal })).rejects.toBe(reason);
    expect(await trainer.tensorCount()).toBe(before);
    await trainer.close();
  });
});

test('[T9] errors keep class and facts on their way from the worker', async () => {
  const spec = specOf(MLP);
  const data = bright(spec, 16);
  const trainer: Trainer = await openTrainer({ spec, ...data, backend: 'cpu' });
  const base: Weights = initialWeights(layoutOf(spec), seed);
  const error = await trainer.fit(base.slice(1), seed).catch((reason) => reason);
  expect(error).toBeInstanceOf(InvalidWeightsError);
  expect(error.facts).toEqual({ subject: 'length', expected: base.length, actual: base.length - 1 });
  const wrong = { ...data.dataset, featureShape: [4, 16, 1] };
  await expect(openTrainer({ spec, split: data.split, dataset: wrong })).rejects.toMatchObject({ name: 'DatasetMismatchError' });
  await expect(openTrainer({ spec, ...data, backend: 'abacus' as 'cpu' })).rejects.toBeInstanceOf(BackendUnavailableError);
  await trainer.close();
  await expect(trainer.evaluate(base, 'test')).rejects.toMatchObject({ name: 'TrainerClosedError' });
  expect(policy).toEqual([]);
});
