import { describe, expect, test } from 'vitest';
import { aggregate } from '../../../app/aggregate/aggregate.ts';
import { norm } from '../../../app/aggregate/lanes.ts';
import { random, seedOf } from '../../../app/core/random.ts';

const SIZE = 200;
const COUNT = 12;
const stream = random(seedOf('auto'));
const noise = (scale: number) => Float32Array.from({ length: SIZE }, () => scale * stream.normal());
const common = noise(1);
const plus = (a: Float32Array, b: Float32Array) => a.map((value, i) => value + b[i]);
/** Honest updates: what they have in common, and as much of their own as their data are skewed. */
const honest = (skew: number, count = COUNT) => Array.from({ length: count }, () => plus(common, noise(skew)));

function made(rule: 'mean' | 'auto' | 'multi-krum', rows: readonly Float32Array[], merits?: readonly number[], clip = '1'): Float32Array {
  const updates = rows.map((delta, seat) => ({ seat, delta }));
  const judged = merits && Uint8Array.from({ length: 32 }, (_, seat) => merits[seat] ?? 0);
  const round = { base: new Float32Array(SIZE), updates, keptSeats: updates.map(({ seat }) => seat), judged, clip, maxNorm: '1000' };
  return rule === 'mean' ? aggregate({ ...round, rule }) : aggregate({ ...round, rule, liars: '0.25' });
}
const away = (a: Float32Array, b: Float32Array) => norm(a.map((value, i) => value - b[i]));

describe('[A18] auto', () => {
  test('is the mean among honest updates, alike or skewed, where Multi-Krum leaves some out', () => {
    for (const skew of [0.3, 1, 3]) {
      const rows = honest(skew);
      expect(made('auto', rows)).toEqual(made('mean', rows));
      expect(made('multi-krum', rows)).not.toEqual(made('mean', rows));
    }
  });

  test('leaves out who points away from the others', () => {
    for (const skew of [0.3, 1]) {
      const rows = honest(skew, 9);
      const liars = [0, 1, 2].map(() => plus(common, noise(skew)).map((value) => -value));
      const all = [...liars, ...rows];
      expect(made('auto', all)).toEqual(made('multi-krum', all));
      expect(away(made('auto', all), made('mean', rows))).toBeLessThan(0.5 * away(made('mean', all), made('mean', rows)));
    }
  });

  test('keeps who points away, where the voters found it no less helpful', () => {
    const all = [...honest(0.3, 10), ...[0, 1].map(() => plus(common, noise(0.3)).map((value) => -value))];
    const merits = (ofLast: number) => all.map((_, i) => (i < 10 ? 150 : ofLast));
    expect(made('auto', all, merits(149))).toEqual(made('auto', all));
    expect(made('auto', all, merits(150))).toEqual(made('mean', all));
  });

  test('counts copies once', () => {
    const rows = honest(1, 6);
    const copied = [...rows, rows[5], rows[5].map((value) => value * 1.001)];
    const wide = (rule: 'mean' | 'auto', all: readonly Float32Array[]) => made(rule, all, undefined, '1000');
    expect(wide('auto', copied)).toEqual(wide('auto', rows));
    expect(wide('mean', copied)).not.toEqual(wide('mean', rows));
    // Where all are alike, no pair is nearer than the others.
    const alike = honest(0.001);
    expect(made('auto', alike)).toEqual(made('mean', alike));
  });
});
