import { expect, test } from 'vitest';
import { keccak } from '../../../app/core/hashes.ts';
import { seedOf } from '../../../app/core/random.ts';
import { digits } from '../../../app/data/digits.ts';

test('[D16] a browser generates the bytes that Node does', () => {
  const { features } = digits({ seed: seedOf('digits'), count: 100 });
  expect(keccak(new Uint8Array(features.buffer))).toBe('0xdde8916911cb9836ae53ade4de8a596d2e0930d286a1adada75b8ab9b0feb8d6');
});
