import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../../app/aggregate/aggregate.ts';
import { clippedFrom } from '../../../app/aggregate/centred.ts';
import { clipped, lowerMedian, type SeatUpdate } from '../../../app/aggregate/clip.ts';
import { gramOf } from '../../../app/aggregate/gram.ts';
import { dot, norm } from '../../../app/aggregate/lanes.ts';
import { medoid } from '../../../app/aggregate/rule.ts';
import { random, seedOf, shuffle } from '../../../app/core/random.ts';
import type { Spec } from '../../../app/core/spec.ts';
import { RULES } from '../../golden/aggregate.ts';

const SIZE = 12;
const WIDE = { clip: '999999999', maxNorm: '999999999' } as const;
/** Of float32 results beside bounds in real numbers. */
const SLACK = 1e-4;

type Rule = Spec['aggregation']['rule'];
/** Honest updates about one direction and liars anywhere, in mixed seats. */
type Scene = { readonly honest: readonly Float32Array[]; readonly all: readonly Float32Array[]; readonly liars: number };

/** Fewer than half of them lie, at most `most`; some far away, some all at one place, some just outside of the honest. */
const scenes = (most: (count: number) => number) =>
  fc
    .record({
      count: fc.integer({ min: 3, max: 14 }),
      seed: fc.string(),
      spread: fc.constantFrom(0, 0.1, 1, 5),
      mood: fc.nat(3),
      share: fc.nat(100),
    })
    .map(({ count, seed, spread, mood, share }): Scene => {
      const stream = random(seedOf(seed));
      const vector = (scale: number) => Float32Array.from({ length: SIZE }, () => (2 * stream.uniform() - 1) * scale);
      const liars = Math.round((share / 100) * Math.max(0, most(count)));
      const common = vector(1);
      const about = (own: Float32Array) => own.map((value, i) => value + common[i]);
      const honest = Array.from({ length: count - liars }, () => about(vector(spread)));
      const place = vector(10 ** (mood + 1));
      const lies = Array.from({ length: liars }, () => {
        if (mood === 0) return common.map((value) => -value);
        if (mood === 1) return place;
        return about(vector(mood === 2 ? 2 * spread + 0.5 : 1000));
      });
      return { honest, all: shuffle([...honest, ...lies], stream), liars };
    });
const fewerThanHalf = (count: number) => Math.ceil(count / 2) - 1;

function madeOf(rule: Rule, rows: readonly Float32Array[], liars?: number): Float32Array {
  const updates = rows.map((delta, seat) => ({ seat, delta }));
  const share = String(Math.max(0.001, (liars ?? 0) / rows.length - 1e-9).toFixed(12));
  const options = (liars === undefined ? { rule, ...WIDE } : { rule, ...WIDE, liars: share }) as Spec['aggregation'];
  return aggregate({ base: new Float32Array(SIZE), updates, keptSeats: updates.map(({ seat }) => seat), ...options });
}
const minus = (a: Float32Array, b: ArrayLike<number>) => a.map((value, i) => value - b[i]);
const away = (a: Float32Array, b: ArrayLike<number>) => norm(minus(a, b));
const meanOf = (rows: readonly Float32Array[]) =>
  Float64Array.from({ length: SIZE }, (_, i) => rows.reduce((total, row) => total + row[i], 0) / rows.length);
const sizeOf = (rows: readonly Float32Array[]) => Math.max(...rows.map((row) => norm(row)), 1);
/** How far honest updates are apart at most. */
const width = (rows: readonly Float32Array[]) => Math.max(...rows.flatMap((a) => rows.map((b) => away(a, b))));

describe('f liars among n move the result at most so far', () => {
  test('[A10] mean: 2·f·L / n, with L the clip', () => {
    fc.assert(
      fc.property(scenes(fewerThanHalf), fc.constantFrom('0.5', '1', '2'), ({ honest, all, liars }, clip) => {
        const updates = all.map((delta, seat) => ({ seat, delta }));
        const bounds = { clip, maxNorm: '1000' };
        const short = clipped(updates, bounds).map(({ delta }) => delta);
        const limit = Number(clip) * lowerMedian(all.map((row) => norm(row)));
        const told = short.filter((_, i) => honest.includes(all[i]));
        const made = aggregate({
          base: new Float32Array(SIZE),
          updates,
          keptSeats: updates.map(({ seat }) => seat),
          rule: 'mean',
          ...bounds,
        });
        expect(away(made, meanOf(told))).toBeLessThanOrEqual((2 * liars * limit) / all.length + SLACK * limit);
        // Nor can they draw the clip out of what honest updates are long.
        expect(limit).toBeLessThanOrEqual(Number(clip) * Math.max(...honest.map((row) => norm(row))) * (1 + SLACK));
      }),
    );
  });

  test.each(['median', 'trimmed-mean'] as const)('[A10] %s: never outside of the honest values of a coordinate', (rule) => {
    fc.assert(
      fc.property(scenes(fewerThanHalf), ({ honest, all, liars }) => {
        const made = madeOf(rule, all, rule === 'median' ? undefined : liars);
        made.forEach((value, i) => {
          const values = honest.map((row) => row[i]);
          expect(value).toBeGreaterThanOrEqual(Math.min(...values));
          expect(value).toBeLessThanOrEqual(Math.max(...values));
        });
      }),
    );
  });

  test('[A10] multi-krum: D · (1 + f / (n − f) · √((n − f − 2) / (n − 2·f − 1))) from the honest mean', () => {
    fc.assert(
      fc.property(
        scenes((count) => Math.floor((count - 3) / 2)),
        ({ honest, all, liars }) => {
          const n = all.length;
          // What the spec reckons with, whether or not somebody lies: of three updates it is none.
          const f = Math.min(Math.max(1, liars), Math.floor((n - 3) / 2));
          const reach = 1 + (f / (n - f)) * Math.sqrt((n - f - 2) / (n - 2 * f - 1));
          const slack = SLACK * sizeOf(honest);
          expect(away(madeOf('multi-krum', all, f), meanOf(honest))).toBeLessThanOrEqual(width(honest) * reach + slack);
        },
      ),
    );
  });

  test('[A10] geometric median: 2 · Σ‖xᵢ − x‖ / (n − 2·f) from every honest x', () => {
    fc.assert(
      fc.property(scenes(fewerThanHalf), ({ honest, all, liars }) => {
        const made = madeOf('geometric-median', all);
        for (const x of honest) {
          const around = honest.reduce((total, row) => total + away(row, x), 0);
          expect(away(made, x)).toBeLessThanOrEqual((2 * around) / (all.length - 2 * liars) + SLACK * sizeOf(all));
        }
      }),
    );
  });

  test('[A10] centred clipping: 3·f·τ / n from where the honest alone go from the same start, and 3·τ from the start', () => {
    fc.assert(
      fc.property(scenes(fewerThanHalf), ({ honest, all, liars }) => {
        const gram = gramOf(
          all,
          all.map(() => 1),
        );
        const start = medoid(gram, all.length).index;
        const radius = lowerMedian(all.map((_, i) => gram.distance(start, i)));
        const made = madeOf('centred-clipping', all);
        const alone = Float64Array.from(all[start]);
        for (let step = 0; step < 3; step++) {
          const moves = honest.map((row) => {
            const way = row.map((value, i) => value - alone[i]);
            return way.map((value) => value * Math.min(1, radius / Math.max(norm(way), 1e-30)));
          });
          for (let i = 0; i < SIZE; i++) alone[i] += moves.reduce((total, move) => total + move[i], 0) / all.length;
        }
        const slack = SLACK * sizeOf(all);
        expect(away(made, alone)).toBeLessThanOrEqual((3 * liars * radius) / all.length + slack);
        for (const x of honest) {
          const around = honest.reduce((total, row) => total + away(row, x), 0);
          expect(away(all[start], x)).toBeLessThanOrEqual((2 * around) / (all.length - 2 * liars) + slack);
          expect(away(made, x)).toBeLessThanOrEqual(3 * radius + (2 * around) / (all.length - 2 * liars) + slack);
        }
        expect(radius).toBeLessThanOrEqual(Math.max(...honest.map((row) => away(row, all[start]))) + slack);
      }),
    );
  });

  test('[A10] without a clip one liar moves the mean as far as it likes: the bounds above can be broken', () => {
    const honest = Array.from({ length: 4 }, () => new Float32Array(SIZE).fill(1));
    const liar = new Float32Array(SIZE).fill(-1e6);
    expect(madeOf('mean', [...honest, liar])[0]).toBeLessThan(-1e5);
    for (const rule of ['median', 'geometric-median', 'centred-clipping'] as const)
      expect(madeOf(rule, [...honest, liar])[0]).toBeGreaterThan(0.9);
    for (const rule of ['trimmed-mean', 'multi-krum'] as const) expect(madeOf(rule, [...honest, liar], 1)[0]).toBeGreaterThan(0.9);
  });
});

describe.each(RULES)('[A11] $rule', (rule) => {
  const updatesOf = (seed: string, count: number): SeatUpdate[] =>
    Array.from({ length: count }, (_, i) => {
      const stream = random(seedOf(`${seed} ${i}`));
      return { seat: (i * 5) % 32, delta: Float32Array.from({ length: 64 }, () => stream.uniform() - 0.3) };
    });
  const base = new Float32Array(64);
  const judged = Uint8Array.from({ length: 32 }, (_, seat) => 60 + 4 * seat);

  test('gives the same bits in whatever order updates and kept seats come', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.string(), (count, seed) => {
        const updates = updatesOf(seed, count);
        const keptSeats = updates.filter((_, i) => i % 4 < 3).map(({ seat }) => seat);
        const once = aggregate({ base, updates, keptSeats, judged, ...rule });
        const stream = random(seedOf(seed));
        const again = { updates: shuffle([...updates], stream), keptSeats: shuffle([...keptSeats], stream) };
        expect(aggregate({ base, ...again, judged, ...rule })).toEqual(once);
      }),
      { numRuns: 40 },
    );
  });

  test('of one update makes that update, of equal ones the same, of none nothing', () => {
    const [{ delta }] = updatesOf('one', 1);
    const wide = { ...rule, ...WIDE };
    for (const count of [1, 2, 3, 7]) {
      const updates = Array.from({ length: count }, (_, seat) => ({ seat, delta }));
      const made = aggregate({ base, updates, keptSeats: updates.map(({ seat }) => seat), judged, ...wide });
      made.forEach((value, i) => {
        expect(value).toBeCloseTo(delta[i], 6);
      });
    }
    const zeros = [0, 1, 2].map((seat) => ({ seat, delta: new Float32Array(64) }));
    expect(aggregate({ base, updates: zeros, keptSeats: [0, 1, 2], judged, ...rule })).toEqual(base);
    expect(aggregate({ base, updates: zeros, keptSeats: [], judged, ...rule })).toEqual(base);
  });

  test('changes neither base nor updates', () => {
    const updates = updatesOf('kept', 6);
    const before = structuredClone(updates);
    aggregate({ base, updates, keptSeats: [0, 5, 10, 15], judged, ...rule });
    expect(updates).toEqual(before);
    expect(base).toEqual(new Float32Array(64));
  });
});

test('[A12] distances from inner products are those of the vectors', () => {
  const stream = random(seedOf('gram'));
  const rows = Array.from({ length: 6 }, () => Float32Array.from({ length: 101 }, () => stream.normal()));
  const factors = rows.map((_, i) => 1 / (i + 1));
  const gram = gramOf(rows, factors);
  const scaled = rows.map((row, i) => Float64Array.from(row, (value) => value * factors[i]));
  const far = (a: ArrayLike<number>, b: ArrayLike<number>) =>
    Math.sqrt(Array.from(a).reduce((total, value, i) => total + (value - b[i]) ** 2, 0));
  expect(gram.of(4, 1)).toBeCloseTo(dot(rows[4], rows[1]) / 10, 10);
  expect(gram.of(1, 4)).toBe(gram.of(4, 1));
  expect(gram.distance(2, 5)).toBeCloseTo(far(scaled[2], scaled[5]), 10);
  const coefficients = [0.1, 0.2, 0.3, 0.05, 0.15, 0.2];
  const centre = Float64Array.from({ length: 101 }, (_, i) => coefficients.reduce((total, c, j) => total + c * scaled[j][i], 0));
  for (let i = 0; i < 6; i++) expect(gram.distanceTo(i, coefficients)).toBeCloseTo(far(scaled[i], centre), 10);
  expect(clippedFrom(gram, 6, 2, 0.5).reduce((total, c) => total + c, 0)).toBeCloseTo(1, 12);
});
