import type { CID } from 'multiformats/cid';
import type { Digest, Slow } from '../core/words.ts';
import { blocksOf, CHUNK_BYTES, cidOf, DAG_PB, digestIn, importBytes, MAX_LINKS, RAW, SHA2_256 } from './import.ts';
import { NonCanonicalFileError, TooLargeError } from './store.ts';

/** Blocks by CID, from here or from peers; what it yields has the hash that was asked for. */
export type Source = (cid: CID, signal: AbortSignal) => Promise<Uint8Array>;

/** A link of a dag-pb node: `Tsize` is the size of a raw leaf in bytes. */
export type Link = { readonly Hash: CID; readonly Tsize?: number };

/** Links of a dag-pb block. Throws where it is none. */
export type LinksOf = (block: Uint8Array) => readonly Link[];

/** How many leaves are asked for at once. */
const LEAVES_IN_FLIGHT = 32;

/**
 * The bytes of a digest. Knows their number from the inner nodes before it asks for a leaf, never holds more than `maxBytes`
 * of them, never reads more blocks than a canonical file of that size has, follows no links but sha2-256 ones to raw leaves
 * and dag-pb nodes, and imports what it read again.
 * @throws TooLargeError, NonCanonicalFileError, whatever `source` throws
 */
export async function readFile(
  digest: Digest,
  source: Source,
  linksOf: LinksOf,
  options: Slow & { maxBytes: number },
): Promise<Uint8Array> {
  const { maxBytes, onProgress } = options;
  const inner = new AbortController();
  const signal = options.signal ? AbortSignal.any([options.signal, inner.signal]) : inner.signal;
  const leaves: Link[] = [];
  let blocks = 0;

  function refuse(expected: string | number, actual?: string | number, cause?: unknown): never {
    throw new NonCanonicalFileError({ digest, expected, actual }, cause);
  }

  async function walk(cid: CID): Promise<void> {
    const block = await source(cid, signal);
    if (block.length > CHUNK_BYTES) refuse(`a node of at most ${CHUNK_BYTES} bytes`, block.length);
    let links: readonly Link[] = [];
    try {
      links = linksOf(block);
    } catch (cause) {
      refuse('a dag-pb node', undefined, cause);
    }
    if (links.length > MAX_LINKS) refuse(`at most ${MAX_LINKS} links`, links.length);
    for (const link of links) {
      const { version, code, multihash } = link.Hash;
      if (version !== 1 || multihash.code !== SHA2_256 || (code !== RAW && code !== DAG_PB))
        refuse('CIDv1, sha2-256', link.Hash.toString());
      count();
      if (code === RAW) leaves.push(link);
      else await walk(link.Hash);
    }
  }

  function count(): void {
    if (++blocks > blocksOf(maxBytes)) throw new TooLargeError({ digest, expected: `at most ${maxBytes} bytes`, actual: 'more' });
  }

  try {
    count();
    await walk(cidOf(digest));
    const size = leaves.reduce((sum, { Tsize = 0 }) => sum + Tsize, 0);
    if (size > maxBytes) throw new TooLargeError({ digest, expected: `at most ${maxBytes} bytes`, actual: size });
    leaves.forEach(({ Tsize = 0 }, i) => {
      if (Tsize > CHUNK_BYTES || (i < leaves.length - 1 && Tsize < CHUNK_BYTES)) refuse(`a leaf of ${CHUNK_BYTES} bytes`, Tsize);
    });
    const bytes = new Uint8Array(size);
    let next = 0;
    let read = 0;
    const reader = async () => {
      while (next < leaves.length && !signal.aborted) {
        const at = next++;
        const leaf = await source(leaves[at].Hash, signal);
        if (leaf.length !== leaves[at].Tsize) refuse(`a leaf of ${leaves[at].Tsize} bytes`, leaf.length);
        bytes.set(leaf, at * CHUNK_BYTES);
        read += leaf.length;
        onProgress?.(size > 0 ? read / size : 1);
      }
    };
    await Promise.all(Array.from({ length: LEAVES_IN_FLIGHT }, reader));
    signal.throwIfAborted();
    const canonical = digestIn(await importBytes(bytes, async () => {}));
    if (canonical !== digest) refuse(canonical, digest);
    return bytes;
  } finally {
    inner.abort();
  }
}
