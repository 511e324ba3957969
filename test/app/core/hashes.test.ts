import { expect, test } from 'vitest';
import { maskLosses, unmaskLosses } from '../../../app/core/hashes.ts';
import { seedOf } from '../../../app/core/random.ts';

test('[K1] losses come back from behind their mask', () => {
  const digest = seedOf('model');
  const losses = { before: 1.25, after: 0.5, anchor: 0 };
  expect(unmaskLosses(7, 3, digest, maskLosses(7, 3, digest, losses))).toEqual(losses);
  expect(unmaskLosses(8, 3, digest, maskLosses(7, 3, digest, losses))).not.toEqual(losses);
});
