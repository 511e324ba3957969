import { expect, test } from 'vitest';
import { drawSeats, seatCounts } from '../../../app/core/lottery.ts';
import { seedOf } from '../../../app/core/random.ts';
import { lotteryVectors } from '../../golden/lottery.ts';
import golden from '../../vectors/lottery.json' with { type: 'json' };

test.each(lotteryVectors())('[L1] a draw of $proposers + $voters from $n is the golden one', (vector) => {
  expect(golden).toContainEqual(vector);
});

test.each([
  { n: 2, p: 8, v: 9, seats: { proposers: 1, voters: 1 } },
  { n: 5, p: 8, v: 9, seats: { proposers: 2, voters: 3 } },
  { n: 16, p: 8, v: 9, seats: { proposers: 8, voters: 8 } },
  { n: 17, p: 8, v: 9, seats: { proposers: 8, voters: 9 } },
  { n: 9, p: 2, v: 32, seats: { proposers: 2, voters: 7 } },
  { n: 9, p: 32, v: 2, seats: { proposers: 4, voters: 2 } },
])('[L2] of $n active, $p + $v seats become $seats', ({ n, p, v, seats }) => {
  expect(seatCounts(n, p, v)).toEqual(seats);
});

test('[L3] nobody holds two seats, and every seat is somebody active', () => {
  const active = Array.from({ length: 70 }, (_, i) => 3 * i + 1);
  const { proposers, voters } = drawSeats(seedOf('seats'), active, 32, 32);
  const drawn = [...proposers, ...voters];
  expect(new Set(drawn).size).toBe(64);
  expect(drawn.every((id) => active.includes(id))).toBe(true);
});
