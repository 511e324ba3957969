import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { chooseBackend, compute } from '../../../app/train/backends.ts';
import type { BackendName } from '../../../app/train/trainer.ts';
import { distance } from './examples.ts';

beforeAll(async () => {
  await chooseBackend('cpu');
  await chooseBackend('wasm');
});

/** The same work on both backends from the same values; the largest relative difference. */
async function differ(work: (make: (...shape: number[]) => tf.Tensor) => tf.Tensor): Promise<number> {
  const on = (backend: BackendName) =>
    compute(backend, () =>
      tf.tidy(() => {
        let seed = 0;
        return work((...shape) => tf.randomNormal(shape, 0, 1, 'float32', ++seed)).dataSync();
      }),
    );
  const [ours, truth] = [await on('wasm'), await on('cpu')];
  return distance(ours, truth) / Math.max(1, ...truth.map(Math.abs));
}

const kernel = (name: string, inputs: tf.NamedTensorMap, attributes: Record<string, unknown>): tf.Tensor =>
  tf.engine().runKernel(name, inputs, attributes as tf.NamedAttrMap);

const convolution = fc.record({
  examples: fc.integer({ min: 1, max: 5 }),
  height: fc.integer({ min: 5, max: 11 }),
  width: fc.integer({ min: 5, max: 11 }),
  channels: fc.integer({ min: 1, max: 4 }),
  filters: fc.integer({ min: 1, max: 5 }),
  size: fc.integer({ min: 1, max: 5 }),
  stride: fc.integer({ min: 1, max: 2 }),
  pad: fc.constantFrom('same' as const, 'valid' as const),
});

const attributesOf = (stride: number, pad: string) => ({ strides: [stride, stride], pad, dataFormat: 'NHWC' });
const outSide = (side: number, size: number, stride: number, pad: string) => Math.ceil((pad === 'same' ? side : side - size + 1) / stride);

test('[T8] the filter gradient on wasm is that of cpu', () =>
  fc.assert(
    fc.asyncProperty(convolution, async ({ examples, height, width, channels, filters, size, stride, pad }) => {
      const [h, w] = [outSide(height, size, stride, pad), outSide(width, size, stride, pad)];
      const filterShape = [size, size, channels, filters];
      const gap = await differ((make) =>
        kernel(
          'Conv2DBackpropFilter',
          { x: make(examples, height, width, channels), dy: make(examples, h, w, filters) },
          { ...attributesOf(stride, pad), filterShape },
        ),
      );
      expect(gap).toBeLessThan(1e-4);
    }),
    { numRuns: 40 },
  ));

test('[T8] the input gradient on wasm is that of cpu', () =>
  fc.assert(
    fc.asyncProperty(convolution, async ({ examples, height, width, channels, filters, size, stride, pad }) => {
      const [h, w] = [outSide(height, size, stride, pad), outSide(width, size, stride, pad)];
      const inputShape = [examples, height, width, channels];
      const gap = await differ((make) =>
        kernel(
          'Conv2DBackpropInput',
          { dy: make(examples, h, w, filters), filter: make(size, size, channels, filters) },
          { ...attributesOf(stride, pad), inputShape },
        ),
      );
      expect(gap).toBeLessThan(1e-4);
    }),
    { numRuns: 40 },
  ));

test('[T8] the max pool gradient on wasm is that of cpu, ties included', () =>
  fc.assert(
    fc.asyncProperty(convolution, fc.integer({ min: 2, max: 4 }), async ({ examples, height, width, channels, stride }, size) => {
      const gap = await differ((make) => {
        // Rounded, so that a window often has its largest value twice.
        const input = tf.round(make(examples, height, width, channels)) as tf.Tensor4D;
        const output = tf.maxPool(input, size, stride, 'valid');
        const dy = make(...output.shape);
        return kernel('MaxPoolGrad', { dy, input, output }, { filterSize: size, strides: stride, pad: 'valid' });
      });
      expect(gap).toBeLessThan(1e-4);
    }),
    { numRuns: 40 },
  ));

test.each([
  [false, false],
  [true, false],
  [false, true],
  [true, true],
])('[T8] the product with transposes %s and %s on wasm is that of cpu', async (transposeA, transposeB) => {
  const [m, k, n] = [3, 7, 5];
  const gap = await differ((make) =>
    tf.matMul(make(2, ...(transposeA ? [k, m] : [m, k])), make(2, ...(transposeB ? [n, k] : [k, n])), transposeA, transposeB),
  );
  expect(gap).toBeLessThan(1e-4);
});
