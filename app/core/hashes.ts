import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { keccak_256 } from '@noble/hashes/sha3.js';
import { fromHex, toHex } from './bytes.ts';
import type { Address, Digest, Merits, ParticipantId } from './words.ts';

/** One 32-byte word of `abi.encode`: an unsigned integer, or hex of at most 32 bytes, aligned right. */
type Word = bigint | number | `0x${string}`;

/** keccak256 of `abi.encode` over static words (addresses, integers, bytes32). Solidity ABI specification. */
export function keccakWords(...words: Word[]): Digest {
  const bytes = new Uint8Array(32 * words.length);
  words.forEach((word, i) => {
    const hex = typeof word === 'string' ? word.slice(2) : word.toString(16);
    bytes.set(fromHex(`0x${hex.padStart(64, '0')}`), 32 * i);
  });
  return toHex(keccak_256(bytes));
}

/** keccak256 of raw bytes. */
export function keccak(bytes: Uint8Array): Digest {
  return toHex(keccak_256(bytes));
}

/** Seed of a round: `keccak256(abi.encode(chainId, task, round, value))` of the beacon's value. */
export function roundSeed(chainId: number, task: Address, round: number, value: Digest): Digest {
  return keccakWords(chainId, task, round, value);
}

/** What a voter commits to: `keccak256(abi.encode(chainId, task, round, voter, merits, salt))`. */
export function commitment(chainId: number, task: Address, round: number, voter: ParticipantId, merits: Merits, salt: Digest): Digest {
  return keccakWords(chainId, task, round, voter, toHex(merits), salt);
}

/** What a voter attests: `keccak256(abi.encode(voter, round, digest))`. Only who knows the digest can make it. */
export function seal(voter: ParticipantId, round: number, digest: Digest): Digest {
  return keccakWords(voter, round, digest);
}

const LOSS_TAG = toHex(keccak_256(new TextEncoder().encode('loss')));
const NANO = 1e9;
const LOSS_MAX = (1n << 64n) - 1n;

/** Losses in nats, before and after this round's aggregate and of the anchor (0 where there is none yet). */
export type Losses = { readonly before: number; readonly after: number; readonly anchor: number };

/** Nats as whole nano-nats in 64 bits; a loss that is not finite is the largest value. */
function toNano(loss: number): bigint {
  if (!(loss >= 0) || loss === Number.POSITIVE_INFINITY) return LOSS_MAX;
  const nano = BigInt(Math.round(loss * NANO));
  return nano > LOSS_MAX ? LOSS_MAX : nano;
}

/**
 * `(before << 128 | after << 64 | anchor) XOR keccak256(abi.encode(voter, round, digest, keccak256("loss")))`: three
 * 64-bit losses in nano-nats that only who knows the digest can read.
 */
export function maskLosses(voter: ParticipantId, round: number, digest: Digest, losses: Losses): Digest {
  const mask = BigInt(keccakWords(voter, round, digest, LOSS_TAG));
  const plain = (toNano(losses.before) << 128n) | (toNano(losses.after) << 64n) | toNano(losses.anchor);
  return `0x${(mask ^ plain).toString(16).padStart(64, '0')}`;
}

/** The inverse of `maskLosses`, in nats. */
export function unmaskLosses(voter: ParticipantId, round: number, digest: Digest, masked: Digest): Losses {
  const plain = BigInt(masked) ^ BigInt(keccakWords(voter, round, digest, LOSS_TAG));
  const nats = (shift: bigint) => Number((plain >> shift) & LOSS_MAX) / NANO;
  return { before: nats(128n), after: nats(64n), anchor: nats(0n) };
}

/** Salt of an act: HMAC-SHA-256 (RFC 2104) of chain, task, round and act under the operator key. Never stored. */
export function salt(operatorKey: Digest, chainId: number, task: Address, round: number, act: string): Digest {
  return toHex(hmac(sha256, fromHex(operatorKey), new TextEncoder().encode(`${chainId}:${task.toLowerCase()}:${round}:${act}`)));
}
