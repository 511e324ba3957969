import { type Random, random, shuffle } from '../../../app/core/random.ts';
import type { Dataset, Digest } from '../../../app/core/words.ts';

/**
 * A small perceptron in plain loops, so that hundreds of federations fit into minutes: pictures shrunk to half their side,
 * one hidden layer of rectified units, softmax cross-entropy, stochastic gradient descent. Flat weights
 * `[inputs × hidden, hidden, hidden × classes, classes]`.
 */
export const HIDDEN = 20;
export const CLASSES = 10;

/** Rows ready for the perceptron: `features` is `[rows, inputs]`. */
export type Rows = { readonly features: Float32Array; readonly labels: Uint8Array; readonly inputs: number };

export type Training = { readonly epochs: number; readonly batchSize: number; readonly learningRate: number };

export function sizeOf(inputs: number): number {
  return inputs * HIDDEN + HIDDEN + HIDDEN * CLASSES + CLASSES;
}

/** Square grey pictures at half their side, each pixel the mean of four. */
export function shrunk({ features, featureShape: [side], labels }: Dataset): Rows {
  const half = side >> 1;
  const inputs = half * half;
  const small = new Float32Array(labels.length * inputs);
  for (let row = 0; row < labels.length; row++) {
    for (let i = 0; i < inputs; i++) {
      const at = row * side * side + 2 * Math.floor(i / half) * side + 2 * (i % half);
      small[row * inputs + i] = (features[at] + features[at + 1] + features[at + side] + features[at + side + 1]) / 4;
    }
  }
  return { features: small, labels, inputs };
}

/** Some of the rows. */
export function rowsOf({ features, labels, inputs }: Rows, from: number, to: number): Rows {
  return { features: features.subarray(from * inputs, to * inputs), labels: labels.subarray(from, to), inputs };
}

/** Uniform in ±√(6 / (fan in + fan out)), biases 0. */
export function initial(inputs: number, seed: Digest): Float32Array {
  const stream = random(seed);
  const weights = new Float32Array(sizeOf(inputs));
  const fill = (from: number, size: number, fans: number) => {
    for (let i = from; i < from + size; i++) weights[i] = (2 * stream.uniform() - 1) * Math.sqrt(6 / fans);
  };
  fill(0, inputs * HIDDEN, inputs + HIDDEN);
  fill(inputs * HIDDEN + HIDDEN, HIDDEN * CLASSES, HIDDEN + CLASSES);
  return weights;
}

/** The weights after training on all rows from `base` on. */
export function fitted(base: Float32Array, rows: Rows, { epochs, batchSize, learningRate }: Training, stream: Random): Float32Array {
  const weights = base.slice();
  const order = Uint32Array.from({ length: rows.labels.length }, (_, i) => i);
  const gradient = new Float32Array(weights.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, stream);
    for (let at = 0; at < order.length; at += batchSize) {
      const batch = order.subarray(at, at + batchSize);
      gradient.fill(0);
      for (const row of batch) descend(weights, rows, row, gradient);
      const step = learningRate / batch.length;
      for (let i = 0; i < weights.length; i++) weights[i] -= step * gradient[i];
    }
  }
  return weights;
}

/** Mean loss in nats and share of right answers. */
export function scored(weights: Float32Array, rows: Rows): { loss: number; accuracy: number } {
  let [loss, right] = [0, 0];
  const count = rows.labels.length;
  for (let row = 0; row < count; row++) {
    const { chances } = forward(weights, rows, row);
    loss -= Math.log(Math.max(chances[rows.labels[row]], 1e-30));
    if (chances.indexOf(Math.max(...chances)) === rows.labels[row]) right++;
  }
  return { loss: loss / count, accuracy: right / count };
}

const hidden = new Float64Array(HIDDEN);
const chances = new Float64Array(CLASSES);
const back = new Float64Array(HIDDEN);

function forward(weights: Float32Array, { features, inputs }: Rows, row: number): { chances: Float64Array } {
  const bias = inputs * HIDDEN;
  for (let h = 0; h < HIDDEN; h++) hidden[h] = weights[bias + h];
  for (let i = 0, at = row * inputs; i < inputs; i++, at++) {
    const x = features[at];
    if (x !== 0) for (let h = 0, w = i * HIDDEN; h < HIDDEN; h++, w++) hidden[h] += x * weights[w];
  }
  const out = bias + HIDDEN;
  for (let c = 0; c < CLASSES; c++) chances[c] = weights[out + HIDDEN * CLASSES + c];
  for (let h = 0; h < HIDDEN; h++) {
    if (hidden[h] < 0) hidden[h] = 0;
    if (hidden[h] > 0) for (let c = 0, w = out + h * CLASSES; c < CLASSES; c++, w++) chances[c] += hidden[h] * weights[w];
  }
  let [largest, total] = [Number.NEGATIVE_INFINITY, 0];
  for (let c = 0; c < CLASSES; c++) if (chances[c] > largest) largest = chances[c];
  for (let c = 0; c < CLASSES; c++) {
    chances[c] = Math.exp(chances[c] - largest);
    total += chances[c];
  }
  for (let c = 0; c < CLASSES; c++) chances[c] /= total;
  return { chances };
}

/** Adds the gradient of one row's loss. */
export function descend(weights: Float32Array, rows: Rows, row: number, gradient: Float32Array): void {
  forward(weights, rows, row);
  const { features, labels, inputs } = rows;
  const bias = inputs * HIDDEN;
  const out = bias + HIDDEN;
  chances[labels[row]] -= 1;
  for (let c = 0; c < CLASSES; c++) gradient[out + HIDDEN * CLASSES + c] += chances[c];
  for (let h = 0; h < HIDDEN; h++) {
    back[h] = 0;
    if (hidden[h] === 0) continue;
    for (let c = 0, w = out + h * CLASSES; c < CLASSES; c++, w++) {
      gradient[w] += hidden[h] * chances[c];
      back[h] += weights[w] * chances[c];
    }
    gradient[bias + h] += back[h];
  }
  for (let i = 0, at = row * inputs; i < inputs; i++, at++) {
    const x = features[at];
    if (x !== 0) for (let h = 0, w = i * HIDDEN; h < HIDDEN; h++, w++) gradient[w] += x * back[h];
  }
}
