import * as tf from '@tensorflow/tfjs-core';
import { layoutOf } from '../../../app/core/layout.ts';
import type { Spec } from '../../../app/core/spec.ts';
import type { Dataset } from '../../../app/core/words.ts';
import { takeRows } from '../../../app/data/rows.ts';

/**
 * Losses of many models that differ from one base along few directions, for a network of one hidden relu layer. What the
 * first layer says of a row is linear in its weights, so that each direction meets the rows once, and every model between
 * costs no more than the small second layer. Checked against the training engine in test/experiments/judging.test.ts.
 */
export type Rows = { readonly features: Float32Array; readonly labels: Uint8Array };

/** A direction as the rows see it: `hidden` `[rows, units]`, and what it adds to the second layer, kernel then bias. */
export type Seen = { readonly hidden: Float32Array; readonly last: Float32Array };

/** `factor` times a direction. */
export type Term = { readonly seen: Seen; readonly factor: number };

/** Rows of several datasets, one after the other. */
export function rowsOf(parts: readonly { readonly dataset: Dataset; readonly rows: Uint32Array }[]): Rows {
  const taken = parts.map(({ dataset, rows }) => takeRows(dataset, rows));
  const features = new Float32Array(taken.reduce((sum, part) => sum + part.features.length, 0));
  const labels = new Uint8Array(taken.reduce((sum, part) => sum + part.labels.length, 0));
  let [at, row] = [0, 0];
  for (const part of taken) {
    features.set(part.features, at);
    labels.set(part.labels, row);
    at += part.features.length;
    row += part.labels.length;
  }
  return { features, labels };
}

/** Needs the wasm backend to be set, as an open engine leaves it. */
export function openProjection(spec: Spec, rows: Rows) {
  const [kernel, bias, lastKernel, lastBias] = layoutOf(spec).tensors;
  const [units, classes] = [bias.size, lastBias.size];
  const [inputs] = kernel.shape;
  const logits = new Float64Array(classes);
  const hidden = new Float32Array(rows.labels.length * units);
  const last = new Float64Array(lastKernel.size + lastBias.size);
  const x = tf.tensor2d(rows.features, [rows.labels.length, inputs]);

  /** @param delta flat, a difference of weights or weights */
  function see(delta: Float32Array): Seen {
    const result = tf.tidy(() => {
      const w = tf.tensor2d(delta.subarray(kernel.offset, kernel.offset + kernel.size), [inputs, units]);
      return tf.add(tf.matMul(x, w), tf.tensor1d(delta.subarray(bias.offset, bias.offset + units)));
    });
    const seen = result.dataSync<'float32'>().slice();
    result.dispose();
    return { hidden: seen, last: delta.slice(lastKernel.offset, lastBias.offset + lastBias.size) };
  }

  /** Mean cross-entropy in nats of `base` + Σ terms over rows `from`…`to` − 1. */
  function loss(terms: readonly Term[], from: number, to: number): number {
    hidden.fill(0, from * units, to * units);
    last.fill(0);
    for (const { seen, factor } of terms) {
      const { hidden: more, last: top } = seen;
      for (let i = 0; i < top.length; i++) last[i] += factor * top[i];
      for (let i = from * units; i < to * units; i++) hidden[i] += factor * more[i];
    }
    let sum = 0;
    for (let r = from; r < to; r++) {
      for (let c = 0; c < classes; c++) logits[c] = last[units * classes + c];
      for (let j = 0; j < units; j++) {
        const value = hidden[r * units + j];
        if (value <= 0) continue;
        for (let c = 0; c < classes; c++) logits[c] += value * last[j * classes + c];
      }
      let top = logits[0];
      for (let c = 1; c < classes; c++) if (logits[c] > top) top = logits[c];
      let total = 0;
      for (let c = 0; c < classes; c++) total += Math.exp(logits[c] - top);
      sum += Math.log(total) + top - logits[rows.labels[r]];
    }
    return sum / (to - from);
  }
  return { see, loss, close: () => x.dispose() };
}
