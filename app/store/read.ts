import { unixfs } from '@helia/unixfs';
import type { CID } from 'multiformats/cid';
import { BaseError } from '../core/errors.ts';
import type { Digest, Slow } from '../core/words.ts';
import { blocksOf, CHUNK_BYTES, cidOf, DAG_PB, digestIn, importBytes, RAW, SHA2_256 } from './import.ts';
import { NonCanonicalFileError, TooLargeError } from './store.ts';

/** Blocks by CID, from here or from peers; what it yields has the hash that was asked for. */
export type Source = (cid: CID, signal: AbortSignal) => Promise<Uint8Array>;

type Blocks = Parameters<typeof unixfs>[0]['blockstore'];

/** How many leaves are asked for at once. */
const LEAVES_IN_FLIGHT = 32;
/** An inner node of 1024 links stays well below this. */
const MAX_BLOCK_BYTES = CHUNK_BYTES;

/**
 * The bytes of a digest. Never holds more than `maxBytes` of them, never reads more blocks than a canonical file of that
 * size has, follows no links but sha2-256 ones to raw leaves and dag-pb nodes, and imports what it read again.
 * @throws TooLargeError, NonCanonicalFileError, whatever `source` throws
 */
export async function readFile(digest: Digest, source: Source, options: Slow & { maxBytes: number }): Promise<Uint8Array> {
  const { maxBytes, onProgress } = options;
  const inner = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, inner.signal]) : inner.signal;
  const maxBlocks = blocksOf(maxBytes);
  const root = cidOf(digest);
  let rootBlock: Uint8Array | undefined;
  let blocks = 0;
  let broken: unknown;

  async function* get(cid: CID): AsyncGenerator<Uint8Array> {
    try {
      if (cid.version !== 1 || cid.multihash.code !== SHA2_256 || (cid.code !== RAW && cid.code !== DAG_PB)) {
        throw new NonCanonicalFileError({ digest, expected: 'CIDv1, sha2-256, raw or dag-pb', actual: String(cid) });
      }
      const isRoot = cid.equals(root);
      if (isRoot && rootBlock) return yield rootBlock;
      if (++blocks > maxBlocks) throw new TooLargeError({ digest, expected: `at most ${maxBlocks} blocks`, actual: 'more' });
      const block = await source(cid, signal);
      if (block.length > MAX_BLOCK_BYTES) throw new NonCanonicalFileError({ digest, expected: MAX_BLOCK_BYTES, actual: block.length });
      if (isRoot) rootBlock = block;
      yield block;
    } catch (error) {
      broken ??= error;
      throw error;
    }
  }

  try {
    const fs = unixfs({ blockstore: { get } as unknown as Blocks });
    const stat = await fs.stat(root);
    if (stat.type !== 'file') throw new NonCanonicalFileError({ digest, expected: 'file', actual: stat.type });
    if (stat.size > BigInt(maxBytes)) throw new TooLargeError({ digest, expected: `at most ${maxBytes} bytes`, actual: stat.size });
    const bytes = new Uint8Array(Number(stat.size));
    let read = 0;
    const reading = { signal, blockReadConcurrency: LEAVES_IN_FLIGHT };
    for await (const part of fs.cat(root, reading)) {
      if (read + part.length > bytes.length) throw new NonCanonicalFileError({ digest, expected: bytes.length, actual: 'more' });
      bytes.set(part, read);
      read += part.length;
      onProgress?.(bytes.length > 0 ? read / bytes.length : 1);
    }
    if (read < bytes.length) throw new NonCanonicalFileError({ digest, expected: bytes.length, actual: read });
    const again = digestIn(await importBytes(bytes, async () => {}));
    if (again !== digest) throw new NonCanonicalFileError({ digest, expected: again, actual: digest });
    return bytes;
  } catch (cause) {
    // a failing source says nothing about the file
    if (broken !== undefined) throw broken;
    if (cause instanceof BaseError || options.signal?.aborted) throw cause;
    throw new NonCanonicalFileError({ digest, expected: 'a UnixFS file' }, cause);
  } finally {
    inner.abort();
  }
}
