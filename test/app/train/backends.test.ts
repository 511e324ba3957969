import { expect, test } from 'vitest';
import { chooseBackend, refuseSoftware } from '../../../app/train/backends.ts';
import { checkDataset } from '../../../app/train/check.ts';
import { openEngine } from '../../../app/train/engine.ts';
import { bright, MLP, specOf } from './examples.ts';

test('[T1] without a GPU wasm is taken, and what was refused is told with its reason', async () => {
  const device = await chooseBackend();
  expect(device).toEqual({
    backend: 'wasm',
    description: 'WebAssembly with SIMD',
    refused: [{ backend: 'webgpu', reason: 'there is no WebGPU here' }],
  });
});

test('[T1] a backend that failed elsewhere is avoided', async () => {
  const avoid = (['webgpu', 'wasm', 'webgl'] as const).map((backend) => ({ backend, reason: 'it was lost' }));
  expect(await chooseBackend(undefined, avoid)).toMatchObject({ backend: 'cpu', refused: avoid });
});

test.each(['webgpu', 'webgl'] as const)('[T1] %s is refused with a reason where it is forced and missing', async (backend) => {
  const spec = specOf(MLP);
  await expect(openEngine({ spec, ...bright(spec, 8), backend })).rejects.toMatchObject({
    name: 'BackendUnavailableError',
    facts: { subject: backend, actual: expect.stringContaining('there is no') },
  });
  expect(await chooseBackend('cpu')).toMatchObject({ backend: 'cpu', refused: [] });
});

test.each([
  { info: { vendor: 'google', architecture: 'swiftshader' } },
  { info: { vendor: 'mesa', description: 'llvmpipe (LLVM 15.0.6, 256 bits)' } },
  { info: { description: 'lavapipe' } },
  { info: { vendor: 'microsoft', description: 'Microsoft Basic Render Driver' } },
  { info: { vendor: '', isFallbackAdapter: true } },
  { isFallbackAdapter: true },
])('[T1] a software adapter is not worth WebGPU: %j', (adapter) => {
  expect(() => refuseSoftware(adapter)).toThrow('its adapter is software');
});

test.each([{ info: { vendor: 'apple', architecture: 'metal-3' } }, { info: { vendor: '' } }, {}])(
  '[T1] a real adapter is: %j',
  (adapter) => {
    expect(() => refuseSoftware(adapter)).not.toThrow();
  },
);

test('[T9] a dataset that does not fit the spec is refused before anything is opened', () => {
  const spec = specOf(MLP);
  const { dataset, split } = bright(spec, 8);
  const refuses = (change: object, parts: object, subject: string) =>
    expect(() => checkDataset(spec, { ...dataset, ...change }, { ...split, ...parts })).toThrow(`subject: ${subject}`);
  refuses({ featureShape: [8, 8, 3] }, {}, 'featureShape');
  refuses({ features: dataset.features.slice(1) }, {}, 'features.length');
  refuses({ classes: ['a', 'b'] }, {}, 'classes');
  refuses({ labels: dataset.labels.map(() => 3) }, {}, 'labels[0]');
  refuses({}, { train: Uint32Array.of(8) }, 'train');
  refuses({}, { train: Uint32Array.of(0, 0) }, 'train');
  refuses({}, { train: new Uint32Array() }, 'train');
  refuses({}, { test: Uint32Array.of(split.train[0]) }, 'test');
  expect(() => checkDataset(spec, dataset, split)).not.toThrow();
});
