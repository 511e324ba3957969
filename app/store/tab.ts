import { BaseBlockstore, MemoryBlockstore } from 'blockstore-core';
import { IDBBlockstore } from 'blockstore-idb';
import { MemoryDatastore } from 'datastore-core';
import { IDBDatastore } from 'datastore-idb';
import type { Blockstore, InputPair } from 'interface-blockstore';
import type { Datastore } from 'interface-datastore';
import type { CID } from 'multiformats/cid';

/** Where a tab keeps its blocks. `durable` turns false for good as soon as something could be kept in memory only. */
export type TabBlocks = { readonly blockstore: Blockstore; readonly datastore: Datastore; readonly durable: boolean };

/** The tab's blocks in IndexedDB; in memory where that is refused (private mode) or full. */
export async function openTabBlocks(name: string): Promise<TabBlocks> {
  const blocks = new IDBBlockstore(`${name}/blocks`);
  const data = new IDBDatastore(`${name}/data`);
  try {
    await blocks.open();
    await data.open();
  } catch {
    return { blockstore: new MemoryBlockstore(), datastore: new MemoryDatastore(), durable: false };
  }
  const spilling = new SpillingBlockstore(blocks);
  return {
    blockstore: spilling,
    datastore: data,
    get durable() {
      return !spilling.spilt;
    },
  };
}

/** Keeps in memory what its base refuses to take. */
export class SpillingBlockstore extends BaseBlockstore {
  readonly #base: Blockstore;
  readonly #memory = new MemoryBlockstore();
  spilt = false;

  constructor(base: Blockstore) {
    super();
    this.#base = base;
  }

  override async put(cid: CID, block: InputPair['bytes']): Promise<CID> {
    try {
      return await this.#base.put(cid, block);
    } catch {
      this.spilt = true;
      return this.#memory.put(cid, block);
    }
  }

  override async has(cid: CID): Promise<boolean> {
    return (await this.#memory.has(cid)) || this.#base.has(cid);
  }

  override async *get(cid: CID): AsyncGenerator<Uint8Array> {
    yield* (await this.#memory.has(cid)) ? this.#memory.get(cid) : this.#base.get(cid);
  }

  override async delete(cid: CID): Promise<void> {
    await this.#memory.delete(cid);
    await this.#base.delete(cid);
  }
}
