import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../../app/aggregate/aggregate.ts';
import { nextModel, type Outer } from '../../../app/aggregate/outer.ts';
import { random, seedOf } from '../../../app/core/random.ts';
import { checkSpec, InvalidSpecError } from '../../../app/core/spec.ts';
import { OUTERS } from '../../golden/outer.ts';
import { tinySpec } from '../../golden/specs.ts';
import { harshDelta } from '../../golden/update.ts';

const WIDE = { rule: 'mean', clip: '1000000', maxNorm: '1000000' } as const;
const SIZE = 5000;
const zeros = (outer: Outer, size = SIZE) => Array.from({ length: outer.name === 'adam' ? 2 : 1 }, () => new Float32Array(size));
const base = harshDelta(SIZE, random(seedOf('outer base'))).map((value) => (Math.abs(value) < 2 ** -126 ? 0 : value));
const updatesOf = (seed: string, count = 3) =>
  Array.from({ length: count }, (_, seat) => ({ seat, delta: harshDelta(SIZE, random(seedOf(`outer ${seed} ${seat}`))) }));

/** One weight through rounds with one update each. */
function course(outer: Outer, deltas: readonly number[], start = 0): { weight: number; memory: number[] } {
  let weights = Float32Array.of(start);
  let memory: readonly Float32Array[] = zeros(outer, 1);
  for (const delta of deltas) {
    const round = { ...WIDE, base: weights, updates: [{ seat: 0, delta: Float32Array.of(delta) }], keptSeats: [0] };
    ({ weights, memory } = nextModel(round, memory, outer) as { weights: Float32Array<ArrayBuffer>; memory: Float32Array[] });
  }
  return { weight: weights[0], memory: memory.map(([value]) => value) };
}

test('[A14] without an outer step the next model is the aggregate, and nothing is remembered', () => {
  const updates = updatesOf('plain');
  const round = { ...WIDE, base, updates, keptSeats: [0, 2] };
  expect(nextModel(round, [], undefined)).toEqual({ weights: aggregate(round), memory: [] });
});

test('[A15] momentum adds what earlier rounds moved, fading by β', () => {
  const { weight, memory } = course({ name: 'momentum', rate: '0.5', beta: '0.5' }, [8, 4, 0], 1);
  // m: 8, 8, 4. w: 1 + (8 + 8 + 4) / 2.
  expect(memory).toEqual([4]);
  expect(weight).toBe(11);
});

test('[A15] Nesterov steps from where the momentum leads', () => {
  const { weight, memory } = course({ name: 'nesterov', rate: '0.5', beta: '0.5' }, [8, 4, 0], 1);
  // Δ + β m: 12, 8, 2.
  expect(memory).toEqual([4]);
  expect(weight).toBe(12);
});

test('[A15] FedAdam divides by the root of the mean square', () => {
  const { weight, memory } = course({ name: 'adam', rate: '1', beta: '0.5', beta2: '0.75', tau: '1' }, [4, 0], 1);
  // m: 2, 1. v: 4, 3. w: 1 + 2 / (2 + 1) + 1 / (√3 + 1).
  expect(memory).toEqual([1, 3]);
  expect(weight).toBeCloseTo(1 + 2 / 3 + 1 / (Math.sqrt(3) + 1), 6);
});

describe.each(OUTERS)('$name', (outer) => {
  const before = nextModel({ ...WIDE, base, updates: updatesOf('before'), keptSeats: [0, 1] }, zeros(outer), outer);
  const round = { ...WIDE, base: before.weights, updates: updatesOf('now'), keptSeats: [0, 1] };

  test('[A16] a round of which nothing is kept changes neither weights nor memory', () => {
    for (const nothing of [{ keptSeats: [] }, { keptSeats: [9] }, { updates: [] }])
      expect(nextModel({ ...round, ...nothing }, before.memory, outer)).toEqual(before);
  });

  test('[A16] the base and its memory stay as they were: who was refused begins there again', () => {
    const copy = { weights: before.weights.slice(), memory: before.memory.map((part) => part.slice()) };
    const once = nextModel(round, before.memory, outer);
    expect(before).toEqual(copy);
    expect(nextModel(round, before.memory, outer)).toEqual(once);
    expect(once.memory).not.toEqual(before.memory);
  });

  test('[A2] the order of updates does not matter', () => {
    expect(nextModel({ ...round, updates: [...round.updates].reverse(), keptSeats: [1, 0] }, before.memory, outer)).toEqual(
      nextModel(round, before.memory, outer),
    );
  });

  test('[A7] all that comes out is float32 without −0 and denormals', () => {
    const tiny = [{ seat: 0, delta: new Float32Array(SIZE).fill(2 ** -126) }];
    const next = nextModel({ ...WIDE, base: new Float32Array(SIZE).fill(-0), updates: tiny, keptSeats: [0] }, zeros(outer), outer);
    for (const part of [next.weights, ...next.memory])
      expect(part.every((value) => Object.is(value, 0) || Math.abs(value) >= 2 ** -126)).toBe(true);
  });
});

test('[A15] with β = 0 and rate 1, momentum and Nesterov are the plain step but for one rounding', () => {
  fc.assert(
    fc.property(fc.constantFrom('momentum' as const, 'nesterov' as const), fc.string(), (name, seed) => {
      const updates = updatesOf(seed);
      const round = { ...WIDE, base, updates, keptSeats: [0, 1, 2] };
      const { weights } = nextModel(round, [new Float32Array(SIZE)], { name, rate: '1', beta: '0' });
      const plain = aggregate(round);
      return weights.every((value, i) => Math.abs(value - plain[i]) <= 2 ** -23 * (Math.abs(plain[i]) + Math.abs(base[i])) + 2 ** -125);
    }),
    { numRuns: 20 },
  );
});

test('[A17] a spec names an outer step with its numbers, or none; anything else is refused', () => {
  for (const outer of OUTERS) expect(checkSpec({ ...tinySpec, outer }).outer).toEqual(outer);
  expect(checkSpec(tinySpec).outer).toBeUndefined();
  for (const outer of [
    null,
    {},
    { name: 'sum' },
    { name: 'momentum', rate: '1' },
    { name: 'momentum', rate: '0', beta: '0.9' },
    { name: 'momentum', rate: '1', beta: '1' },
    { name: 'momentum', rate: '1', beta: '-0.1' },
    { name: 'nesterov', rate: 1, beta: '0.9' },
    { name: 'nesterov', rate: '1', beta: '0.9', tau: '1' },
    { name: 'adam', rate: '1', beta: '0.9', beta2: '0.99', tau: '0' },
  ])
    expect(() => checkSpec({ ...tinySpec, outer })).toThrow(InvalidSpecError);
});
