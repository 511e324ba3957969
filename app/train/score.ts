/**
 * Sum of the cross-entropies −ln softmax(logits)[label] in nats, and how many have the label's logit as the first
 * largest. float64 with the largest logit taken off; a row whose loss is not finite makes the sum Infinity and is not right.
 * @param logits `[examples, classes]`
 * @param labels `[examples]`
 */
export function crossEntropy(logits: Float32Array, labels: Uint8Array, classes: number): { lossSum: number; right: number } {
  let lossSum = 0;
  let right = 0;
  for (let row = 0; row < labels.length; row++) {
    const at = row * classes;
    const best = at + argMax(logits, at, classes);
    const label = at + labels[row];
    let sum = 0;
    for (let i = at; i < at + classes; i++) sum += Math.exp(logits[i] - logits[best]);
    const loss = Math.log(sum) + logits[best] - logits[label];
    if (Number.isFinite(loss)) {
      lossSum += loss;
      if (best === label) right++;
    } else {
      lossSum = Number.POSITIVE_INFINITY;
    }
  }
  return { lossSum, right };
}

/** Position of the first largest of `count` values from `at`. */
export function argMax(values: Float32Array, at: number, count: number): number {
  let best = 0;
  for (let i = 1; i < count; i++) if (values[at + i] > values[at + best]) best = i;
  return best;
}
