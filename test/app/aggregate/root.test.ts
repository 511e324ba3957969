import { expect, test } from 'vitest';
import { random, seedOf } from '../../../app/core/random.ts';

const stream = random(seedOf('roots'));
const SCALE = 2 ** 60;

/** Math.sqrt(n) lies within half a unit in the last place of √n, checked in whole numbers: (r − h)² < n < (r + h)². */
test('[A9] the square root is correctly rounded here', () => {
  for (let i = 0; i < 20_000; i++) {
    const n = 1 + stream.word() * 2 ** stream.below(21) + stream.below(2 ** 20);
    const root = Math.sqrt(n);
    const half = BigInt(2 ** (Math.floor(Math.log2(root)) - 53) * SCALE);
    const scaled = BigInt(root * SCALE);
    const square = BigInt(n) * BigInt(SCALE) ** 2n;
    if (scaled * scaled === square) continue;
    expect((scaled - half) ** 2n < square && square < (scaled + half) ** 2n, `√${n}`).toBe(true);
  }
});
