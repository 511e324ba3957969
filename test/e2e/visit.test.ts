import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openChain } from '../../app/chain/openChain.ts';
import { writeSpec } from '../../app/core/spec.ts';
import type { Address } from '../../app/core/words.ts';
import { type Network, startNetwork } from '../../app/node/network.ts';
import { digitsSpec, TOKEN } from '../../app/node/presets.ts';
import { serveSite } from '../../app/node/site.ts';
import { openTab, type Tab } from './tab.ts';

/** Somebody who has never been here, on a real chain with a real relay and two other participants. */
const FIRST_LOAD_BYTES = 350_000;
const TO_TRAINING_MS = 60_000;

let folder: string;
let network: Network;
let site: Awaited<ReturnType<typeof serveSite>>;
let task: Address;
let tab: Tab;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'visit-'));
  network = await startNetwork({ folder: join(folder, 'network'), seed: 20_261_126n });
  const { deployment, anvil } = network;
  const spec = digitsSpec();
  task = await network.createTask(spec, { minParticipants: 2, proposers: 1, voters: 1 });
  for (const name of ['one', 'two']) {
    const key = generatePrivateKey();
    const place = join(folder, name);
    await mkdir(place);
    await writeFile(join(place, 'wallet'), key);
    await network.fund(privateKeyToAccount(key).address, 1_000n * TOKEN);
    const where = ['--rpc', anvil.rpc, '--deployment', network.deploymentFile, '--relay', network.relay, '--task', task];
    network.run(name, 'app/node/participant.ts', [...where, '--store', place, '--digits', '300', '--stake', '200']);
  }
  // A base to fit: what the first round draws.
  const chain = openChain({ client: network.clients.client, deployment, task });
  for (const deadline = Date.now() + 90_000; (await chain.now()).task.adoptions === 0; ) {
    if (Date.now() > deadline) throw new Error('The others have drawn no first model');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  const known = { name: 'Local', chainId: anvil.chainId, rpc: anvil.rpc, deployment, relays: [network.relay], devWallet: true };
  site = await serveSite('dist', { networks: [{ ...known, iceServers: [], specs: [new TextDecoder().decode(writeSpec(spec))] }] }, 0);
}, 180_000);

afterAll(async () => {
  await tab?.close();
  await site?.stop();
  await network?.stop();
  await rm(folder, { recursive: true, force: true });
}, 60_000);

/** What a static host that compresses would send for a path of the site. */
async function sentBytes(path: string): Promise<number> {
  const body = await readFile(join('dist', path === '/' ? 'index.html' : path)).catch(() => undefined);
  return body ? gzipSync(body, { level: 9 }).length : 0;
}

test('[X20] a first visit is one screen with live numbers and one button, and loads at most 350 kB before any click', async () => {
  tab = await openTab('visitor', 'about:blank', '', { backend: undefined });
  const { page } = tab;
  const asked = new Set<string>();
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (url.origin === new URL(site.url).origin) asked.add(url.pathname);
  });
  await page.goto(site.url);
  await page.getByRole('link', { name: 'Start training' }).waitFor();
  await page.getByRole('heading', { name: 'Handwritten digits' }).waitFor();
  const live = page.locator('dl[aria-label="Live from the chain"]');
  expect(await live.textContent()).toMatch(/Participants now2\D/);
  // Whatever the page fetches by itself after the first look counts too.
  await page.waitForTimeout(4_000);
  const sizes = await Promise.all([...asked].map(async (path) => [path, await sentBytes(path)] as const));
  const total = sizes.reduce((sum, [, size]) => sum + size, 0);
  console.log(`first load: ${(total / 1000).toFixed(0)} kB gzipped in ${sizes.length} requests`);
  expect(total, sizes.map(([path, size]) => `${path} ${size}`).join('\n')).toBeLessThanOrEqual(FIRST_LOAD_BYTES);
  expect([...asked].filter((path) => /content|worker|tfjs|inside/.test(path))).toEqual([]);
}, 180_000);

test('[X21] from nothing to training takes one click and less than a minute', async () => {
  const { page } = tab;
  let clicks = 0;
  const started = Date.now();
  await page.getByRole('link', { name: 'Start training' }).click();
  clicks++;
  await page.getByText('What your data could add').waitFor({ timeout: TO_TRAINING_MS });
  const took = Date.now() - started;
  console.log(`from the first click to a fitted model: ${(took / 1000).toFixed(1)} s, ${clicks} click`);
  expect(took).toBeLessThan(TO_TRAINING_MS);
  expect(page.url()).not.toContain('start=');
  await page.getByText(/Trains on your \d+ examples/).waitFor();
  expect(tab.errors).toEqual([]);
}, 180_000);

test('[X22] the leaderboard opens down to its events, and the book of all tasks knows who joined', async () => {
  const { page } = tab;
  await page.goto(`${site.url}#/board`);
  await page.locator('tbody tr').nth(1).waitFor({ timeout: 60_000 });
  await page.locator('tbody a', { hasText: 'Why: Reward' }).first().click();
  await page
    .getByRole('dialog')
    .getByText(/^Sum: [\d.,]+ FLOCK$/)
    .waitFor();
  await page
    .getByRole('dialog')
    .getByText(/for attesting the result|for improving the model|keeper’s share/)
    .first()
    .waitFor();
  await page.keyboard.press('Escape');
  await page.goto(`${site.url}#/money`);
  await page.getByText('Connect a wallet to see its money').waitFor();
  expect(tab.errors).toEqual([]);
}, 180_000);
