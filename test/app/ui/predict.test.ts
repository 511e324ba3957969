import * as tf from '@tensorflow/tfjs';
import { expect, test } from 'vitest';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { random, seedOf } from '../../../app/core/random.ts';
import { checkSpec, featureShape, product, type Spec } from '../../../app/core/spec.ts';
import type { Dataset } from '../../../app/core/words.ts';
import { openEngine } from '../../../app/train/engine.ts';
import { predict, readTensors } from '../../../app/ui/model/predict.js';
import { toTfjs } from '../../../app/ui/model/tfjs.ts';
import { encodeModel } from '../../../app/update/model.ts';
import { convolutionalSpec, perceptronSpec, tinySpec } from '../../golden/specs.ts';

const narrow = checkSpec({
  ...convolutionalSpec,
  layers: [
    { type: 'conv2d', filters: 3, kernel: 4, padding: 'same', activation: 'tanh' },
    { type: 'conv2d', filters: 5, kernel: 3, padding: 'valid', activation: 'relu' },
    { type: 'maxPool2d', size: 3 },
    { type: 'flatten' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
});
const SPECS: Readonly<Record<string, Spec>> = { table: tinySpec, perceptron: perceptronSpec, convolutional: convolutionalSpec, narrow };

const EXAMPLES = 12;

function examplesOf(spec: Spec): Dataset {
  const stream = random(seedOf('predict'));
  const size = product(featureShape(spec));
  return {
    features: Float32Array.from({ length: (EXAMPLES + 1) * size }, () => stream.uniform()),
    featureShape: featureShape(spec),
    labels: Uint8Array.from({ length: EXAMPLES + 1 }, () => stream.below(spec.data.classes.length)),
    classes: spec.data.classes,
  };
}

test.each(Object.entries(SPECS))('[I36] what “try it” and embedded pages say is what training measures: %s', async (_, spec) => {
  const weights = initialWeights(layoutOf(spec), seedOf('weights'));
  const tensors = readTensors(encodeModel(weights, spec));
  const dataset = examplesOf(spec);
  const rows = Uint32Array.from({ length: EXAMPLES }, (_, i) => i);
  const engine = await openEngine({ spec, dataset, split: { train: Uint32Array.of(EXAMPLES), test: rows }, backend: 'cpu' });
  const { loss, accuracy } = await engine.evaluate(weights, 'test');
  await engine.close();
  const size = product(featureShape(spec));
  const said = [...rows].map((row) =>
    predict(spec.layers, tensors, featureShape(spec), dataset.features.subarray(row * size, (row + 1) * size)),
  );
  for (const chances of said) expect(chances.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 10);
  const mean = said.reduce((sum, chances, i) => sum - Math.log(chances[dataset.labels[i]]) / EXAMPLES, 0);
  expect(mean).toBeCloseTo(loss, 4);
  expect(said.filter((chances, i) => chances.indexOf(Math.max(...chances)) === dataset.labels[i]).length / EXAMPLES).toBe(accuracy);
});

test.each(Object.entries(SPECS))('[I37] TensorFlow.js loads the model for it and says the same: %s', async (_, spec) => {
  await tf.setBackend('cpu');
  const bytes = encodeModel(initialWeights(layoutOf(spec), seedOf('weights')), spec);
  const { json, weights } = toTfjs(bytes, spec, 'weights.bin');
  const { modelTopology, weightsManifest } = JSON.parse(json);
  const weightData = weights.slice().buffer as ArrayBuffer;
  const loaded = await tf.loadLayersModel(tf.io.fromMemory({ modelTopology, weightSpecs: weightsManifest[0].weights, weightData }));
  const size = product(featureShape(spec));
  const example = examplesOf(spec).features.subarray(0, size);
  const output = loaded.predict(tf.tensor(example, [1, ...featureShape(spec)])) as tf.Tensor;
  const expected = predict(spec.layers, readTensors(bytes), featureShape(spec), example);
  (await output.data()).forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i], 5);
  });
});
