import { afterAll, beforeAll, describe } from 'vitest';
import type { Net } from '../../../app/net/net.ts';
import { openNet } from '../../../app/net/open.ts';
import { nodeOptions, relayOptions } from '../../../app/net/options.ts';
import { openStore } from '../../../app/store/open.ts';
import { fakeNets } from '../../fakes/net.ts';
import { netSuite } from '../../suites/net.ts';

describe('a fake net', () => {
  netSuite(async () => {
    const open = fakeNets();
    return [open(), open()];
  });
});

describe('a net over libp2p', () => {
  const ends: (() => Promise<void>)[] = [];
  let pair: readonly [Net, Net];

  beforeAll(async () => {
    const relay = await openStore({ libp2p: await relayOptions({ listen: ['/ip4/127.0.0.1/tcp/0/ws'] }) });
    const relayNet = openNet(relay.libp2p, { relays: [], dials: false });
    ends.push(
      () => relayNet.stop(),
      () => relay.store.stop(),
    );
    const open = async () => {
      const { store, libp2p } = await openStore({ libp2p: await nodeOptions({ webrtc: false }) });
      const net = openNet(libp2p, { relays: relay.libp2p.getMultiaddrs().map(String) });
      ends.unshift(
        () => net.stop(),
        () => store.stop(),
      );
      return net;
    };
    pair = [await open(), await open()];
  });
  afterAll(async () => {
    for (const end of ends) await end();
  });

  netSuite(async () => pair);
});
