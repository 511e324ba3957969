import { expect, test } from 'vitest';
import { chainNow } from '../../../app/ui/clock.ts';
import { birdsOf, fly } from '../../../app/ui/flock.ts';
import { MARK_SIZE, markOf } from '../../../app/ui/identicon.ts';
import { address } from '../../fakes/house.ts';

test('[I9] equal addresses have equal marks, whatever their case; different ones nearly always differ', () => {
  const all = Array.from({ length: 1000 }, (_, i) => address(`mark ${i}`));
  expect(markOf(all[0].toUpperCase())).toEqual(markOf(all[0]));
  expect(new Set(all.map((item) => JSON.stringify(markOf(item)))).size).toBeGreaterThan(990);
  for (const { cells } of all.map(markOf)) expect(cells.every(({ x, y }) => x >= 0 && x < MARK_SIZE && y >= 0 && y < MARK_SIZE)).toBe(true);
});

test('[I10] no bird is lost, leaves the sky or stands still', () => {
  for (const size of [0, 1, 2, 35]) {
    const birds = birdsOf(size, 600, 150);
    for (let i = 0; i < 150; i++) fly(birds, 600, 150, 0.05, 0.5, i / 20);
    expect(birds.length).toBe(size);
    for (const bird of birds) {
      expect(bird.x >= 0 && bird.x <= 600 && bird.y >= 0 && bird.y <= 150).toBe(true);
      expect(Math.hypot(bird.vx, bird.vy)).toBeGreaterThan(10);
    }
  }
});

test('[I3] the clock is the chain’s: only what passed since the block was read is added', () => {
  const read = { time: 1_000_000, atMs: 5000 };
  expect(chainNow(read, 5000).now).toBe(1_000_000);
  expect(chainNow(read, 12_500)).toEqual({ now: 1_000_007.5, silent: 7.5 });
  expect(chainNow(read, 4000).now).toBe(1_000_000);
});
