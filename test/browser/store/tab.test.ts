import { afterEach, describe, expect, test, vi } from 'vitest';
import { tabOptions } from '../../../app/net/options.ts';
import { openStore } from '../../../app/store/open.ts';
import type { Store } from '../../../app/store/store.ts';
import { openTabBlocks } from '../../../app/store/tab.ts';
import { expectSame, someBytes } from '../../suites/store.ts';

const open: Store[] = [];

async function openTab(name: string) {
  const blocks = await openTabBlocks(name);
  const { store } = await openStore({ ...blocks, libp2p: await tabOptions() });
  open.push(store);
  return { store, blocks };
}

afterEach(async () => {
  vi.restoreAllMocks();
  for (const store of open.splice(0)) await store.stop();
});

describe('a store in a tab', () => {
  test('[S14] what was put is there after the tab was closed, until it is dropped', async () => {
    const name = `test-${Math.random()}`;
    const bytes = someBytes(300_000, 1);
    const first = await openTab(name);
    const digest = await first.store.put(bytes);
    expect(first.blocks.durable).toBe(true);
    await first.store.stop();
    const second = await openTab(name);
    expect(await second.store.has(digest)).toBe(true);
    expectSame(await second.store.get(digest, { maxBytes: 300_000 }), bytes);
    await second.store.drop(digest);
    expect(await (await openTab(name)).store.has(digest)).toBe(false);
  });

  test('[S15] where IndexedDB is refused the store works in memory and says so', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('blocked', 'SecurityError');
    });
    const { store, blocks } = await openTab('blocked');
    expect(blocks.durable).toBe(false);
    const bytes = someBytes(1_000, 2);
    expectSame(await store.get(await store.put(bytes), { maxBytes: 1_000 }), bytes);
  });

  test('[S15] what a full disk does not take is kept in memory, and durable turns false', async () => {
    const { store, blocks } = await openTab(`test-${Math.random()}`);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError');
    });
    const bytes = someBytes(1_000, 3);
    const digest = await store.put(bytes);
    expect(blocks.durable).toBe(false);
    expectSame(await store.get(digest, { maxBytes: 1_000 }), bytes);
    await store.drop(digest);
    expect(await store.has(digest)).toBe(false);
  });
});
