import { afterAll, beforeAll, describe } from 'vitest';
import { nodeOptions } from '../../../app/net/options.ts';
import { openStore } from '../../../app/store/open.ts';
import type { Store } from '../../../app/store/store.ts';
import { fakeStores } from '../../fakes/store.ts';
import { storeSuite } from '../../suites/store.ts';

describe('a fake store', () => {
  storeSuite(async () => {
    const open = fakeStores();
    return [open(), open()];
  });
});

describe('a store over libp2p', () => {
  let pair: readonly [Store, Store];

  beforeAll(async () => {
    const a = await openStore({ libp2p: await nodeOptions({ webrtc: false }) });
    const b = await openStore({ libp2p: await nodeOptions({ webrtc: false }) });
    await b.libp2p.dial(a.libp2p.getMultiaddrs());
    pair = [a.store, b.store];
  });
  afterAll(async () => {
    for (const store of pair) await store.stop();
  });

  storeSuite(async () => pair);
});
