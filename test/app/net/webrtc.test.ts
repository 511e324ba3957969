import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { type Browser, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { NetView } from '../../../app/net/net.ts';
import { openNet } from '../../../app/net/open.ts';
import { nodeOptions, relayOptions } from '../../../app/net/options.ts';
import { openStore } from '../../../app/store/open.ts';
import { CHROMIUM_FLAGS, findChromium } from '../../chromium.ts';

const TASK = `0x${'ab'.repeat(20)}`;
const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript' };
const out = mkdtempSync(join(tmpdir(), 'tabs-'));
const ends: (() => unknown)[] = [];
let relays: string[];
let origin: string;
const browsers: Browser[] = [];

/** Calls what the page of a tab offers. */
function ask<T>(page: Page, what: string, ...args: unknown[]): Promise<T> {
  return page.evaluate(([what, args]) => globalThis.tab[what](...(args as never[])), [what, args] as const) as Promise<T>;
}

/** A tab in a browser process of its own. */
async function openTab(name?: string): Promise<Page> {
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
  browsers.push(browser);
  const page = await browser.newPage();
  await page.goto(origin);
  await expect.poll(() => page.evaluate(() => typeof globalThis.tab), { timeout: 30_000 }).toBe('object');
  await ask(page, 'open', relays, name);
  return page;
}

const kinds = async (page: Page) => (await ask<NetView>(page, 'view')).peers.map(({ kind }) => kind).sort();

beforeAll(async () => {
  await build({
    configFile: false,
    root: 'test/app/net/page',
    base: './',
    logLevel: 'error',
    build: { outDir: out, emptyOutDir: true, target: 'es2023', minify: false },
  });
  const server: Server = createServer(async (request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    const body = await readFile(join(out, path)).catch(() => undefined);
    response.writeHead(body ? 200 : 404, { 'content-type': TYPES[extname(path)] ?? 'text/plain' }).end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as { port: number }).port}/`;
  const relay = await openStore({ libp2p: await relayOptions({ listen: ['/ip4/127.0.0.1/tcp/0/ws'] }), serve: false });
  const relayNet = openNet(relay.libp2p, { relays: [], dials: false });
  relays = relay.libp2p.getMultiaddrs().map(String);
  ends.push(
    () => server.close(),
    () => relayNet.stop(),
    () => relay.store.stop(),
  );
}, 120_000);

afterAll(async () => {
  for (const browser of browsers) await browser.close();
  for (const end of ends) await end();
  rmSync(out, { recursive: true });
});

test('[N7] two tabs meet at a relay, connect by WebRTC, and exchange hints and bytes while the relay serves nothing', async () => {
  const [a, b] = [await openTab(), await openTab()];
  const start = performance.now();
  await expect.poll(() => kinds(a), { timeout: 30_000, interval: 50 }).toEqual(['direct', 'relay']);
  await expect.poll(() => kinds(b), { timeout: 30_000, interval: 50 }).toEqual(['direct', 'relay']);
  console.log(`direct after ${(performance.now() - start).toFixed(0)} ms`);

  await ask(b, 'follow', TASK);
  const digest = await ask<string>(a, 'put', 100_000, 7);
  await expect
    .poll(
      async () => {
        await ask(a, 'announce', TASK, digest);
        return ask(b, 'hints');
      },
      { timeout: 20_000 },
    )
    .toContain(digest);

  for (const size of [30_000, 100_000, 4_000_000]) {
    const file = await ask<string>(a, 'put', size, 3);
    const ms = await ask<number>(b, 'get', file, size, 30_000);
    console.log(`${size} bytes from tab to tab in ${ms.toFixed(0)} ms`);
    expect(await ask(b, 'has', file)).toBe(true);
  }

  const late = await ask<string>(a, 'digestOf', 50_000, 11);
  const found = ask<number>(b, 'get', late, 50_000, 30_000);
  await new Promise((resolve) => setTimeout(resolve, 300));
  await ask(a, 'put', 50_000, 11);
  expect(await found).toBeGreaterThan(0);
}, 120_000);

test('[N8] a tab gets what a participant in Node puts, directly by WebSocket or by WebRTC', async () => {
  const tab = await openTab();
  for (const listen of [['/ip4/127.0.0.1/tcp/0/ws'], []]) {
    const { store, libp2p } = await openStore({ libp2p: await nodeOptions({ listen }) });
    const net = openNet(libp2p, { relays });
    const start = performance.now();
    const id = libp2p.peerId.toString();
    await expect
      .poll(async () => (await ask<NetView>(tab, 'view')).peers.find((peer) => peer.id === id)?.kind, { timeout: 30_000, interval: 50 })
      .toBe('direct');
    console.log(`Node and tab direct after ${(performance.now() - start).toFixed(0)} ms`);
    const digest = await store.put(new Uint8Array(60_000).fill(5 + listen.length));
    const ms = await ask<number>(tab, 'get', digest, 60_000, 30_000);
    console.log(`60000 bytes from Node to tab in ${ms.toFixed(0)} ms`);
    await net.stop();
    await store.stop();
  }
}, 120_000);
