import { randomBytes } from 'node:crypto';
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { createPublicClient, createWalletClient, defineChain, http } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import type { Deployment } from '../chain/deployment.ts';
import { openChain } from '../chain/openChain.ts';
import { openWallet } from '../chain/openWallet.ts';
import { fromHex, toHex } from '../core/bytes.ts';
import { BaseError } from '../core/errors.ts';
import { keccakWords } from '../core/hashes.ts';
import { seedOf } from '../core/random.ts';
import type { Spec } from '../core/spec.ts';
import type { Address, Dataset, Digest } from '../core/words.ts';
import { digitShard } from '../data/digits.ts';
import { openFiles } from '../data/open.ts';
import { shardOf } from '../data/shard.ts';
import { splitDataset } from '../data/split.ts';
import { openNet } from '../net/open.ts';
import { nodeOptions } from '../net/options.ts';
import { cell } from '../session/cell.ts';
import { describe, pauseMs } from '../session/problems.ts';
import { fetchSpec } from '../session/spec.ts';
import type { SessionView } from '../session/views.ts';
import { startWalk } from '../session/walk.ts';
import { realClock } from '../session/world.ts';
import { openStore } from '../store/open.ts';
import { openEngine } from '../train/engine.ts';
import type { BackendName, Trainer } from '../train/trainer.ts';
import { openFileBlocks } from './files.ts';
import { openFileJournal } from './journal.ts';

export type ParticipantOptions = {
  readonly rpc: string;
  readonly deployment: Deployment;
  readonly task: Address;
  readonly relays: readonly string[];
  readonly walletKey: Digest;
  /** In the token's smallest unit; absent: the task's minimum. */
  readonly stake?: bigint;
  /** Blocks, journal, keys. */
  readonly folder: string;
  readonly data: DataChoice;
  readonly backend?: BackendName;
  /** Claims rewards and takes the stake out once the task has ended. */
  readonly cashOut: boolean;
  /** Between two looks at the chain. */
  readonly pollMs?: number;
};

export type DataChoice =
  | { readonly kind: 'digits'; readonly count: number; readonly writer: string; readonly alpha?: number }
  /** A file or folder, of which shard `index` of `shards` is taken. */
  | { readonly kind: 'path'; readonly path: string; readonly index: number; readonly shards: number; readonly alpha?: number };

/** For experiments and attacks: what stands between the session and its trainer. */
export type Wrap = (trainer: Trainer) => Trainer;

/**
 * A participant without a page: joins a task if it has not, and walks until the task ends or `signal` aborts. The same
 * session as in a tab.
 */
export async function participate(
  options: ParticipantOptions,
  log: (line: string) => void,
  signal: AbortSignal,
  wrap: Wrap = (it) => it,
): Promise<void> {
  const { deployment, task, folder } = options;
  const network = defineChain({
    id: deployment.chainId,
    name: `chain ${deployment.chainId}`,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [options.rpc] } },
  });
  const transport = http(options.rpc, { retryCount: 1 });
  const client = createPublicClient({ chain: network, transport, pollingInterval: 500 });
  const account = privateKeyToAccount(options.walletKey);
  const journal = await openFileJournal(join(folder, 'journal'));
  const stored = await journal.get('operator');
  const operatorKey: Digest = stored ? toHex(stored) : toHex(randomBytes(32));
  if (!stored) await journal.set('operator', fromHex(operatorKey));

  /** Tries until it works: a chain or a relay that is down at the start is waited for. */
  const insist = async <T>(what: string, work: () => Promise<T>): Promise<T> => {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        signal.throwIfAborted();
        log(`${what}: ${describe(error).message}; trying again`);
        await realClock.sleep(pauseMs(tries), signal);
        signal.throwIfAborted();
      }
    }
  };

  const blocks = await openFileBlocks(join(folder, 'store'));
  const { store, libp2p } = await openStore({ ...blocks, libp2p: await nodeOptions() });
  const net = openNet(libp2p, { relays: options.relays });
  const closers: (() => Promise<unknown>)[] = [() => store.stop(), () => net.stop()];
  try {
    const chain = openChain({ client, deployment, task, operatorKey, wallet: account.address, pollMs: options.pollMs });
    const first = await insist('chain', () => chain.now());
    net.follow(task, () => walk?.nudge());
    const spec = await insist('spec', () =>
      fetchSpec(
        { content: async () => ({ store, net }) },
        first.task.specDigest,
        AbortSignal.any([signal, AbortSignal.timeout(SPEC_WAIT_MS)]),
      ),
    );
    const dataset = await openChosen(options.data, spec);
    const split = splitDataset(dataset, spec, keccakWords(operatorKey, 1));
    log(`data: ${split.train.length} rows to train on, ${split.test.length} to judge on`);
    const trainer = wrap(await openEngine({ spec, dataset, split, backend: options.backend }));
    closers.push(() => trainer.close());
    log(`trains on ${trainer.device.backend} (${trainer.device.description})`);

    const wallet = openWallet(
      { client, wallet: createWalletClient({ account, chain: network, transport }) },
      deployment,
      task,
      first.task.token.address,
    );
    if (!first.me) {
      const amount = options.stake ?? first.task.rules.minStake;
      const gift = (await chain.roundCost()) * BigInt(first.task.rules.rounds) * GIFT_FACTOR;
      await insist('join', () => wallet.join(amount, chain.operator!, gift));
    }
    log(`takes part as ${account.address}, operator ${chain.operator}`);

    const view = cell<SessionView>({
      status: 'starting',
      doing: { act: 'wait' },
      steps: [],
      curve: [],
      bytesOut: {},
      activity: [],
      problems: [],
    });
    const world = { chain, store, net, journal, clock: realClock, operatorKey, log };
    const walk = startWalk(world, { spec, trainer, warmsUp: false, acts: true }, view);
    closers.push(() => walk.stop());
    await ended(view, signal);
    if (view.getSnapshot().task?.phase !== 'Lobby' && options.cashOut && !signal.aborted) {
      await wallet.claim();
      const { me } = await chain.now();
      if (me && me.stake > 0n) await wallet.withdraw(me.stake);
      log('claimed its rewards and took its stake out');
    }
  } finally {
    for (const close of closers.reverse()) await close();
  }
}

const SPEC_WAIT_MS = 15_000;
const GIFT_FACTOR = 3n;

/** Resolves when the task has ended or `signal` aborts. */
function ended(view: ReturnType<typeof cell<SessionView>>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      const phase = view.getSnapshot().task?.phase;
      if (!signal.aborted && phase !== 'Finished' && phase !== 'Aborted') return;
      unsubscribe();
      resolve();
    };
    const unsubscribe = view.subscribe(look);
    signal.addEventListener('abort', look);
    look();
  });
}

async function openChosen(choice: DataChoice, spec: Spec): Promise<Dataset> {
  if (choice.kind === 'digits') {
    return digitShard({ seed: seedOf(`writer ${choice.writer}`), participant: 0, count: choice.count, alpha: choice.alpha });
  }
  const { dataset } = await openFiles(await filesAt(choice.path), spec);
  return choice.shards > 1 ? shardOf(dataset, choice.index, choice.shards, { alpha: choice.alpha }) : dataset;
}

/** A file, or the files of a folder. @throws NoDataError */
async function filesAt(path: string): Promise<File[]> {
  try {
    const names = (await stat(path)).isDirectory() ? (await readdir(path)).map((name) => join(path, name)) : [path];
    return await Promise.all(names.map(async (name) => new File([await readFile(name)], basename(name))));
  } catch (cause) {
    throw new NoDataError({ path }, cause);
  }
}

export class NoDataError extends BaseError {
  constructor(facts: { path: string }, cause: unknown) {
    super('Cannot read the data', facts, cause);
  }
}
