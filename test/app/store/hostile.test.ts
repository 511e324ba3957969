import { unixfs } from '@helia/unixfs';
import { MemoryBlockstore } from 'blockstore-core';
import { createHeliaLight } from 'helia';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { balanced } from 'ipfs-unixfs-importer/layout';
import { CID } from 'multiformats/cid';
import { create } from 'multiformats/hashes/digest';
import { identity } from 'multiformats/hashes/identity';
import { sha256 } from 'multiformats/hashes/sha2';
import { expect, test } from 'vitest';
import { blocksOf, CHUNK_BYTES, DAG_PB, digestIn, digestOf, importBytes, RAW } from '../../../app/store/import.ts';
import { type Link, type LinksOf, readFile } from '../../../app/store/read.ts';
import { NonCanonicalFileError, TooLargeError } from '../../../app/store/store.ts';
import { expectSame, someBytes } from '../../suites/store.ts';

type Blocks = Map<string, Uint8Array>;

const dagPb = await createHeliaLight().getCodec(DAG_PB);
const linksOf: LinksOf = (block) => (dagPb.decode(block) as { Links: Link[] }).Links;

/** Reads from a map; counts blocks. */
function sourceOf(blocks: Blocks) {
  let read = 0;
  const source = async (cid: CID) => {
    read++;
    const block = blocks.get(cid.toString());
    if (!block) throw new DOMException('not here', 'AbortError');
    return block;
  };
  return { source, read: () => read };
}

/** A protobuf field of wire type 2, or of type 0 for a number. */
function field(number: number, value: Uint8Array | number): number[] {
  const varint = (n: number): number[] => (n < 128 ? [n] : [(n % 128) | 128, ...varint(Math.floor(n / 128))]);
  return typeof value === 'number'
    ? [...varint(number << 3), ...varint(value)]
    : [...varint((number << 3) | 2), ...varint(value.length), ...value];
}

/** A dag-pb file node, put together by hand so that it may lie. */
async function node(blocks: Blocks, links: CID[], sizes: number[], fileSize = sizes.reduce((a, b) => a + b, 0)): Promise<CID> {
  const unixfsBytes = [...field(1, 2), ...field(3, fileSize), ...sizes.flatMap((size) => field(4, size))];
  const bytes = Uint8Array.from([
    ...links.flatMap((cid, i) => field(2, Uint8Array.from([...field(1, cid.bytes), ...field(2, new Uint8Array()), ...field(3, sizes[i])]))),
    ...field(1, Uint8Array.from(unixfsBytes)),
  ]);
  const cid = CID.createV1(DAG_PB, await sha256.digest(bytes));
  blocks.set(cid.toString(), bytes);
  return cid;
}

async function leaf(blocks: Blocks, bytes: Uint8Array): Promise<CID> {
  const cid = CID.createV1(RAW, await sha256.digest(bytes));
  blocks.set(cid.toString(), bytes);
  return cid;
}

test('[S9] the canonical import is read, block for block', async () => {
  for (const size of [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES + 17]) {
    const blocks: Blocks = new Map();
    const bytes = someBytes(size, size + 1);
    const root = await importBytes(bytes, async (cid, block) => void blocks.set(cid.toString(), block));
    const { source, read } = sourceOf(blocks);
    expectSame(await readFile(digestIn(root), source, linksOf, { maxBytes: size }), bytes);
    expect(read()).toBe(blocksOf(size));
  }
});

test('[S9] another import of the same bytes is refused', async () => {
  const bytes = someBytes(700_000, 1);
  const imports = [
    { chunker: fixedSize({ chunkSize: 100_000 }) },
    { chunker: fixedSize({ chunkSize: CHUNK_BYTES }), layout: balanced({ maxChildrenPerNode: 2 }) },
    { chunker: fixedSize({ chunkSize: CHUNK_BYTES }), rawLeaves: false },
    { chunker: fixedSize({ chunkSize: CHUNK_BYTES }), mode: 0o777 },
  ];
  for (const options of imports) {
    const blocks = new MemoryBlockstore();
    const root = await unixfs({ blockstore: blocks } as never).addBytes(bytes, { reduceSingleLeafToSelf: false, ...options });
    const source = async (cid: CID) => {
      for await (const block of blocks.get(cid)) return block;
      throw new DOMException('not here', 'AbortError');
    };
    await expect(readFile(digestIn(root), source, linksOf, { maxBytes: 10_000_000 })).rejects.toThrow(NonCanonicalFileError);
  }
});

test('[S10] a million tiny blocks, a bomb of shared blocks and a false size are refused after a few reads', async () => {
  const maxBytes = 1_000_000;
  const tiny: Blocks = new Map();
  const one = await leaf(tiny, Uint8Array.of(1));
  const many = await node(tiny, Array(1_000).fill(one), Array(1_000).fill(1));
  const million = await node(tiny, Array(1_000).fill(many), Array(1_000).fill(1_000));
  const empty = await leaf(tiny, new Uint8Array());
  let deep = await node(tiny, Array(100).fill(empty), Array(100).fill(0));
  for (let level = 0; level < 6; level++) deep = await node(tiny, Array(100).fill(deep), Array(100).fill(0));
  const claims = await node(tiny, [one], [1e12]);
  const hides = await node(tiny, [await leaf(tiny, someBytes(400_000, 1))], [10]);
  const less = await node(tiny, [one], [1], 500_000);
  for (const root of [million, deep, claims, hides, less]) {
    const { source, read } = sourceOf(tiny);
    const error = await readFile(digestIn(root), source, linksOf, { maxBytes }).catch((error) => error);
    expect(
      [TooLargeError, NonCanonicalFileError].some((kind) => error instanceof kind),
      String(error),
    ).toBe(true);
    expect(read()).toBeLessThanOrEqual(blocksOf(maxBytes) + 1);
  }
  const { source } = sourceOf(tiny);
  await expect(readFile(digestIn(claims), source, linksOf, { maxBytes })).rejects.toThrow(TooLargeError);
});

test('[S11] only sha2-256 links to raw leaves and dag-pb nodes are followed', async () => {
  const blocks: Blocks = new Map();
  const bytes = Uint8Array.of(1, 2, 3);
  const links = [
    CID.createV1(RAW, identity.digest(bytes)),
    CID.createV1(0x71, await sha256.digest(bytes)),
    CID.createV1(RAW, create(0x1e, (await sha256.digest(bytes)).digest)),
    CID.createV0((await sha256.digest(bytes)) as never),
  ];
  for (const link of links) {
    const root = await node(blocks, [link], [3]);
    const { source } = sourceOf(blocks);
    await expect(readFile(digestIn(root), source, linksOf, { maxBytes: 100 })).rejects.toThrow(NonCanonicalFileError);
  }
});

test('[S11] what is not a UnixFS file is refused', async () => {
  for (const bytes of [new Uint8Array(), someBytes(100, 3), Uint8Array.from(field(1, Uint8Array.from(field(1, 1))))]) {
    const root = CID.createV1(DAG_PB, await sha256.digest(bytes));
    const { source } = sourceOf(new Map([[root.toString(), bytes]]));
    await expect(readFile(digestIn(root), source, linksOf, { maxBytes: 100 })).rejects.toThrow(NonCanonicalFileError);
  }
});

test('[S12] a failing source is not the fault of the file', async () => {
  const full = new RangeError('disk');
  const failing = async () => {
    throw full;
  };
  await expect(readFile(await digestOf(Uint8Array.of(1)), failing, linksOf, { maxBytes: 100 })).rejects.toBe(full);
});
