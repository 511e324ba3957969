import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { decodeFunctionData, encodeAbiParameters, encodeEventTopics, encodeFunctionResult, type Hex } from 'viem';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { federatedTaskAbi, taskFactoryAbi } from '../../../app/chain/abi.gen.ts';
import { writeSpec } from '../../../app/core/spec.ts';
import { type Address, type Digest, ZERO_DIGEST } from '../../../app/core/words.ts';
import { openNet } from '../../../app/net/open.ts';
import { nodeOptions } from '../../../app/net/options.ts';
import { digitsSpec } from '../../../app/node/presets.ts';
import { openStore } from '../../../app/store/open.ts';
import type { Store } from '../../../app/store/store.ts';
import { someBytes } from '../../suites/store.ts';

const FACTORY: Address = `0x${'f1'.repeat(20)}`;
const TASK: Address = `0x${'7a'.repeat(20)}`;
const ID = 1;
const DAY_S = 86_400;

/** A chain of one task that answers what the relay asks, and says what the test puts in. */
const chain = { specDigest: ZERO_DIGEST as Digest, logs: [] as { topics: Hex[]; data: Hex; blockNumber: Hex }[], head: 1, time: 1 };

function emit(topics: unknown, data: Hex): void {
  chain.head++;
  chain.logs.push({ topics: topics as Hex[], data, blockNumber: `0x${chain.head.toString(16)}` });
}

function propose(round: number, digest: Digest): void {
  emit(
    encodeEventTopics({ abi: federatedTaskAbi, eventName: 'Proposed', args: { round, id: ID } }),
    encodeAbiParameters([{ type: 'uint8' }, { type: 'bytes32' }], [0, digest]),
  );
}

function adopt(round: number, adoption: number, digest: Digest): void {
  emit(
    encodeEventTopics({ abi: federatedTaskAbi, eventName: 'Adopted', args: { round, adoption } }),
    encodeAbiParameters([{ type: 'bytes32' }], [digest]),
  );
}

function draw(round: number): void {
  const types = ['bytes32', 'bytes32', 'uint8', 'uint8', 'uint256', 'uint32[]', 'address'].map((type) => ({ type }));
  emit(
    encodeEventTopics({ abi: federatedTaskAbi, eventName: 'Drawn', args: { round } }),
    encodeAbiParameters(types, [ZERO_DIGEST, ZERO_DIGEST, 1, 1, 1n, [1, 2], FACTORY]),
  );
}

function finish(): void {
  emit(encodeEventTopics({ abi: federatedTaskAbi, eventName: 'Finished' }), encodeAbiParameters([{ type: 'uint256' }], [0n]));
}

/** Any tuple of the ABI with zeros in it. */
function zeros(components: readonly { name?: string; type: string }[]): Record<string, unknown> {
  const zero = (type: string) =>
    type === 'address' ? `0x${'00'.repeat(20)}` : type === 'bytes32' ? ZERO_DIGEST : /int(64|128|256)$/.test(type) ? 0n : 0;
  return Object.fromEntries(components.map(({ name, type }) => [name, zero(type)]));
}

function answer(method: string, params: { to: Address; data: Hex; fromBlock: Hex; toBlock: Hex }[]): unknown {
  if (method === 'eth_blockNumber') return `0x${chain.head.toString(16)}`;
  if (method === 'eth_getBlockByNumber')
    return { number: `0x${chain.head.toString(16)}`, timestamp: `0x${chain.time.toString(16)}`, transactions: [] };
  if (method === 'eth_getLogs') {
    const [{ fromBlock, toBlock }] = params;
    return chain.logs
      .filter(({ blockNumber }) => Number(blockNumber) >= Number(fromBlock) && Number(blockNumber) <= Number(toBlock))
      .map((log, i) => ({
        ...log,
        address: TASK,
        blockHash: ZERO_DIGEST,
        transactionHash: ZERO_DIGEST,
        transactionIndex: '0x0',
        logIndex: `0x${i.toString(16)}`,
        removed: false,
        blockTimestamp: '0x1',
      }));
  }
  const [{ to, data }] = params;
  if (to.toLowerCase() === FACTORY) {
    const { functionName } = decodeFunctionData({ abi: taskFactoryAbi, data });
    // The task is there once it has a spec: no factory makes one without.
    if (functionName === 'taskCount')
      return encodeFunctionResult({ abi: taskFactoryAbi, functionName, result: chain.specDigest === ZERO_DIGEST ? 0n : 1n });
    return encodeFunctionResult({ abi: taskFactoryAbi, functionName: 'tasks', result: [TASK] });
  }
  const config = federatedTaskAbi.find((entry) => entry.type === 'function' && entry.name === 'config') as {
    outputs: readonly [{ components: readonly { name: string; type: string }[] }];
  };
  const result = { ...zeros(config.outputs[0].components), specDigest: chain.specDigest } as never;
  return encodeFunctionResult({ abi: federatedTaskAbi, functionName: 'config', result });
}

type Relay = { address: string; lines: string[]; stop(signal?: NodeJS.Signals): Promise<number | null> };

const folder = mkdtempSync(join(tmpdir(), 'relay-'));
const running = new Set<ChildProcess>();
const ends: (() => Promise<unknown>)[] = [];
let rpc: Server;
let port = 0;

async function startRelay(...more: string[]): Promise<Relay> {
  const { port: rpcPort } = rpc.address() as { port: number };
  const args = ['app/node/relay.ts', '--store', folder, '--port', `${port}`, '--rpc', `http://127.0.0.1:${rpcPort}`];
  args.push('--deployment', join(folder, 'deployment.json'), '--poll', '100', '--rounds', '2', ...more);
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  running.add(child);
  const lines: string[] = [];
  createInterface(child.stdout).on('line', (line) => lines.push(line));
  const exited = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  void exited.then(() => running.delete(child));
  await expect.poll(() => lines[0], { timeout: 50_000 }).toMatch(/^\/ip4\/127\.0\.0\.1\/tcp\/\d+\/ws\/p2p\/12D3/);
  port = Number(lines[0].split('/')[4]);
  return {
    address: lines[0],
    lines,
    stop(signal = 'SIGTERM') {
      child.kill(signal);
      return exited;
    },
  };
}

async function openPeer(relay: string): Promise<{ store: Store; net: ReturnType<typeof openNet>; stop(): Promise<void> }> {
  const { store, libp2p } = await openStore({ libp2p: await nodeOptions({ webrtc: false, listen: [] }) });
  const net = openNet(libp2p, { relays: [relay] });
  let isOpen = true;
  const stop = async () => {
    if (!isOpen) return;
    isOpen = false;
    await net.stop();
    await store.stop();
  };
  ends.push(stop);
  await expect.poll(() => net.view().relays[0].connected, { timeout: 30_000 }).toBe(true);
  return { store, net, stop };
}

const within = (ms: number) => ({ maxBytes: 2_000_000, signal: AbortSignal.timeout(ms) });

beforeAll(async () => {
  rpc = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { id, method, params } = JSON.parse(body);
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ jsonrpc: '2.0', id, result: answer(method, params) }));
  });
  await new Promise<void>((resolve) => rpc.listen(0, '127.0.0.1', resolve));
  const deployment = { chainId: 31_337, token: FACTORY, arena: FACTORY, beacon: FACTORY, factory: FACTORY, lens: FACTORY, block: 0 };
  writeFileSync(join(folder, 'deployment.json'), JSON.stringify(deployment));
});

afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  rpc.close();
  rmSync(folder, { recursive: true, force: true });
});

test('[N9] a relay pins what the chain names, across restarts under the same address, and nothing else', async () => {
  const relay = await startRelay('--announce-file', join(folder, 'address'));
  await expect.poll(() => readFileSync(join(folder, 'address'), 'utf8').trim(), { timeout: 10_000 }).toBe(relay.address);
  const a = await openPeer(relay.address);
  chain.specDigest = await a.store.put(writeSpec(digitsSpec()));
  const [update, model, unnamed, large] = [someBytes(20_000, 1), someBytes(90_000, 2), someBytes(1_000, 3), someBytes(1_500_000, 4)];
  const digests = { update: await a.store.put(update), model: await a.store.put(model), large: await a.store.put(large) };
  const unnamedDigest = await a.store.put(unnamed);
  draw(1);
  propose(1, digests.update);
  propose(1, digests.large);
  adopt(1, 0, digests.model);
  await expect.poll(() => relay.lines.at(-1), { timeout: 30_000 }).toMatch(/3 files .* 0 wanted, 1 refused/);
  await a.stop();

  const b = await openPeer(relay.address);
  expect((await b.store.get(digests.update, within(10_000))).length).toBe(20_000);
  await b.stop();
  expect(await relay.stop('SIGKILL')).toBe(null);

  const again = await startRelay();
  expect(again.address).toBe(relay.address);
  const c = await openPeer(again.address);
  for (const digest of [digests.update, digests.model, chain.specDigest]) await c.store.get(digest, within(15_000));
  for (const digest of [unnamedDigest, digests.large]) await expect(c.store.get(digest, within(500))).rejects.toThrow();

  // Long over, the update stays, for whoever derives the models again; one that nobody has is searched for no more.
  propose(1, unnamedDigest);
  draw(3);
  await expect.poll(() => again.lines.at(-1), { timeout: 30_000 }).toMatch(/3 files .* 0 wanted/);
  expect((await c.store.get(digests.update, within(15_000))).length).toBe(20_000);
  expect(await again.stop()).toBe(0);

  const third = await startRelay();
  await expect.poll(() => third.lines.at(-1), { timeout: 30_000 }).toMatch(/3 files .* 0 wanted/);
  finish();
  chain.time = 29 * DAY_S;
  await new Promise((resolve) => setTimeout(resolve, 500));
  const e = await openPeer(third.address);
  expect((await e.store.get(digests.update, within(15_000))).length).toBe(20_000);
  await e.stop();
  chain.time = 31 * DAY_S;
  chain.head++;
  await expect.poll(() => third.lines.at(-1), { timeout: 30_000 }).toMatch(/2 files/);
  const d = await openPeer(third.address);
  await expect(d.store.get(digests.update, within(500))).rejects.toThrow();
  await d.store.get(digests.model, within(15_000));
  await c.stop();
  await d.stop();
  expect(await third.stop('SIGINT')).toBe(0);
}, 180_000);

test('[N10] who was connected comes back by itself when the relay does, and the view tells', async () => {
  const relay = await startRelay('--no-serve');
  const peer = await openPeer(relay.address);
  const seen: boolean[] = [];
  peer.net.watch(() => seen.push(peer.net.view().online));
  expect(await relay.stop()).toBe(0);
  await expect.poll(() => peer.net.view(), { timeout: 20_000 }).toMatchObject({ online: false, relays: [{ connected: false }], peers: [] });
  const again = await startRelay('--no-serve');
  await expect.poll(() => peer.net.view().relays[0].connected, { timeout: 30_000 }).toBe(true);
  expect(seen).toContain(false);

  const other = await openPeer(again.address);
  await expect(other.store.get(chain.specDigest, within(500))).rejects.toThrow();
  await peer.stop();
  await other.stop();
  expect(await again.stop()).toBe(0);
}, 180_000);
