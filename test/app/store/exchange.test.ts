import { withBitswap } from '@helia/bitswap';
import { withLibp2pLight } from '@helia/libp2p';
import { MemoryBlockstore } from 'blockstore-core';
import { createHeliaLight } from 'helia';
import { createLibp2p } from 'libp2p';
import { afterEach, expect, test } from 'vitest';
import { nodeOptions } from '../../../app/net/options.ts';
import { EXCHANGE, openExchange } from '../../../app/store/exchange.ts';
import { writeFrame } from '../../../app/store/frames.ts';
import { cidOf, importBytes } from '../../../app/store/import.ts';
import { openStore } from '../../../app/store/open.ts';
import { expectSame, someBytes } from '../../suites/store.ts';

const ends: (() => unknown)[] = [];
const options = () => nodeOptions({ webrtc: false });
const within = (ms: number) => ({ maxBytes: 2_000_000, signal: AbortSignal.timeout(ms) });

async function open() {
  const opened = await openStore({ libp2p: await options() });
  ends.push(() => opened.store.stop());
  return opened;
}

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

test('[S16] five peers that want a file from one and from each other receive it once each', async () => {
  const peers = await Promise.all([open(), open(), open(), open(), open(), open()]);
  for (const [i, peer] of peers.entries()) for (const other of peers.slice(0, i)) await peer.libp2p.dial(other.libp2p.getMultiaddrs());
  const [first, ...others] = peers.map(({ store }) => store);
  const bytes = someBytes(300_000, 1);
  const digest = await first.digestOf(bytes);
  const gets = others.map((store) => store.get(digest, within(30_000)));
  await first.put(bytes);
  for (const got of await Promise.all(gets)) expectSame(got, bytes);
  const sent = () => peers.reduce((sum, { store }) => sum + store.traffic().sentBytes, 0) / (bytes.length * others.length);
  await expect.poll(sent).toBeGreaterThan(1);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(sent()).toBeLessThan(1.3);
});

test('[S2] a peer that sends other bytes, or stalls, is passed over', async () => {
  const { store, libp2p } = await open();
  const honest = await open();
  const liar = await createLibp2p(await options());
  const staller = await createLibp2p(await options());
  ends.push(
    () => liar.stop(),
    () => staller.stop(),
  );
  await openExchange(
    liar,
    async () => someBytes(100, 9),
    () => {},
  );
  await staller.handle(EXCHANGE, (stream) => writeFrame(stream, Uint8Array.of(1)));
  for (const peer of [liar, staller, honest.libp2p]) await libp2p.dial(peer.getMultiaddrs());
  const bytes = someBytes(1_000, 2);
  const digest = await honest.store.put(bytes);
  expectSame(await store.get(digest, within(30_000)), bytes);
});

test('[S3] a search finds a peer that connects later', async () => {
  const [a, b] = [await open(), await open()];
  const bytes = someBytes(1_000, 3);
  const found = b.store.get(await a.store.put(bytes), within(20_000));
  await new Promise((resolve) => setTimeout(resolve, 100));
  await b.libp2p.dial(a.libp2p.getMultiaddrs());
  expectSame(await found, bytes);
});

test('[S2] blocks cross to and from a peer that speaks nothing but bitswap', async () => {
  const { store, libp2p } = await open();
  const blockstore = new MemoryBlockstore();
  const foreign = await withBitswap(withLibp2pLight(createHeliaLight({ blockstore }), await options())).start();
  ends.push(() => foreign.stop());
  const [theirs, ours] = [someBytes(300_000, 4), someBytes(1_000, 5)];
  const root = await importBytes(theirs, async (cid, block) => void (await blockstore.put(cid, block)));
  await libp2p.dial(foreign.libp2p.getMultiaddrs());
  await expect.poll(async () => (await libp2p.peerStore.get(foreign.libp2p.peerId)).protocols.join()).toContain('bitswap');
  const digest = `0x${Buffer.from(root.multihash.digest).toString('hex')}` as const;
  expectSame(await store.get(digest, within(20_000)), theirs);
  const ourRoot = cidOf(await store.put(ours));
  let got = 0;
  for await (const block of foreign.blockstore.get(ourRoot, { signal: AbortSignal.timeout(20_000) })) got += block.length;
  expect(got).toBeGreaterThan(0);
});
