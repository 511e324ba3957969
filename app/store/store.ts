import { BaseError } from '../core/errors.ts';
import type { Digest, Slow } from '../core/words.ts';

/**
 * Bytes to digest and back; knows nothing of what they mean. A digest is the sha2-256 of the dag-pb root block of a UnixFS
 * import with fixed parameters (CIDv1, raw leaves of 256 KiB, balanced, 1024 links), so equal bytes have equal digests
 * everywhere. Everything read is verified block by block and re-imported; what differs is refused.
 */
export type Store = {
  /** Keeps bytes and serves them to peers. */
  put(bytes: Uint8Array): Promise<Digest>;
  /**
   * The bytes of a digest, from here or from peers.
   * @throws TooLargeError before more than `maxBytes` were read, UnavailableError when `signal` ends the search,
   * NonCanonicalFileError where the digest is another import of the same bytes
   */
  get(digest: Digest, options: Slow & { maxBytes: number }): Promise<Uint8Array>;
  /** True where all bytes of a digest are held here. */
  has(digest: Digest): Promise<boolean>;
  /** Digest of bytes without keeping them. */
  digestOf(bytes: Uint8Array): Promise<Digest>;
  /** Forgets bytes that are no longer needed. */
  drop(digest: Digest): Promise<void>;
  /** Bytes of blocks sent to and received from peers so far, and of all that this node has sent on any protocol's stream. */
  traffic(): { sentBytes: number; receivedBytes: number; streamBytes: number };
  stop(): Promise<void>;
};

/** The search for a digest was ended by its signal; `blocks` new ones had come. */
export class UnavailableError extends BaseError {
  constructor(facts: { digest: Digest; blocks: number }, cause?: unknown) {
    super('Bytes are not available', facts, cause);
  }
}

export class TooLargeError extends BaseError {
  constructor(facts: { digest: Digest; expected: string; actual: bigint | number | string }) {
    super('File is too large', facts);
  }
}

export class NonCanonicalFileError extends BaseError {
  constructor(facts: { digest: Digest; expected: string | number; actual?: string | number | bigint }, cause?: unknown) {
    super('Not the canonical import of a file', facts, cause);
  }
}
