import type { Address, Digest } from '../../../../app/core/words.ts';
import { openNet } from '../../../../app/net/open.ts';
import { tabOptions } from '../../../../app/net/options.ts';
import { openStore } from '../../../../app/store/open.ts';
import { openTabBlocks } from '../../../../app/store/tab.ts';

/** What the test may ask of a tab: the store and net of the app, with plain values only. */
const here = {
  async open(relays: string[], name?: string) {
    const blocks = name ? await openTabBlocks(name) : {};
    const { store, libp2p } = await openStore({ ...blocks, libp2p: await tabOptions() });
    const net = openNet(libp2p, { relays });
    const hints: string[] = [];
    Object.assign(here, {
      view: () => net.view(),
      follow: (task: Address) => void net.follow(task, (hint) => hints.push(hint.digest)),
      hints: () => hints,
      announce: (task: Address, digest: Digest) => net.announce({ task, round: 1, digest }),
      traffic: () => store.traffic(),
      has: (digest: Digest) => store.has(digest),
      /** Puts bytes that a seed gives; returns their digest. */
      put: (size: number, seed: number) => store.put(new Uint8Array(size).map((_, i) => (i * seed) >> 3)),
      digestOf: (size: number, seed: number) => store.digestOf(new Uint8Array(size).map((_, i) => (i * seed) >> 3)),
      /** Milliseconds that it took to get a file. */
      async get(digest: Digest, maxBytes: number, timeoutMs: number) {
        const start = performance.now();
        await store.get(digest, { maxBytes, signal: AbortSignal.timeout(timeoutMs) });
        return performance.now() - start;
      },
    });
    return net.view().id;
  },
};

declare global {
  var tab: Record<string, (...args: never[]) => unknown>;
}
globalThis.tab = here;
