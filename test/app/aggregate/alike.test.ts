import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cosine, repeats } from '../../../app/aggregate/alike.ts';
import { random, seedOf } from '../../../app/core/random.ts';

const SIZE = 1003;
const noise = (name: string) => {
  const stream = random(seedOf(name));
  return Float32Array.from({ length: SIZE }, () => stream.normal());
};
const plus = (a: Float32Array, b: Float32Array, factor: number) => a.map((value, i) => value + factor * b[i]);
const [one, two, three] = ['one', 'two', 'three'].map(noise);
const seated = (...deltas: Float32Array[]) => deltas.map((delta, seat) => ({ seat, delta }));

test('[J12] of equal updates the one in the earliest seat is the original, in whatever order they arrive', () => {
  const updates = [one, two, one, three, one].map((delta, seat) => ({ seat, delta }));
  fc.assert(
    fc.property(fc.shuffledSubarray(updates, { minLength: updates.length }), (shuffled) => {
      expect([...repeats(shuffled, [], 0.99)].sort()).toEqual([2, 4]);
    }),
  );
});

test('[J12] length, and noise below the threshold, do not make an update another one; a mirrored one is another', () => {
  expect([
    ...repeats(
      seated(
        one,
        one.map((value) => value * 1000),
      ),
      [],
      0.99,
    ),
  ]).toEqual([1]);
  // Noise of a tenth of the length leaves a cosine of 0.995, of a fifth 0.981.
  expect([...repeats(seated(one, plus(one, two, 0.1)), [], 0.99)]).toEqual([1]);
  expect([...repeats(seated(one, plus(one, two, 0.2)), [], 0.99)]).toEqual([]);
  expect([
    ...repeats(
      seated(
        one,
        one.map((value) => -value),
      ),
      [],
      0.99,
    ),
  ]).toEqual([]);
});

test('[J12] what is known already is not brought by anybody', () => {
  expect([...repeats(seated(one, two), [two], 0.99)]).toEqual([1]);
  expect([...repeats(seated(one, two), [new Float32Array(SIZE)], 0.99)]).toEqual([]);
});

test('[J13] an update of less than a hundredth of the lower median norm brings nothing, and repeats of nothing do not count', () => {
  const tiny = one.map((value) => value * 1e-3);
  const nothing = new Float32Array(SIZE);
  expect([...repeats(seated(tiny, one, two, three), [], 0.99)]).toEqual([0]);
  expect([...repeats(seated(nothing, one, two, nothing), [], 0.99)]).toEqual([0, 3]);
  expect([...repeats(seated(nothing, nothing), [], 0.99)]).toEqual([0, 1]);
  expect([...repeats([], [], 0.99)]).toEqual([]);
});

test('[J12] a cosine is 1 for itself, −1 for its mirror, 0 for nothing', () => {
  expect(cosine(one, one)).toBeCloseTo(1, 12);
  expect(
    cosine(
      one,
      one.map((value) => -value),
    ),
  ).toBeCloseTo(-1, 12);
  expect(cosine(one, new Float32Array(SIZE))).toBe(0);
  expect(Math.abs(cosine(one, two))).toBeLessThan(0.1);
});
