import * as stock from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { seedOf } from '../../../app/core/random.ts';
import { featureShape, type Layer, type Spec } from '../../../app/core/spec.ts';
import type { Dataset, Split, Weights } from '../../../app/core/words.ts';
import { compute } from '../../../app/train/backends.ts';
import { openEngine } from '../../../app/train/engine.ts';
import { bright, CNN, conv, dense, distance, flatten, MLP, pool, specOf } from './examples.ts';

/** The same model out of the layers that come with TensorFlow.js. */
function stockModel(spec: Spec, weights: Weights): stock.Sequential {
  const model = stock.sequential();
  spec.layers.forEach((layer: Layer, i) => {
    const first = i === 0 ? { inputShape: [...featureShape(spec)] } : {};
    if (layer.type === 'dense') model.add(stock.layers.dense({ units: layer.units, activation: layer.activation, ...first }));
    if (layer.type === 'flatten') model.add(stock.layers.flatten(first));
    if (layer.type === 'maxPool2d') model.add(stock.layers.maxPooling2d({ poolSize: layer.size, ...first }));
    if (layer.type === 'conv2d') {
      const { filters, kernel, padding, activation } = layer;
      model.add(stock.layers.conv2d({ filters, kernelSize: kernel, padding, activation, ...first }));
    }
  });
  model.setWeights(layoutOf(spec).tensors.map(({ offset, size, shape }) => stock.tensor(weights.slice(offset, offset + size), [...shape])));
  return model;
}

/** One step of the stock model over all train rows: loss and accuracy before it, weights after it. */
async function stockStep(spec: Spec, base: Weights, dataset: Dataset, split: Split) {
  const model = stockModel(spec, base);
  const { optimiser } = spec.training;
  const rate = Number(optimiser.learningRate);
  model.compile({
    optimizer: optimiser.name === 'adam' ? stock.train.adam(rate) : stock.train.momentum(rate, Number(optimiser.momentum)),
    loss: (labels, logits) => stock.losses.softmaxCrossEntropy(labels, logits),
    metrics: ['accuracy'],
  });
  const size = dataset.features.length / dataset.labels.length;
  const x = stock.tensor(
    [...split.train].flatMap((row) => [...dataset.features.slice(row * size, (row + 1) * size)]),
    [split.train.length, ...dataset.featureShape],
  );
  const y = stock.oneHot(
    [...split.train].map((row) => dataset.labels[row]),
    3,
  );
  const [loss, accuracy] = (await model.trainOnBatch(x, y)) as number[];
  const flat = new Float32Array(base.length);
  for (const [i, { offset }] of layoutOf(spec).tensors.entries()) flat.set(model.getWeights()[i].dataSync(), offset);
  return { loss, accuracy, weights: flat };
}

const adam = { name: 'adam', learningRate: '0.01' } as const;
const cases: [string, Spec][] = [
  ['MLP, SGD with momentum', specOf(MLP, { batchSize: 64 })],
  ['MLP, Adam', specOf(MLP, { batchSize: 64, optimiser: adam })],
  ['CNN, SGD with momentum', specOf(CNN, { batchSize: 64 })],
  [
    'CNN in colour, Adam',
    specOf([conv(3, 4, 'same', 'tanh'), conv(4, 3), pool(3), flatten, dense(9)], { batchSize: 64, optimiser: adam }, 9, 3),
  ],
];

test.each(cases)('[T3] one step is that of the stock layers: %s', async (_, spec) => {
  const { dataset, split } = bright(spec, 64);
  const base = initialWeights(layoutOf(spec), seedOf('base'));
  const cpu = await openEngine({ spec, dataset, split, backend: 'cpu' });
  await compute('cpu', () => undefined);
  const truth = await stockStep(spec, base, dataset, split);
  for (const backend of ['cpu', 'wasm'] as const) {
    const trainer = backend === 'cpu' ? cpu : await openEngine({ spec, dataset, split, backend });
    const score = await trainer.evaluate(base, 'train');
    expect(score.loss).toBeCloseTo(truth.loss, 4);
    expect(score.accuracy).toBeCloseTo(truth.accuracy, 6);
    const { weights, steps } = await trainer.fit(base, seedOf('fit'));
    expect(steps).toBe(1);
    expect(distance(weights, base)).toBeGreaterThan(1e-3);
    expect(distance(weights, truth.weights)).toBeLessThan(spec.training.optimiser.name === 'adam' ? 1e-3 : 1e-4);
  }
});
