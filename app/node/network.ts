import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { createPublicClient, createWalletClient, defineChain, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import type { TaskConfig } from '../chain/config.ts';
import { createTask } from '../chain/createTask.ts';
import { deploy, finishArenaTask, fund } from '../chain/deploy.ts';
import type { Deployment } from '../chain/deployment.ts';
import type { Clients } from '../chain/send.ts';
import { BaseError } from '../core/errors.ts';
import { type Spec, writeSpec } from '../core/spec.ts';
import type { Address } from '../core/words.ts';
import { openNet } from '../net/open.ts';
import { nodeOptions } from '../net/options.ts';
import { openStore } from '../store/open.ts';
import { type Anvil, startAnvil } from './anvil.ts';
import { readBytecodes } from './artifacts.ts';
import { localRules, TOKEN } from './presets.ts';

const POOL_RATIO_BPS = 5_000n;
const ARENA_REWARD = 20_000n * TOKEN;
const SUPPLY = 1_000_000_000n * TOKEN;
const GAS_MONEY = 100n * 10n ** 18n;
const RELAY_START_MS = 60_000;
const SPEC_PIN_MS = 60_000;

/** A chain with everything on it, a relay, and what belongs to them; each in its own process and folder. */
export type Network = {
  readonly anvil: Anvil;
  readonly deployment: Deployment;
  readonly deploymentFile: string;
  readonly relay: string;
  readonly clients: Clients;
  readonly folder: string;
  /** Puts a spec on IPFS and derives a task from a finished arena task. Returns once the relay holds the spec. */
  createTask(spec: Spec, rules?: Partial<TaskConfig>): Promise<Address>;
  /** Gives an account tokens and gas money. */
  fund(account: Address, tokens: bigint): Promise<void>;
  /** A Node process of the project: what it prints goes to a file in the network's folder and to `onLine`. */
  run(name: string, file: string, args: readonly string[], onLine?: (line: string) => void): Child;
  stopRelay(): Promise<void>;
  /** Stops the relay and starts it again on the same address, with what it had stored. */
  restartRelay(extra?: readonly string[]): Promise<void>;
  stop(): Promise<void>;
};

export type Child = { readonly name: string; readonly process: ChildProcess; readonly exited: Promise<number>; stop(): Promise<void> };

export type NetworkOptions = {
  readonly folder: string;
  readonly chainPort?: number;
  readonly relayPort?: number;
  readonly blockTimeS?: number;
  /** A seed makes draws repeatable; absent: hashes of future blocks. */
  readonly seed?: bigint;
};

/** Starts a local chain and a relay and deploys everything. @throws AnvilError, NotBuiltError, ChildFailedError */
export async function startNetwork(options: NetworkOptions): Promise<Network> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  const anvil = await startAnvil({ port: options.chainPort, blockTimeS: options.blockTimeS ?? 1, accounts: 1 });
  const children: Child[] = [];
  try {
    const chain = defineChain({
      id: anvil.chainId,
      name: 'Local',
      nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
      rpcUrls: { default: { http: [anvil.rpc] } },
    });
    const transport = http(anvil.rpc);
    const account = privateKeyToAccount(anvil.accounts[0].key);
    const clients: Clients = {
      client: createPublicClient({ chain, transport, pollingInterval: 200 }),
      wallet: createWalletClient({ account, chain, transport }),
    };
    const deployment = await deploy(clients, readBytecodes(), { supply: SUPPLY, ratioBps: POOL_RATIO_BPS, seed: options.seed });
    const deploymentFile = join(folder, 'deployment.json');
    await writeFile(deploymentFile, JSON.stringify(deployment, undefined, 2));

    const run: Network['run'] = (name, file, args, onLine) => {
      const child = startChild(folder, name, file, args, onLine);
      children.push(child);
      return child;
    };
    let relay = '';
    let tasks = 0;
    let settled = 0;
    const startRelay = async (extra: readonly string[] = []) => {
      const place = [
        '--store',
        join(folder, 'relay'),
        '--port',
        `${options.relayPort ?? 0}`,
        '--rpc',
        anvil.rpc,
        '--deployment',
        deploymentFile,
      ];
      // The same port again after a restart, so that the address of a relay stays.
      const port = /\/tcp\/(\d+)\//.exec(relay)?.[1];
      let ready: (address: string) => void = () => {};
      const address = new Promise<string>((resolve) => {
        ready = resolve;
      });
      const child = run('relay', 'app/node/relay.ts', [...place, ...(port ? ['--port', port] : []), ...extra], (line) => {
        if (line.startsWith('/')) ready(line);
        const [, known, wanted] = /(\d+) tasks.* (\d+) wanted/.exec(line) ?? [];
        if (wanted === '0') settled = Number(known);
      });
      const found = await Promise.race([address, child.exited.then(() => undefined), sleep(RELAY_START_MS, undefined, { ref: false })]);
      if (!found) throw new ChildFailedError({ name: 'relay', log: join(folder, 'relay.log') });
      relay = found;
      return child;
    };
    let relayChild = await startRelay();

    return {
      anvil,
      deployment,
      deploymentFile,
      get relay() {
        return relay;
      },
      clients,
      folder,
      async createTask(spec, rules = {}) {
        const { store, libp2p } = await openStore({ libp2p: await nodeOptions() });
        const net = openNet(libp2p, { relays: [relay] });
        const specDigest = await store.put(writeSpec(spec));
        const arenaTask = await finishArenaTask(clients, deployment.arena, ARENA_REWARD);
        const { timestamp } = await clients.client.getBlock();
        const fixed = {
          stakeToken: deployment.token,
          beacon: deployment.beacon,
          creator: account.address,
          specDigest,
          startBy: Number(timestamp) + 86_400,
        };
        tasks += 1;
        const { task } = await createTask(clients, deployment.factory, arenaTask, { ...localRules(fixed), ...rules });
        // Served from here until the relay knows the task and lacks nothing.
        const giveUp = Date.now() + SPEC_PIN_MS;
        while (settled < tasks) {
          if (Date.now() > giveUp) throw new ChildFailedError({ name: 'relay', log: join(folder, 'relay.log') });
          await sleep(100);
        }
        await net.stop();
        await store.stop();
        return task;
      },
      fund: (to, tokens) => fund(clients, deployment.token, [to], tokens, GAS_MONEY),
      run,
      stopRelay: () => relayChild.stop(),
      async restartRelay(extra) {
        await relayChild.stop();
        relayChild = await startRelay(extra);
      },
      async stop() {
        await Promise.all(children.map((child) => child.stop()));
        await anvil.stop();
      },
    };
  } catch (error) {
    await Promise.all(children.map((child) => child.stop()));
    await anvil.stop();
    throw error;
  }
}

function startChild(folder: string, name: string, file: string, args: readonly string[], onLine?: (line: string) => void): Child {
  const log = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) {
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      onLine?.(line);
    });
  }
  const exited = new Promise<number>((resolve) => {
    child.on('exit', (code) => resolve(code ?? 1));
    child.on('error', () => resolve(1));
  });
  return {
    name,
    process: child,
    exited,
    async stop() {
      child.kill('SIGTERM');
      const late = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await exited;
      clearTimeout(late);
    },
  };
}

const STOP_MS = 8_000;

/** A process of the local network did not do its part; its log says why. */
export class ChildFailedError extends BaseError {
  constructor(facts: { name: string; log: string }) {
    super('A process of the local network failed', facts);
  }
}
