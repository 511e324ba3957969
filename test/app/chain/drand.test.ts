import { readFileSync } from 'node:fs';
import { bls12_381 } from '@noble/curves/bls12-381.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { expect, it } from 'vitest';
import { fromHex, toHex } from '../../../app/core/bytes.ts';

type Round = { round: number; compressed: `0x${string}`; plain: `0x${string}`; randomness: `0x${string}` };
const vectors = JSON.parse(readFileSync('test/vectors/drand.json', 'utf8'));
const DST = 'BLS_SIG_BLS12381G1_XMD:SHA-256_SSWU_RO_NUL_';
const { G1, G2, shortSignatures } = bls12_381;

function verifies(key: `0x${string}`, { round, compressed }: Round): boolean {
  const message = new Uint8Array(8);
  new DataView(message.buffer).setBigUint64(0, BigInt(round));
  const hashed = shortSignatures.hash(sha256(message), DST);
  return shortSignatures.verify(G1.Point.fromBytes(fromHex(compressed)), hashed, G2.Point.fromBytes(fromHex(key)));
}

it('[B1] the rounds in the vectors are what an independent implementation verifies', () => {
  for (const { key, rounds } of [vectors.quicknet, vectors.development])
    for (const round of rounds as Round[]) {
      expect(verifies(key, round)).toBe(true);
      expect(toHex(G1.Point.fromBytes(fromHex(round.compressed)).toBytes(false))).toBe(round.plain);
      expect(toHex(sha256(fromHex(round.compressed)))).toBe(round.randomness);
      expect(verifies(key, { ...round, round: round.round + 1 })).toBe(false);
    }
  expect(verifies(vectors.development.key, vectors.development.otherDst)).toBe(false);
});

it('[B4] the points that are no signatures are none there either', () => {
  expect(() => G1.Point.fromBytes(fromHex(vectors.outside.plain))).toThrow(/subgroup/);
  expect(() => G1.Point.fromBytes(fromHex(vectors.off.compressed))).toThrow();
  expect(() => G2.Point.fromBytes(fromHex(vectors.keyOutside)).assertValidity()).toThrow();
});
