import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readTask } from '../../app/chain/readTask.ts';
import { initialWeights, layoutOf } from '../../app/core/layout.ts';
import { seedOf } from '../../app/core/random.ts';
import type { Address } from '../../app/core/words.ts';
import { digitShard } from '../../app/data/digits.ts';
import { splitDataset } from '../../app/data/split.ts';
import { type Network, startNetwork } from '../../app/node/network.ts';
import { digitsSpec, TOKEN } from '../../app/node/presets.ts';
import { openEngine } from '../../app/train/engine.ts';
import { encodeModel } from '../../app/update/model.ts';
import { openHost } from './host.ts';
import { openTab, type Tab } from './tab.ts';

/**
 * A person makes a task in the page, on a real chain with a real relay, and somebody else takes its model along. The page lies
 * under a path of a host that sets no header. The tests are one story.
 */
const PATH = '/some/where/';

let folder: string;
let network: Network;
let host: Awaited<ReturnType<typeof openHost>>;
let maker: Tab;
let task: Address;
const requests: string[] = [];
const violations: string[] = [];

const site = () => `${host.origin}${PATH}`;
const says = (page: Page, text: RegExp | string) => page.getByText(text).filter({ visible: true }).first();
const shot = async (page: Page, name: string) => {
  if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}.png`), fullPage: true });
};

/** Lists every request that a tab makes, whatever part of it makes it. */
function listen({ context, page }: Tab): void {
  context.on('request', (request) => requests.push(request.url()));
  page.on('websocket', (socket) => requests.push(socket.url()));
  page.on('console', (message) => /Content Security Policy/i.test(message.text()) && violations.push(message.text()));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'create-'));
  network = await startNetwork({ folder: join(folder, 'network') });
  const { anvil, deployment, relay } = network;
  const local = { name: 'Local', chainId: anvil.chainId, rpc: anvil.rpc, deployment, relays: [relay], devWallet: true };
  host = await openHost({ [PATH]: 'dist' }, { [`${PATH}networks.json`]: JSON.stringify({ networks: [local] }) });
}, 180_000);

afterAll(async () => {
  await maker?.close();
  await host?.stop();
  await network?.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A model that has learned from generated digits, as a file. */
async function trainedModel(): Promise<string> {
  const spec = digitsSpec();
  const dataset = { ...digitShard({ seed: seedOf('model file'), participant: 0, count: 1500 }), classes: spec.data.classes };
  const engine = await openEngine({ spec, dataset, split: splitDataset(dataset, spec, seedOf('split')), backend: 'cpu' });
  let weights = initialWeights(layoutOf(spec), seedOf('first'));
  for (let i = 0; i < 6; i++) ({ weights } = await engine.fit(weights, seedOf(`fit ${i}`)));
  await engine.close();
  const file = join(folder, 'start.safetensors');
  await writeFile(file, encodeModel(weights, spec));
  return file;
}

test('[I32] [I35] a task is made in the page without code, after a dry run that moves no money', async () => {
  const model = await trainedModel();
  maker = await openTab('maker', site(), '#/create', { backend: 'wasm' });
  listen(maker);
  const { page } = maker;
  await page.getByLabel('Title').fill('Digits of everybody');
  await page.getByRole('button', { name: 'Use 28 × 28 digits' }).click();
  await page.getByLabel('Fewest participants').fill('2');
  await page.locator('input[aria-label="Start from a model file"]').setInputFiles(model);
  await page.getByRole('button', { name: 'Finish an arena task' }).click();
  await page.locator('input[name="arena"]:checked').waitFor();
  let sent = 0;
  page.on('request', (request) => {
    if (/eth_send|wallet_sendCalls/.test(request.postData() ?? '')) sent++;
  });
  await page.getByRole('button', { name: 'Run on drawn digits' }).click();
  await says(page, 'Training a round').waitFor({ timeout: 90_000 });
  expect(sent).toBe(0);
  await shot(page, 'create-dry-run');

  // The draft is still there after a reload; the model's file is not, and is chosen again.
  await page.reload();
  await expect.poll(() => page.getByLabel('Title').inputValue()).toBe('Digits of everybody');
  expect(await page.getByLabel('Fewest participants').inputValue()).toBe('2');
  await page.locator('input[aria-label="Start from a model file"]').setInputFiles(model);
  await page.getByRole('button', { name: 'Connect a wallet to create' }).click();
  await page.getByRole('button', { name: /development wallet/i }).click();
  await page.getByRole('button', { name: 'Create the task' }).click();
  await says(page, 'Your task exists').waitFor({ timeout: 60_000 });
  // What creates the task is seen by the same look.
  expect(sent).toBeGreaterThan(0);
  await says(page, 'Others have fetched the spec').waitFor({ timeout: 60_000 });
  await shot(page, 'create-done');
  await page.getByRole('link', { name: 'Go to the task' }).click();
  await page.getByRole('heading', { name: 'Digits of everybody' }).waitFor();
  task = /0x[0-9a-fA-F]{40}/.exec(page.url())?.[0] as Address;
  const { rules, pool } = await readTask(network.clients.client, network.deployment, task);
  expect([rules.minParticipants, rules.rounds, rules.minStake]).toEqual([2, 60, 100n * TOKEN]);
  expect(pool).toBe(1_000n * TOKEN);
}, 240_000);

test('[I35] the relay serves spec and model once the maker is gone', async () => {
  await maker.close();
  maker = await openTab('visitor', site(), `#/task/${task}/model`, { backend: 'wasm' });
  listen(maker);
  const { page } = maker;
  await page.getByRole('heading', { name: 'Digits of everybody' }).waitFor({ timeout: 60_000 });
  await says(page, 'bit for bit the model').waitFor({ timeout: 60_000 });
}, 180_000);

test('[I36] [I37] [I38] the model is tried, measured and taken along, and a page with it in it works', async () => {
  const { page, context } = maker;
  const pad = page.locator('canvas[data-draw]');
  await pad.scrollIntoViewIfNeeded();
  const box = (await pad.boundingBox())!;
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, box.y + box.height * 0.8, { steps: 12 });
  await page.mouse.up();
  await says(page, 'The model says').waitFor();
  expect(await page.locator('[aria-live="polite"] strong').first().textContent()).toBe('1');

  await page
    .getByRole('button', { name: /digits drawn in this tab/i })
    .first()
    .click();
  await says(page, 'What it takes for what').waitFor({ timeout: 60_000 });
  const accuracy = Number(/([\d.]+) %/.exec((await page.locator('dd.text-accent-text').last().textContent()) ?? '')?.[1]);
  expect(accuracy).toBeGreaterThan(60);
  await page.getByRole('button', { name: 'Compare with training alone' }).click();
  await says(page, /your data alone/i).waitFor();
  await shot(page, 'model');

  const save = async (name: RegExp, file: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name }).click()]);
    await download.saveAs(join(folder, file));
    return download.suggestedFilename();
  };
  await save(/save as model.html/i, 'model.html');
  const picture = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [28, 28];
    const ink = canvas.getContext('2d')!;
    ink.fillStyle = '#000';
    ink.fillRect(0, 0, 28, 28);
    ink.fillStyle = '#fff';
    ink.fillRect(13, 4, 3, 20);
    return canvas.toDataURL('image/png').split(',')[1] ?? '';
  });
  await writeFile(join(folder, 'one.png'), Buffer.from(picture, 'base64'));
  // Rounds go on meanwhile: until what was said and what was saved are of one model.
  let [file, chance, bytes] = ['', '', Buffer.alloc(0)];
  for (let isSame = false; !isSame; ) {
    file = await save(/download .safetensors/i, 'model.safetensors');
    bytes = await readFile(join(folder, 'model.safetensors'));
    await page.getByRole('button', { name: 'Clear' }).click();
    await expect.poll(() => page.locator('[aria-live="polite"] strong').count()).toBe(0);
    await page.locator('input[aria-label="Upload a picture"]').setInputFiles(join(folder, 'one.png'));
    await expect.poll(() => page.locator('[aria-live="polite"] strong').first().textContent()).toBe('1');
    chance = (await page.locator('ul li span.text-right').first().textContent()) ?? '';
    await save(/download .safetensors/i, 'later.safetensors');
    isSame = bytes.equals(await readFile(join(folder, 'later.safetensors')));
  }

  // The saved page beside the saved file, on a host of its own.
  await writeFile(join(folder, file), bytes);
  const own = await openHost({ '/': folder }, {});
  const other = await context.newPage();
  const errors: string[] = [];
  other.on('pageerror', (error) => errors.push(String(error)));
  await other.goto(`${own.origin}/model.html`);
  await other.locator('input[type="file"]').setInputFiles(join(folder, 'one.png'));
  await expect.poll(() => other.locator('output').textContent()).toBe(`1 (${chance})`);
  expect(errors).toEqual([]);
  expect(own.asked.filter((path) => path !== '/favicon.ico').sort()).toEqual([`/${file}`, '/model.html']);
  await other.close();
  await own.stop();
}, 240_000);

test('[I39] the page opens offline with what it showed last, under its path', async () => {
  const { page } = maker;
  await page.goto(`${site()}#/`);
  await says(page, 'Digits of everybody').waitFor();
  await page.mouse.click(5, 5);
  const isKept = () => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state === 'activated');
  await expect.poll(isKept, { timeout: 30_000 }).toBe(true);
  await page.goto(`${site()}?again#/task/${task}`);
  await page.getByRole('heading', { name: 'Digits of everybody' }).waitFor();
  await says(page, 'Take part').waitFor();
  // The task is written down with its history; nothing on the page says when.
  await page.waitForTimeout(4_000);

  await host.stop();
  await network.anvil.stop();
  await page.goto(`${site()}#/`);
  await says(page, 'Digits of everybody').waitFor();
  await says(page, /may be old|does not answer/).waitFor();
  await shot(page, 'offline-list');
  await page.reload();
  await says(page, 'Digits of everybody').waitFor();
  await page.goto(`${site()}#/task/${task}`);
  await page.getByRole('heading', { name: 'Digits of everybody' }).waitFor();
  await says(page, /does not answer/).waitFor();
  await shot(page, 'offline-task');
}, 240_000);

test('[I15] [I40] nobody but the host, the chain’s node and the relay was asked, and no policy was broken', () => {
  const allowed = new Set([host.origin, network.anvil.rpc.replace(/\/$/, ''), `ws://127.0.0.1:${/tcp\/(\d+)/.exec(network.relay)?.[1]}`]);
  const strangers = requests.filter((url) => !/^(blob|data):/.test(url) && !allowed.has(new URL(url).origin));
  expect(strangers.filter((url) => !/model\.html|\.safetensors$|favicon\.ico$/.test(url))).toEqual([]);
  expect(requests.length).toBeGreaterThan(20);
  expect(violations).toEqual([]);
});
