import type { AddOptions, Pins } from '@helia/interface';
import type { Blockstore } from 'interface-blockstore';
import type { CID } from 'multiformats/cid';
import { DAG_PB } from './import.ts';
import type { LinksOf } from './read.ts';

/** The blocks that are here, and which of them the files put or got so far still need. */
export type Kept = {
  block(cid: CID): Promise<Uint8Array | undefined>;
  /** True where a block and all below it are here. */
  isWhole(root: CID): Promise<boolean>;
  /** Keeps a whole file until `unpin`, also against the dropping of another one with blocks in common. */
  pin(root: CID): Promise<void>;
  unpin(root: CID): Promise<void>;
  /** Deletes those blocks that no pinned file needs. */
  forget(cids: readonly CID[]): Promise<void>;
};

export function keptIn(blocks: Blockstore, pins: Pins, linksOf: LinksOf): Kept {
  async function block(cid: CID): Promise<Uint8Array | undefined> {
    return (await blocks.has(cid)) ? readBlock(blocks, cid) : undefined;
  }

  /** A block and those below it, in the order of the file; absent ones too, without what is below them. */
  async function* walk(cid: CID): AsyncGenerator<{ cid: CID; here: boolean }> {
    const bytes = await block(cid);
    yield { cid, here: bytes !== undefined };
    if (!bytes) return;
    if (cid.code === DAG_PB) for (const { Hash } of linksOf(bytes)) yield* walk(Hash);
  }

  // Helia's own walker would ask peers for what is not here
  const walker = () => ({
    async *walk(root: CID) {
      for await (const { cid, here } of walk(root)) if (here) yield { block: { cid } };
    },
  });
  const here = { walker } as unknown as AddOptions;

  async function forget(cids: readonly CID[]): Promise<void> {
    for (const cid of cids) if (!(await pins.isPinned(cid))) await blocks.delete(cid);
  }

  return {
    block,
    forget,
    async isWhole(root) {
      for await (const at of walk(root)) if (!at.here) return false;
      return true;
    },
    async pin(root) {
      // on a full disk a file is kept without the pin
      await ignoring(['AlreadyPinnedError', 'PutFailedError'], drain(pins.add(root, here)));
    },
    async unpin(root) {
      const below: CID[] = [];
      for await (const at of walk(root)) if (at.here) below.push(at.cid);
      await ignoring(['NotFoundError'], drain(pins.rm(root, here)));
      await forget(below);
    },
  };
}

async function readBlock(blocks: Blockstore, cid: CID): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  for await (const part of blocks.get(cid)) parts.push(part);
  if (parts.length === 1) return parts[0];
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

async function drain(source: AsyncIterable<unknown>): Promise<void> {
  for await (const _ of source) void _;
}

async function ignoring(names: readonly string[], work: Promise<void>): Promise<void> {
  await work.catch((error) => {
    if (!(error instanceof Error && names.includes(error.name))) throw error;
  });
}
