import { expect, test } from 'vitest';
import { random, seedOf } from '../../../app/core/random.ts';
import { fading, residualOf, withResidual } from '../../../app/update/feedback.ts';
import { packSparse, type Sparse, unpackSparse } from '../../../app/update/sparse.ts';

test('[U14] what was not sent is what is left over, and is added to the next update once', () => {
  const values = Float32Array.of(1, -2, 0.5);
  const left = residualOf(values, Float32Array.of(0, -2.5, 0));
  expect([...left]).toEqual([1, 0.5, 0.5]);
  expect([...withResidual(Float32Array.of(0, 1, -0.5), left, 1)]).toEqual([1, 1.5, 0]);
  expect([...withResidual(values, left, 0.5)]).toEqual([1.5, -1.75, 0.75]);
  expect(withResidual(values, undefined, 1)).toBe(values);
});

test('[U14] it fades with each model adopted in between', () => {
  expect(fading('0.5', 0)).toBe(1);
  expect(fading('0.5', 3)).toBe(0.125);
  expect(fading('1', 1000)).toBe(1);
  expect(fading('0', 1)).toBe(0);
});

test('[U14] over many updates everything is sent: the sum of what was sent is the sum of what there was, but for one residual', () => {
  const codec: Sparse = { codec: 'sparse', keep: '0.05', bits: 2, rounding: 'nearest', feedback: '1' };
  const stream = random(seedOf('feedback'));
  const size = 400;
  const sums = [new Float64Array(size), new Float64Array(size)];
  let left: Float32Array | undefined;
  for (let i = 0; i < 200; i++) {
    const delta = Float32Array.from({ length: size }, (_, j) => stream.normal() + (j % 7) / 7);
    const values = withResidual(delta, left, 1);
    const sent = unpackSparse(packSparse(values, codec, stream), codec, size);
    left = residualOf(values, sent);
    for (let j = 0; j < size; j++) {
      sums[0][j] += delta[j];
      sums[1][j] += sent[j];
    }
  }
  for (let j = 0; j < size; j++) expect(sums[1][j] + (left as Float32Array)[j]).toBeCloseTo(sums[0][j], 2);
});
