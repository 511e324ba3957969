import { withBitswap } from '@helia/bitswap';
import type { BlockBroker } from '@helia/interface';
import { type CreateLibp2pOptions, type HeliaWithLibp2p, withLibp2pLight } from '@helia/libp2p';
import type { ServiceMap } from '@libp2p/interface';
import { MemoryBlockstore } from 'blockstore-core';
import { MemoryDatastore } from 'datastore-core';
import { createHeliaLight } from 'helia';
import type { Blockstore } from 'interface-blockstore';
import type { Datastore } from 'interface-datastore';
import type { CID } from 'multiformats/cid';
import { openExchange } from './exchange.ts';
import { insisting, shared } from './fetch.ts';
import { cidOf, DAG_PB, digestIn, digestOf, importBytes } from './import.ts';
import { keptIn } from './kept.ts';
import { type Link, type LinksOf, readFile } from './read.ts';
import { NonCanonicalFileError, type Store, TooLargeError, UnavailableError } from './store.ts';
import { meter } from './traffic.ts';

/**
 * Bitswap's own constants, changed for small files in a hurry. A want goes out at once. A want list that a dead peer does
 * not take holds up the next one, so it is given up early. A block is sent as often as it is asked for.
 */
const BITSWAP = {
  sendWantlistDebounce: 1,
  messageSendTimeout: 2_000,
  messageReceiveTimeout: 30_000,
  doNotResendBlockWindow: 0,
};

/**
 * Opens a store and the one libp2p node that it shares with gossip. `blockstore` and `datastore` are open already; in memory
 * where they are absent. With `serve: false` peers get nothing from here.
 */
export async function openStore<S extends ServiceMap>(options: {
  blockstore?: Blockstore;
  datastore?: Datastore;
  libp2p: CreateLibp2pOptions<S>;
  serve?: boolean;
}): Promise<{ store: Store; libp2p: HeliaWithLibp2p<S>['libp2p'] }> {
  const blocks = options.blockstore ?? new MemoryBlockstore();
  const { metrics, traffic, received, sent } = meter();
  const helia = createHeliaLight({
    blockstore: options.serve === false ? unserved(blocks) : blocks,
    datastore: options.datastore ?? new MemoryDatastore(),
    metrics,
  });
  let bitswap: BlockBroker | undefined;
  const add = helia.addBlockBroker.bind(helia);
  helia.addBlockBroker = (broker) => {
    if (typeof broker !== 'function') bitswap = broker;
    add(broker);
  };
  // peers are found anew each time: a book of them would only grow old
  const libp2p = { datastore: new MemoryDatastore(), metrics: () => metrics, ...options.libp2p };
  const node = withBitswap(withLibp2pLight(helia, libp2p), BITSWAP) as HeliaWithLibp2p<S>;
  await node.start();

  const dagPb = await node.getCodec(DAG_PB);
  const linksOf: LinksOf = (block) => (dagPb.decode(block) as { Links: Link[] }).Links;
  const kept = keptIn(blocks, node.pins, linksOf);
  const exchange = await openExchange(node.libp2p, options.serve === false ? async () => undefined : kept.block, sent);
  const abroad = insisting((cid, signal) => bitswap!.retrieve!(cid, { signal }));

  /** True where a peer of another making is connected, which has to be asked by bitswap. */
  async function hasForeignPeer(): Promise<boolean> {
    const speaks = await Promise.all(node.libp2p.getPeers().map((peer) => exchange.speaks(peer)));
    return speaks.includes(false);
  }

  const ask = shared(async (cid, signal) => {
    const end = new AbortController();
    const both = AbortSignal.any([signal, end.signal]);
    const ways = [exchange.ask(cid, both), ...((await hasForeignPeer()) ? [abroad(cid, both)] : [])];
    try {
      const block = await Promise.any(ways);
      received(block.length);
      return block;
    } finally {
      end.abort();
    }
  });

  // Helia's own `put` tells the peers of a block before it is there: who waits for it is told no and never asked again
  async function keep(cid: CID, block: Uint8Array): Promise<void> {
    if (await blocks.has(cid)) return;
    await blocks.put(cid, block);
    exchange.arrived(cid);
    await bitswap!.announce!(cid);
  }

  const store: Store = {
    async put(bytes) {
      const parts: [CID, Uint8Array][] = [];
      // blocks are views of the bytes, which stay the caller's
      const root = await importBytes(bytes.slice(), async (cid, block) => void parts.push([cid, block]));
      // leaves come before the root: who has the root asks for them at once
      for (const [cid, block] of parts) await keep(cid, block);
      await kept.pin(root);
      return digestIn(root);
    },

    async get(digest, { maxBytes, signal, onProgress }) {
      const fresh: CID[] = [];
      const source = async (cid: CID, stop: AbortSignal) => {
        const here = await kept.block(cid);
        if (here) return here;
        const block = await ask(cid, stop);
        fresh.push(cid);
        await keep(cid, block);
        return block;
      };
      try {
        signal?.throwIfAborted();
        const bytes = await readFile(digest, source, linksOf, { maxBytes, signal, onProgress });
        await kept.pin(cidOf(digest));
        return bytes;
      } catch (error) {
        if (error instanceof NonCanonicalFileError || error instanceof TooLargeError) await kept.forget(fresh);
        if (signal?.aborted) throw new UnavailableError({ digest, blocks: fresh.length }, error);
        throw error;
      }
    },

    has: (digest) => kept.isWhole(cidOf(digest)),
    digestOf,
    drop: (digest) => kept.unpin(cidOf(digest)),
    traffic,
    async stop() {
      await exchange.stop();
      await node.stop();
    },
  };
  return { store, libp2p: node.libp2p };
}

/** The blocks as peers see them where nothing is served: none. */
function unserved(blocks: Blockstore): Blockstore {
  return new Proxy(blocks, {
    get(target, key) {
      if (key === 'has') return async () => false;
      const value = Reflect.get(target, key);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}
