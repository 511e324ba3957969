import { randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseUnits } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import { readDeployment } from '../chain/deployment.ts';
import { isDigest, toHex } from '../core/bytes.ts';
import { BaseError, isAbort } from '../core/errors.ts';
import type { Digest } from '../core/words.ts';
import type { BackendName } from '../train/trainer.ts';
import { type ParticipantOptions, participate, type Wrap } from './participate.ts';
import { chosenTask, positive, UsageError } from './task.ts';

const HELP = `Participant: trains, judges and is paid without a page.

  npm run participant -- --rpc URL --deployment FILE --relay MULTIADDR [options]

  --rpc URL             chain (http://127.0.0.1:8545)
  --deployment FILE     addresses on that chain (.local/deployment.json)
  --task ADDRESS        task to join (the newest one of the factory)
  --relay MULTIADDR     where peers meet; may be given again
  --wallet FILE         private key of the wallet, made where the file is absent (DIR/wallet)
  --stake AMOUNT        in tokens (the task's minimum)
  --digits COUNT        made-up handwriting as data (600)
  --writer NAME         whose hand (the wallet)
  --data PATH           a file or folder instead: IDX images and labels, or CSV
  --shard I/N           only part I of N of that data, from 0
  --alpha A             label skew of the shard (Dirichlet; absent: none)
  --store DIR           blocks, journal and keys (.local/participant)
  --backend NAME        wasm or cpu (the best one)
  --poll MS             time between two looks at the chain (1000)
  --cash-out            claim and withdraw when the task has ended
  --help
`;

/** Runs the command line. `wrap` is for attacks in tests. */
export async function main(args: string[], wrap?: Wrap): Promise<void> {
  const { values } = parseArgs({
    args,
    options: {
      rpc: { type: 'string', default: 'http://127.0.0.1:8545' },
      deployment: { type: 'string', default: '.local/deployment.json' },
      task: { type: 'string' },
      relay: { type: 'string', multiple: true, default: [] },
      wallet: { type: 'string' },
      stake: { type: 'string' },
      digits: { type: 'string', default: '600' },
      writer: { type: 'string' },
      data: { type: 'string' },
      shard: { type: 'string', default: '0/1' },
      alpha: { type: 'string' },
      store: { type: 'string', default: '.local/participant' },
      backend: { type: 'string' },
      poll: { type: 'string', default: '1000' },
      'cash-out': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new DOMException('Stopped', 'AbortError')));
  const log = (line: string) => console.log(`${new Date().toISOString().slice(11, 19)} ${line}`);

  const walletKey = await openWalletKey(values.wallet ?? join(values.store, 'wallet'));
  const address = privateKeyToAccount(walletKey).address;
  const deployment = readDeployment(JSON.parse(await readFile(values.deployment, 'utf8')));
  const task = await chosenTask(values.rpc, deployment, values.task);
  const shard = /^(\d+)\/(\d+)$/.exec(values.shard);
  if (!shard || Number(shard[1]) >= Number(shard[2]))
    throw new UsageError({ option: '--shard', expected: 'I/N with I < N', actual: values.shard });
  const alpha = values.alpha === undefined ? undefined : positive('--alpha', values.alpha);
  const options: ParticipantOptions = {
    rpc: values.rpc,
    deployment,
    task,
    relays: values.relay,
    walletKey,
    stake: values.stake === undefined ? undefined : parseUnits(values.stake, TOKEN_DECIMALS),
    folder: values.store,
    data: values.data
      ? { kind: 'path', path: values.data, index: Number(shard[1]), shards: Number(shard[2]), alpha }
      : { kind: 'digits', count: positive('--digits', values.digits), writer: values.writer ?? address, alpha },
    backend: values.backend as BackendName | undefined,
    cashOut: values['cash-out'],
    pollMs: positive('--poll', values.poll),
  };
  try {
    await participate(options, log, stop.signal, wrap);
  } catch (error) {
    if (!(stop.signal.aborted && isAbort(error))) throw error;
  }
  log('stopped');
}

const TOKEN_DECIMALS = 18;

/** Starts the command line and says in one line what went wrong. */
export async function runMain(wrap?: Wrap): Promise<void> {
  try {
    await main(process.argv.slice(2), wrap);
    process.exit(0);
  } catch (error) {
    console.error(`participant: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
    process.exit(1);
  }
}

/** The key in a file, or a fresh one that is written there. @throws BadWalletFileError rather than overwriting something else */
async function openWalletKey(file: string): Promise<Digest> {
  const stored = await readFile(file, 'utf8').catch(() => undefined);
  if (stored === undefined) {
    const key = toHex(randomBytes(32));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, `${key}\n`, { mode: 0o600 });
    return key;
  }
  const key = stored.trim().toLowerCase();
  if (!isDigest(key)) throw new BadWalletFileError({ file });
  return key;
}

class BadWalletFileError extends BaseError {
  constructor(facts: { file: string }) {
    super('Not a private key', facts);
  }
}

if (import.meta.main ?? process.argv[1]?.endsWith('/participant.ts')) await runMain();
