import { type ChildProcess, spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { toHex } from 'viem';
import { mnemonicToAccount } from 'viem/accounts';
import { BaseError } from '../core/errors.ts';
import type { Address, Digest } from '../core/words.ts';

/** The development phrase that every local chain knows. Warning: its keys are public. */
const MNEMONIC = 'test test test test test test test test test test test junk';
const BINARY = 'node_modules/.bin/anvil';
const READY_TRIES = 200;
const READY_PAUSE_MS = 50;

export type AnvilOptions = {
  /** 0 or absent: any free port. */
  readonly port?: number;
  /** Absent: a block per transaction. The block-hash beacon needs blocks that come by themselves. */
  readonly blockTimeS?: number;
  readonly accounts?: number;
  readonly chainId?: number;
  /** Folder or file to load from and to write the state to at the end, so that a stopped chain can go on. */
  readonly statePath?: string;
};

export type DevAccount = { readonly address: Address; readonly key: Digest };

export type Anvil = {
  readonly rpc: string;
  readonly port: number;
  readonly chainId: number;
  /** Rich from the start. */
  readonly accounts: readonly DevAccount[];
  /** Resolves once the process is gone. */
  stop(): Promise<void>;
};

/** A chain that nobody stopped ends with the process that started it. */
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill();
});

/** Starts a local chain and waits until it answers. @throws AnvilError with what it printed last */
export async function startAnvil(options: AnvilOptions = {}): Promise<Anvil> {
  const port = options.port || (await freePort());
  const chainId = options.chainId ?? 31_337;
  const count = options.accounts ?? 10;
  const args = [
    ...(process.env.ANVIL_EXTRA ? [process.env.ANVIL_EXTRA] : []),
    '--host',
    '127.0.0.1',
    '--port',
    `${port}`,
    '--chain-id',
    `${chainId}`,
    '--accounts',
    `${count}`,
    '--mnemonic',
    MNEMONIC,
  ];
  if (options.blockTimeS) args.push('--block-time', `${options.blockTimeS}`);
  if (options.statePath) args.push('--state', options.statePath);
  const child = spawn(BINARY, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  running.add(child);
  let printed = '';
  const keep = (chunk: Buffer) => {
    printed = (printed + chunk).slice(-2000);
  };
  child.stdout.on('data', keep);
  child.stderr.on('data', keep);
  let gone = false;
  const exited = new Promise<void>((resolve) => {
    const end = () => {
      gone = true;
      running.delete(child);
      resolve();
    };
    child.on('exit', end);
    child.on('error', end);
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await exited;
    clearTimeout(late);
  };

  const rpc = `http://127.0.0.1:${port}`;
  for (let tries = 0; !(await answers(rpc, chainId)); tries++) {
    if (gone || tries === READY_TRIES) {
      await stop();
      throw new AnvilError({ port, printed: printed.trim() });
    }
    await sleep(READY_PAUSE_MS);
  }
  return { rpc, port, chainId, accounts: devAccounts(count), stop };
}

/** The accounts of the development phrase, in order. */
export function devAccounts(count: number): DevAccount[] {
  return Array.from({ length: count }, (_, addressIndex) => {
    const account = mnemonicToAccount(MNEMONIC, { addressIndex });
    return { address: account.address, key: toHex(account.getHdKey().privateKey!) };
  });
}

async function answers(rpc: string, chainId: number): Promise<boolean> {
  const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] });
  try {
    const response = await fetch(rpc, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    const { result } = (await response.json()) as { result?: string };
    return Number(result) === chainId;
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}

export class AnvilError extends BaseError {
  constructor(facts: { port: number; printed: string }) {
    super('The local chain did not start', facts);
  }
}
