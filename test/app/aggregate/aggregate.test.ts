import fc from 'fast-check';
import { expect, test } from 'vitest';
import { aggregate, MisfitUpdateError, meanDelta, stepped } from '../../../app/aggregate/aggregate.ts';
import { clipped, type SeatUpdate } from '../../../app/aggregate/clip.ts';
import { norm } from '../../../app/aggregate/lanes.ts';
import { random, seedOf, shuffle } from '../../../app/core/random.ts';
import { harshDelta } from '../../golden/update.ts';

const SIZE = 5000; // more than one chunk
const WIDE = { clip: '1000000', maxNorm: '1000000' } as const;
const rules = fc.constantFrom('mean' as const, 'median' as const);
const counts = fc.integer({ min: 1, max: 12 });

function updatesOf(seed: string, count: number, size = SIZE): SeatUpdate[] {
  return Array.from({ length: count }, (_, seat) => ({ seat, delta: harshDelta(size, random(seedOf(`${seed} ${seat}`))) }));
}
const base = harshDelta(SIZE, random(seedOf('base'))).map((value) => value + 0);
const seatsOf = (updates: readonly SeatUpdate[]) => updates.map(({ seat }) => seat);

test('[A2] the order of updates and of kept seats does not matter', () => {
  fc.assert(
    fc.property(rules, counts, fc.string(), (rule, count, seed) => {
      const updates = updatesOf(seed, count, 64);
      const round = { base: base.subarray(0, 64), rule, clip: '0.8', maxNorm: '5' };
      const once = aggregate({ ...round, updates, keptSeats: seatsOf(updates) });
      const stream = random(seedOf(seed));
      const again = shuffle([...updates], stream);
      expect(aggregate({ ...round, updates: again, keptSeats: seatsOf(shuffle([...updates], stream)) })).toEqual(once);
    }),
    { numRuns: 50 },
  );
});

test('[A3] clipped updates keep their direction and are no longer than the bound', () => {
  fc.assert(
    fc.property(counts, fc.double({ min: 0.1, max: 3, noNaN: true }), fc.double({ min: 0.1, max: 20, noNaN: true }), (count, clip, max) => {
      const updates = updatesOf('clip', count, 64).map(({ seat, delta }) => ({ seat, delta: delta.map((value) => value * (seat + 1)) }));
      const norms = updates.map(({ delta }) => norm(delta)).sort((a, b) => a - b);
      const limit = Math.min(clip * norms[Math.floor((count - 1) / 2)], max);
      clipped(updates, { clip: String(clip), maxNorm: String(max) }).forEach(({ delta }, i) => {
        const factor = Math.min(1, limit / norm(updates[i].delta));
        expect(norm(delta)).toBeLessThanOrEqual(limit * 1.000001);
        delta.forEach((value, j) => {
          expect(value).toBeCloseTo(updates[i].delta[j] * factor, 4);
        });
      });
    }),
    { numRuns: 50 },
  );
});

test('[A3] an update a thousand times too long counts no more than the others', () => {
  const updates = updatesOf('long', 5);
  const longer = updates.map(({ seat, delta }) => ({ seat, delta: seat === 0 ? delta.map((value) => value * -1000) : delta }));
  const moved = aggregate({ base, updates: longer, keptSeats: seatsOf(updates), rule: 'mean', clip: '1', maxNorm: '100' });
  expect(norm(moved.map((value, i) => value - base[i]))).toBeLessThanOrEqual(norm(updates[1].delta) * 1.1);
});

test('[A4] only kept updates move the base, and a seat without an update moves nothing', () => {
  const updates = updatesOf('kept', 6);
  const round = { base, rule: 'mean' as const, ...WIDE };
  const kept = aggregate({ ...round, updates, keptSeats: [1, 4] });
  expect(aggregate({ ...round, updates: updates.filter(({ seat }) => [1, 4].includes(seat)), keptSeats: [1, 4, 30] })).toEqual(kept);
});

test('[A4] an update that is not kept still sets the clipping norm', () => {
  const updates = updatesOf('norm', 3).map(({ seat, delta }) => ({ seat, delta: seat === 2 ? delta : delta.map((value) => value / 4) }));
  const round = { base, rule: 'mean' as const, clip: '0.5', maxNorm: '100' };
  const limit = 0.5 * [...updates.map(({ delta }) => norm(delta))].sort((a, b) => a - b)[1];
  const moved = aggregate({ ...round, updates, keptSeats: [0] });
  expect(norm(moved.map((value, i) => value - base[i]))).toBeCloseTo(limit, 3);
});

test('[A5] without kept updates the base stays', () => {
  for (const rule of ['mean', 'median'] as const) {
    const stays = aggregate({ base, updates: updatesOf('none', 3), keptSeats: [], rule, ...WIDE });
    expect([...stays]).toEqual([...base.map((value) => (Math.abs(value) < 2 ** -126 ? 0 : value))]);
    expect(aggregate({ base, updates: [], keptSeats: [3], rule, ...WIDE })).toEqual(stays);
  }
});

test('[A6] the norm adds in four lanes', () => {
  const stream = random(seedOf('lanes'));
  const values = Float32Array.from({ length: 9999 }, () => stream.uniform());
  const lanes = [0, 0, 0, 0];
  values.forEach((value, i) => {
    lanes[i % 4] += value * value;
  });
  expect(norm(values)).toBe(Math.sqrt(lanes[0] + lanes[1] + (lanes[2] + lanes[3])));
  // Added one after the other, these squares come to 97862979.13393712.
  expect(norm(Float32Array.of(97856176, 1143862, 42085, 145987))).toBe(97862979.13393714);
});

test('[A6] the mean adds row r in lane r mod 4 and is rounded once', () => {
  const rows = [2 ** 60, 1, 93, -(2 ** 60), 3, 5, 7];
  const updates = rows.map((value, seat) => ({ seat, delta: Float32Array.of(value) }));
  // Lanes 2⁶⁰, 6, 100, −2⁶⁰: beside 2⁶⁰ doubles are 256 apart, just below it 128. One after the other they come to 0.
  expect(meanDelta(updates, 1)[0]).toBe(Math.fround(128 / 7));
  const few = updates.filter(({ seat }) => seat >= 4);
  const round = { base: Float32Array.of(0.1), updates: few, keptSeats: seatsOf(few), rule: 'mean' as const, ...WIDE };
  expect(aggregate(round)[0]).toBe(Math.fround(Math.fround(0.1) + (3 + 5 + 7) / 3));
});

test('[A2] sums that depend on the order of their terms run by seat', () => {
  const updates = [2 ** 49, 0.0625, 0.046875, -(2 ** 49), 2 ** 49, 0.03125, -(2 ** 49)].map((value, seat) => ({
    seat,
    delta: Float32Array.of(value),
  }));
  const round = { base: Float32Array.of(0), keptSeats: seatsOf(updates), rule: 'mean' as const, clip: '1', maxNorm: '999999999999999' };
  const stream = random(seedOf('orders'));
  const orders = Array.from({ length: 50 }, () => shuffle([...updates], stream));
  expect(new Set(orders.map((order) => aggregate({ ...round, updates: order })[0])).size).toBe(1);
  expect(new Set(orders.map((order) => meanDelta(order, 1)[0])).size).toBe(1);
});

test('[A7] −0 and denormals come out as +0', () => {
  const tiny = 2 ** -130;
  const updates = [{ seat: 0, delta: Float32Array.of(tiny, -0, -(2 ** -126)) }];
  const result = aggregate({ base: Float32Array.of(0, -0, 2 ** -126 + 2 ** -149), updates, keptSeats: [0], rule: 'mean', ...WIDE });
  expect([...result].every((value) => Object.is(value, 0))).toBe(true);
});

test('[A8] the median is the middle value, or the mean of the two middle ones', () => {
  const medianOf = (...values: number[]) => {
    const updates = values.map((value, seat) => ({ seat, delta: Float32Array.of(value) }));
    const round = { base: Float32Array.of(0), updates, keptSeats: seatsOf(updates), clip: '1000', maxNorm: '1000' };
    return aggregate({ ...round, rule: 'median' })[0];
  };
  expect(medianOf(5)).toBe(5);
  expect(medianOf(5, 1)).toBe(3);
  expect(medianOf(9, -7, 2)).toBe(2);
  expect(medianOf(9, -7, 2, 4)).toBe(3);
  expect(medianOf(3, 3, 3, 100, 100)).toBe(3);
});

test('[A8] the median of a coordinate ignores a minority of liars', () => {
  const honest = updatesOf('same', 1)[0].delta;
  const updates = [0, 1, 2, 3, 4].map((seat) => ({ seat, delta: seat < 2 ? honest.map((value) => -value) : honest }));
  const result = aggregate({ base: new Float32Array(SIZE), updates, keptSeats: seatsOf(updates), rule: 'median', ...WIDE });
  expect([...result]).toEqual([...stepped(new Float32Array(SIZE), honest, 1).map((value) => (Math.abs(value) < 2 ** -126 ? 0 : value))]);
});

test('[A4] an update of another model is refused by its seat', () => {
  const updates = [{ seat: 3, delta: new Float32Array(4) }];
  expect(() => aggregate({ base, updates, keptSeats: [3], rule: 'mean', ...WIDE })).toThrow(MisfitUpdateError);
});
