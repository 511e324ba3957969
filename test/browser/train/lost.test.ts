import * as tf from '@tensorflow/tfjs-core';
import { afterEach, expect, test, vi } from 'vitest';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { seedOf } from '../../../app/core/random.ts';
import { chooseBackend } from '../../../app/train/backends.ts';
import { openEngine } from '../../../app/train/engine.ts';
import { openTrainer } from '../../../app/train/open.ts';
import { TrainerLostError } from '../../../app/train/trainer.ts';
import { bright, MLP, specOf } from '../../app/train/examples.ts';

const seed = seedOf('fit');
const spec = specOf(MLP, { epochs: 50, batchSize: 1 });
const base = initialWeights(layoutOf(spec), seed);
const workers: Worker[] = [];

vi.stubGlobal(
  'Worker',
  class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      workers.push(this);
    }
  },
);
afterEach(() => {
  for (const worker of workers.splice(0)) worker.terminate();
});

test('[T10] a worker that dies in the middle makes its calls fail, and another can be opened', async () => {
  const trainer = await openTrainer({ spec, ...bright(spec, 2000), backend: 'wasm' });
  const fit = trainer.fit(base, seed, { onProgress: () => workers[0].terminate() });
  await expect(fit).rejects.toBeInstanceOf(TrainerLostError);
  await expect(trainer.evaluate(base, 'test')).rejects.toBeInstanceOf(TrainerLostError);
  const next = await openTrainer({ spec, ...bright(spec, 20), backend: 'wasm' });
  expect((await next.evaluate(base, 'test')).examples).toBe(10);
  await next.close();
});

test('[T10] an uncaught error in the worker makes the trainer lost', async () => {
  const trainer = await openTrainer({ spec, ...bright(spec, 20), backend: 'cpu' });
  workers[0].dispatchEvent(new ErrorEvent('error', { message: 'out of memory' }));
  await expect(trainer.tensorCount()).rejects.toThrow('out of memory');
});

test('[T10] when WebGPU is lost with its worker, the next trainer opens on another backend and says why', async (context) => {
  if (!(await navigator.gpu?.requestAdapter())) {
    console.warn('webgpu is missing in this browser: NOT TESTED');
    return context.skip();
  }
  const trainer = await openTrainer({ spec, ...bright(spec, 20), backend: 'webgpu' });
  workers[0].terminate();
  await expect(trainer.fit(base, seed)).rejects.toBeInstanceOf(TrainerLostError);
  const next = await openTrainer({ spec, ...bright(spec, 20) });
  expect(next.device.backend).toBe('wasm');
  expect(next.device.refused[0]).toMatchObject({ backend: 'webgpu', reason: 'it was lost: it ended' });
  await next.close();
});

test('[T10] a GPU device that is lost in the middle of a fit makes it fail by name', async (context) => {
  if (!(await navigator.gpu?.requestAdapter())) return context.skip();
  const trainer = await openEngine({ spec, ...bright(spec, 200), backend: 'webgpu' });
  const { device } = tf.backend() as unknown as { device: GPUDevice };
  await expect(trainer.fit(base, seed, { onProgress: () => device.destroy() })).rejects.toBeInstanceOf(TrainerLostError);
  await expect(trainer.evaluate(base, 'test')).rejects.toBeInstanceOf(TrainerLostError);
  const next = await chooseBackend();
  expect(next.backend).toBe('wasm');
  expect(next.refused[0].reason).toMatch(/lost|destroy/i);
});
