import fc from 'fast-check';
import { expect, test } from 'vitest';
import { smallFileDigest } from '../../../app/core/smallfile.ts';
import { digestOf } from '../../../app/store/import.ts';

test('[S17] the digest of a file of one leaf equals the store’s', async () => {
  for (const size of [1, 100, 127, 128, 16_383, 16_384, 65_536, 262_144])
    expect(smallFileDigest(new Uint8Array(size).fill(size % 251))).toBe(await digestOf(new Uint8Array(size).fill(size % 251)));
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 3000 }), async (bytes) => {
      expect(smallFileDigest(bytes)).toBe(await digestOf(bytes));
    }),
    { numRuns: 50 },
  );
});

test('[S17] larger and empty files have none', () => {
  expect(smallFileDigest(new Uint8Array())).toBeUndefined();
  expect(smallFileDigest(new Uint8Array(262_145))).toBeUndefined();
});
