import { unixfs } from '@helia/unixfs';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { balanced } from 'ipfs-unixfs-importer/layout';
import { CID } from 'multiformats/cid';
import { create } from 'multiformats/hashes/digest';
import { fromHex, toHex } from '../core/bytes.ts';
import type { Digest } from '../core/words.ts';

/** Size of a leaf. Another size gives other digests to the same bytes. */
export const CHUNK_BYTES = 262_144;
/** Links of an inner node. Another number gives other digests to files above `CHUNK_BYTES` × this. */
export const MAX_LINKS = 1024;
export const DAG_PB = 0x70;
export const RAW = 0x55;
export const SHA2_256 = 0x12;

/** What an import writes blocks to. */
type Sink = Parameters<typeof unixfs>[0]['blockstore'];

/** Imports bytes with the fixed parameters: CIDv1, dag-pb root also of a single leaf, raw leaves, balanced, sha2-256. */
export async function importBytes(bytes: Uint8Array, put: (cid: CID, block: Uint8Array) => Promise<void>): Promise<CID> {
  const sink = {
    async put(cid: CID, block: Uint8Array) {
      await put(cid, block);
      return cid;
    },
  };
  return unixfs({ blockstore: sink as unknown as Sink }).addBytes(bytes, {
    cidVersion: 1,
    rawLeaves: true,
    reduceSingleLeafToSelf: false,
    chunker: fixedSize({ chunkSize: CHUNK_BYTES }),
    layout: balanced({ maxChildrenPerNode: MAX_LINKS }),
  });
}

/** Digest of bytes without keeping them. */
export async function digestOf(bytes: Uint8Array): Promise<Digest> {
  return digestIn(await importBytes(bytes, async () => {}));
}

/** The root CID that a digest stands for. */
export function cidOf(digest: Digest): CID {
  return CID.createV1(DAG_PB, create(SHA2_256, fromHex(digest)));
}

/** The digest inside a root CID. */
export function digestIn(cid: CID): Digest {
  return toHex(cid.multihash.digest);
}

/** Blocks of the import of a file of `sizeBytes`: leaves and inner nodes. An empty file is a root without leaves. */
export function blocksOf(sizeBytes: number): number {
  let level = Math.ceil(sizeBytes / CHUNK_BYTES);
  let blocks = level;
  do {
    level = Math.max(1, Math.ceil(level / MAX_LINKS));
    blocks += level;
  } while (level > 1);
  return blocks;
}
