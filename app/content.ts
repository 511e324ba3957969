import type { Network } from './core/networks.ts';
import type { Net } from './net/net.ts';
import { openNet } from './net/open.ts';
import { tabOptions } from './net/options.ts';
import { openStore } from './store/open.ts';
import type { Store } from './store/store.ts';
import { openTabBlocks } from './store/tab.ts';

/** The store and the net of a tab over one libp2p node: a chunk of its own, loaded when it is first needed. */
export async function openContent({ relays, iceServers, database }: Network & { database: string }): Promise<{ store: Store; net: Net }> {
  const { blockstore, datastore } = await openTabBlocks(database);
  const { store, libp2p } = await openStore({ blockstore, datastore, libp2p: await tabOptions({ iceServers }) });
  return { store, net: openNet(libp2p, { relays }) };
}
