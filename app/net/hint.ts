import { isDigest } from '../core/bytes.ts';
import { canonicalBytes, parseCanonical } from '../core/canonical.ts';
import { BaseError } from '../core/errors.ts';
import type { Address } from '../core/words.ts';
import type { Hint } from './net.ts';

/** A hint takes some 170 bytes; a longer message is not one. */
export const MAX_HINT_BYTES = 1_024;
const MAX_ROUND = 0xffff_ffff;

/** The gossip topic of a task. */
export function topicOf(task: Address): string {
  return `murmuration/hint/1/${task.toLowerCase()}`;
}

export function writeHint({ task, round, digest }: Hint): Uint8Array {
  return canonicalBytes({ digest, round, task: task.toLowerCase() });
}

/** The hint in a message of a task's topic, or nothing where it is malformed, too long or about another task. */
export function readHint(task: Address, bytes: Uint8Array): Hint | undefined {
  let value: unknown;
  try {
    value = parseCanonical(bytes, MAX_HINT_BYTES);
  } catch (error) {
    if (error instanceof BaseError) return undefined;
    throw error;
  }
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 3) return undefined;
  const { digest, round, task: named } = value as Record<string, unknown>;
  if (!isDigest(digest) || named !== task.toLowerCase()) return undefined;
  if (typeof round !== 'number' || !(round >= 0 && round <= MAX_ROUND)) return undefined;
  return { task, round, digest };
}
