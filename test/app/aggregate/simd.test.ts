import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assembled } from '../../../app/aggregate/assembler.ts';
import { openKernels } from '../../../app/aggregate/kernels.ts';
import { dotLanes, rowLanes } from '../../../app/aggregate/lanes.ts';
import { BLOCK, hasSimd, productLanes, scaledLanes } from '../../../app/aggregate/simd.ts';
import { random, seedOf } from '../../../app/core/random.ts';
import { harshDelta } from '../../golden/update.ts';

const sizes = fc.oneof(fc.integer({ min: 0, max: 70 }), fc.integer({ min: BLOCK - 5, max: BLOCK + 5 }), fc.constant(3 * BLOCK + 8));

test('[A19] the engines that are tested have SIMD, so that the next tests test it', () => {
  expect(hasSimd).toBe(true);
  expect(WebAssembly.validate(assembled([]))).toBe(true);
  expect(openKernels(1)?.memory.buffer.byteLength).toBe(65_536);
});

test('[A19] inner products have the same bits with SIMD and without', () => {
  fc.assert(
    fc.property(fc.string(), sizes, (seed, size) => {
      const [a, b] = [0, 1].map((i) => harshDelta(size, random(seedOf(`${seed} ${i}`))));
      const whole = size - (size % 4);
      expect(productLanes(a, b, whole)).toEqual(dotLanes(a, b, whole));
      expect(productLanes(a, a, whole)).toEqual(dotLanes(a, a, whole));
    }),
    { numRuns: 60 },
  );
});

test('[A19] weighted sums have the same bits with SIMD and without', () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 1, max: BLOCK }), fc.nat(50), (seed, count, size, start) => {
      const stream = random(seedOf(seed));
      const rows = Array.from({ length: count }, () => harshDelta(start + size, stream));
      const weights = rows.map(() => 2 * stream.uniform() - 0.5);
      const fast = scaledLanes(rows, weights, start, size)!.map((lane) => [...lane.subarray(0, size)]);
      expect(fast).toEqual(rowLanes(rows, weights, start, size).map((lane) => [...lane]));
    }),
    { numRuns: 40 },
  );
});
