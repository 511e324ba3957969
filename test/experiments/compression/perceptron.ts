import { layoutOf } from '../../../app/core/layout.ts';
import { type Layer, product, type Spec } from '../../../app/core/spec.ts';
import type { Dataset, Digest, Score, Split, TensorSlot, Weights } from '../../../app/core/words.ts';
import { batches } from '../../../app/train/batches.ts';
import { crossEntropy } from '../../../app/train/score.ts';

/**
 * A perceptron with one hidden layer of rectified units, trained by stochastic gradient descent with momentum: the steps of the
 * project's engine, batch by batch, in plain loops that skip the black pixels. Experiments of thousands of fits take minutes by it.
 * A test holds it against the engine.
 */
export type Perceptron = {
  fit(base: Weights, seed: Digest): { readonly weights: Weights };
  evaluate(weights: Weights): Score;
};

/** The pixels of an example that are not zero. */
type Ink = { readonly at: Uint32Array; readonly value: Float32Array };

export function openPerceptron({ spec, dataset, split }: { spec: Spec; dataset: Dataset; split: Split }): Perceptron {
  const slots = layoutOf(spec).tensors;
  const { optimiser, epochs, batchSize } = spec.training;
  if (slots.length !== 4 || optimiser.name !== 'sgd' || !spec.layers.some(isRectified))
    throw new RangeError('a perceptron with one hidden layer');
  const [w1, b1, w2, b2] = slots as [TensorSlot, TensorSlot, TensorSlot, TensorSlot];
  const [hidden, classes] = [b1.size, b2.size];
  const inks = inksOf(dataset);
  const [rate, momentum] = [Number(optimiser.learningRate), Number(optimiser.momentum)];

  const hide = (weights: Weights, { at, value }: Ink, h: Float64Array) => {
    for (let j = 0; j < hidden; j++) h[j] = weights[b1.offset + j];
    for (let i = 0; i < at.length; i++) {
      const row = w1.offset + at[i] * hidden;
      for (let j = 0; j < hidden; j++) h[j] += value[i] * weights[row + j];
    }
    for (let j = 0; j < hidden; j++) if (h[j] < 0) h[j] = 0;
  };
  const score = (weights: Weights, h: Float64Array, y: Float32Array | Float64Array, from: number) => {
    for (let k = 0; k < classes; k++) {
      let sum = weights[b2.offset + k];
      for (let j = 0; j < hidden; j++) sum += h[j] * weights[w2.offset + j * classes + k];
      y[from + k] = sum;
    }
  };
  /** Adds the gradient of one example's loss, times `share`. */
  const learn = (
    weights: Weights,
    gradient: Float64Array,
    row: number,
    share: number,
    h: Float64Array,
    y: Float64Array,
    back: Float64Array,
  ) => {
    hide(weights, inks[row], h);
    score(weights, h, y, 0);
    const top = y.reduce((most, value) => Math.max(most, value));
    let total = 0;
    for (let k = 0; k < classes; k++) {
      y[k] = Math.exp(y[k] - top);
      total += y[k];
    }
    for (let k = 0; k < classes; k++) y[k] = share * (y[k] / total - (k === dataset.labels[row] ? 1 : 0));
    for (let j = 0; j < hidden; j++) {
      back[j] = 0;
      for (let k = 0; k < classes; k++) {
        gradient[w2.offset + j * classes + k] += h[j] * y[k];
        if (h[j] > 0) back[j] += weights[w2.offset + j * classes + k] * y[k];
      }
      gradient[b1.offset + j] += back[j];
    }
    for (let k = 0; k < classes; k++) gradient[b2.offset + k] += y[k];
    const { at, value } = inks[row];
    for (let i = 0; i < at.length; i++) {
      const from = w1.offset + at[i] * hidden;
      for (let j = 0; j < hidden; j++) gradient[from + j] += value[i] * back[j];
    }
  };
  return {
    fit(base, seed) {
      const weights = base.slice();
      const velocity = new Float32Array(weights.length);
      const gradient = new Float64Array(weights.length);
      const [h, y, back] = [new Float64Array(hidden), new Float64Array(classes), new Float64Array(hidden)];
      for (const { rows } of batches(split.train, batchSize, epochs, seed)) {
        gradient.fill(0);
        for (const row of rows) learn(weights, gradient, row, 1 / rows.length, h, y, back);
        for (let i = 0; i < weights.length; i++) {
          velocity[i] = momentum * velocity[i] + gradient[i];
          weights[i] -= rate * velocity[i];
        }
      }
      return { weights };
    },
    evaluate(weights) {
      const rows = split.test;
      const h = new Float64Array(hidden);
      const logits = new Float32Array(rows.length * classes);
      rows.forEach((row, i) => {
        hide(weights, inks[row], h);
        score(weights, h, logits, i * classes);
      });
      const { lossSum, right } = crossEntropy(
        logits,
        Uint8Array.from(rows, (row) => dataset.labels[row]),
        classes,
      );
      return { loss: lossSum / rows.length, accuracy: right / rows.length, examples: rows.length };
    },
  };
}

function isRectified(layer: Layer): boolean {
  return layer.type === 'dense' && layer.activation === 'relu';
}

function inksOf({ features, featureShape, labels }: Dataset): Ink[] {
  const size = product(featureShape);
  return Array.from(labels, (_, row) => {
    const pixels = features.subarray(row * size, (row + 1) * size);
    const at = Uint32Array.from([...pixels.keys()].filter((i) => pixels[i] !== 0));
    return { at, value: Float32Array.from(at, (i) => pixels[i]) };
  });
}
