import { random, seedOf, shuffle } from '../../../app/core/random.ts';
import type { Dataset, Digest } from '../../../app/core/words.ts';

const [INPUTS, HIDDEN, CLASSES] = [784, 32, 10];
const HIDDEN_BIAS = INPUTS * HIDDEN;
const OUT = HIDDEN_BIAS + HIDDEN;
const OUT_BIAS = OUT + HIDDEN * CLASSES;

/** An MLP 784-32-10 with rectifiers, written out: how hard a dataset is, without the project's own trainer. */
export function freshWeights(): Float32Array {
  const stream = random(seedOf('weights'));
  const fill = (limit: number) => (2 * stream.uniform() - 1) * limit;
  return new Float32Array(OUT_BIAS + CLASSES).map((_, i) => (i < HIDDEN_BIAS ? fill(0.086) : i >= OUT && i < OUT_BIAS ? fill(0.378) : 0));
}

const hidden = new Float32Array(HIDDEN);
const back = new Float32Array(HIDDEN);
const shares = new Float32Array(CLASSES);

function forward(w: Float32Array, x: Float32Array): void {
  hidden.set(w.subarray(HIDDEN_BIAS, OUT));
  for (let i = 0; i < INPUTS; i++) if (x[i] !== 0) for (let j = 0; j < HIDDEN; j++) hidden[j] += x[i] * w[i * HIDDEN + j];
  for (let j = 0; j < HIDDEN; j++) hidden[j] = Math.max(0, hidden[j]);
  for (let c = 0; c < CLASSES; c++) {
    shares[c] = w[OUT_BIAS + c];
    for (let j = 0; j < HIDDEN; j++) shares[c] += hidden[j] * w[OUT + j * CLASSES + c];
  }
  const top = Math.max(...shares);
  let sum = 0;
  for (let c = 0; c < CLASSES; c++) sum += shares[c] = Math.exp(shares[c] - top);
  for (let c = 0; c < CLASSES; c++) shares[c] /= sum;
}

/** Stochastic gradient descent at 0.1 in batches of 16, in place. */
export function learn(w: Float32Array, data: Dataset, epochs: number, seed: Digest): void {
  const order = Uint32Array.from(data.labels, (_, i) => i);
  const stream = random(seed);
  const gradient = new Float32Array(w.length);
  for (let epoch = 0; epoch < epochs; epoch++) {
    shuffle(order, stream);
    for (let start = 0; start < order.length; start += 16) {
      const batch = order.subarray(start, start + 16);
      gradient.fill(0);
      for (const row of batch) addGradient(w, data.features.subarray(row * INPUTS, (row + 1) * INPUTS), data.labels[row], gradient);
      for (let i = 0; i < w.length; i++) w[i] -= (0.1 / batch.length) * gradient[i];
    }
  }
}

function addGradient(w: Float32Array, x: Float32Array, label: number, gradient: Float32Array): void {
  forward(w, x);
  shares[label] -= 1;
  back.fill(0);
  for (let c = 0; c < CLASSES; c++) {
    gradient[OUT_BIAS + c] += shares[c];
    for (let j = 0; j < HIDDEN; j++) {
      gradient[OUT + j * CLASSES + c] += shares[c] * hidden[j];
      if (hidden[j] > 0) back[j] += shares[c] * w[OUT + j * CLASSES + c];
    }
  }
  for (let j = 0; j < HIDDEN; j++) gradient[HIDDEN_BIAS + j] += back[j];
  for (let i = 0; i < INPUTS; i++) if (x[i] !== 0) for (let j = 0; j < HIDDEN; j++) gradient[i * HIDDEN + j] += x[i] * back[j];
}

export function accuracy(w: Float32Array, data: Dataset): number {
  let right = 0;
  data.labels.forEach((label, row) => {
    forward(w, data.features.subarray(row * INPUTS, (row + 1) * INPUTS));
    if (shares.indexOf(Math.max(...shares)) === label) right += 1;
  });
  return right / data.labels.length;
}
