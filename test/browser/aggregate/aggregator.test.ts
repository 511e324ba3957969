import { expect, test } from 'vitest';
import { aggregateHere, openAggregator } from '../../../app/aggregate/open.ts';
import { nextModel } from '../../../app/aggregate/outer.ts';
import { random, seedOf } from '../../../app/core/random.ts';
import { RULES } from '../../golden/aggregate.ts';
import { harshDelta } from '../../golden/update.ts';

const SIZE = 60_000;
const stream = random(seedOf('aggregator'));
const base = harshDelta(SIZE, stream).map((value) => value + 0);
const updates = Array.from({ length: 6 }, (_, seat) => ({ seat, delta: harshDelta(SIZE, stream) }));
const aggregate = openAggregator();
const roundOf = (rule: (typeof RULES)[number]) => ({ base, updates, keptSeats: [0, 1, 2, 4, 5], ...rule });

/** Bit for bit; told in one word, as nobody reads a list of sixty thousand differences. */
function isSame(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, i) => Object.is(value, b[i]));
}

test.each(RULES)('[A20] $rule in a worker makes the same model, and takes nothing from the page', async (rule) => {
  const before = updates.map(({ delta }) => delta.slice());
  const there = await aggregate(roundOf(rule), [], undefined);
  const here = nextModel(roundOf(rule), [], undefined);
  expect(isSame(there.weights, here.weights)).toBe(true);
  for (const [i, { delta }] of updates.entries()) expect(isSame(delta, before[i])).toBe(true);
});

test('[A20] what a worker cannot do is done here, and its error told by name', async () => {
  const misfit = { ...roundOf(RULES[0]), base: new Float32Array(3) };
  await expect(aggregate(misfit, [], undefined)).rejects.toThrow('Update does not fit the base');
  expect(await aggregate(roundOf(RULES[0]), [], undefined)).toEqual(await aggregateHere(roundOf(RULES[0]), [], undefined));
});
