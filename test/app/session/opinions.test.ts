import { expect, test } from 'vitest';
import { meanDelta, stepped } from '../../../app/aggregate/aggregate.ts';
import { type Evidence, opinions } from '../../../app/session/opinions.ts';

/** A voter whose loss is the squared distance to a point. */
const OPTIMUM = Float32Array.of(4, 0, 0, 0);
const base = new Float32Array(4);
const loss = (weights: Float32Array) => weights.reduce((sum, value, i) => sum + (value - OPTIMUM[i]) ** 2, 0);
const aggregation = { rule: 'mean', clip: '1', maxNorm: '100' } as const;
const step = { name: 'step', gain: '64', floor: '0.1' } as const;
const cosine = { name: 'cosine', gain: '64', repeatFrom: '0.99' } as const;
const seated = (...deltas: number[][]) => deltas.map((delta, seat) => ({ seat, delta: Float32Array.from(delta) }));

async function meritsOf(merit: Evidence['spec']['merit'], rest: Partial<Evidence> & Pick<Evidence, 'updates'>) {
  const looked: Float32Array[] = [];
  const lossOf = async (weights: Float32Array) => {
    looked.push(weights);
    return loss(weights);
  };
  const merits: number[] = [];
  for await (const { seat, merit: value } of opinions({ spec: { merit, aggregation }, base, lossOf, ...rest })) merits[seat] = value;
  return { merits, looked };
}

test('[J11] a voter measures a step of length 1/P along each clipped update', async () => {
  const updates = seated([1, 0, 0, 0], [-1, 0, 0, 0], [0, 1, 0, 0], [1000, 0, 0, 0]);
  const { merits, looked } = await meritsOf(step, { updates });
  expect(merits[0]).toBeGreaterThan(128);
  expect(merits[1]).toBeLessThan(128);
  // As long as the others, it helps as much as they do.
  expect(merits[3]).toBe(merits[0]);
  const short = updates.map(({ seat, delta }) => ({ seat, delta: seat === 3 ? Float32Array.of(1, 0, 0, 0) : delta }));
  expect(looked).toEqual([base, stepped(base, meanDelta(short, 4), 1), ...short.map(({ delta }) => stepped(base, delta, 1 / 4))]);
});

test('[J16] a voter compares directions with its own update, and then evaluates nothing', async () => {
  const updates = seated([2, 0, 0, 0], [-3, 0, 0, 0], [0, 5, 0, 0], [1, 1, 0, 0]);
  const { merits, looked } = await meritsOf(cosine, { updates, own: Float32Array.of(0.5, 0, 0, 0) });
  expect(merits).toEqual([255, 2, 128, 219]);
  expect(looked).toEqual([]);
  expect((await meritsOf(cosine, { updates })).merits).toEqual([1, 1, 1, 1]);
});

test('[J12] [J13] what somebody in an earlier seat brings, what the base has already, and nothing at all earn nothing', async () => {
  const updates = seated([2, 0, 0, 0], [2, 0.1, 0, 0], [1, 1, 0, 0], [0, 0, 0, 0], [-2, 0, 0, 0], [-2, 0, 0, 0]);
  const own = Float32Array.of(1, 0, 0, 0);
  const of = async (repeatFrom: string, lastMove?: Float32Array) =>
    (await meritsOf({ ...cosine, repeatFrom }, { updates, own, lastMove })).merits;
  // The second is at 0.9988 to the first.
  expect(await of('0.999')).toEqual([255, 255, 219, 127, 2, 2]);
  expect(await of('0.99')).toEqual([255, 127, 219, 127, 2, 2]);
  expect(await of('0.99', Float32Array.of(7, 7, 0, 0))).toEqual([255, 127, 127, 127, 2, 2]);
});
