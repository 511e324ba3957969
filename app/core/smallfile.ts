import { sha256 } from '@noble/hashes/sha2.js';
import { toHex } from './bytes.ts';
import type { Digest } from './words.ts';

/** Larger files have more than one leaf. */
const LEAF_BYTES = 262_144;

/**
 * Digest of a file of one leaf, 1…262,144 bytes: sha2-256 of the dag-pb root of the import that `store/` fixes, which here
 * is one node with one link. Specification: dag-pb and UnixFS of IPFS. Needs no store, so that a spec which came with the
 * page can be checked before any peer is dialled.
 * Undefined where the bytes are none or more than one leaf.
 */
export function smallFileDigest(bytes: Uint8Array): Digest | undefined {
  if (bytes.length === 0 || bytes.length > LEAF_BYTES) return undefined;
  const size = varint(bytes.length);
  // CIDv1, raw, sha2-256, 32 bytes.
  const leaf = [0x01, 0x55, 0x12, 0x20, ...sha256(bytes)];
  const link = [...field(1, leaf), ...field(2, []), 0x18, ...size];
  // UnixFS: a file of that size with one block of it.
  const data = [0x08, 0x02, 0x18, ...size, 0x20, ...size];
  return toHex(sha256(Uint8Array.from([...field(2, link), ...field(1, data)])));
}

/** A length-delimited protobuf field. */
function field(number: number, content: readonly number[]): number[] {
  return [(number << 3) | 2, ...varint(content.length), ...content];
}

/** Unsigned LEB128. */
function varint(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>>= 7) {
    if (rest < 0x80) return [...bytes, rest];
    bytes.push((rest & 0x7f) | 0x80);
  }
}
