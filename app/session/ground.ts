import type { Aggregate } from '../aggregate/open.ts';
import type { Chain, ChainWallet, OnSent, Sent } from '../chain/chain.ts';
import type { TaskConfig } from '../chain/config.ts';
import type { ArenaTask, TaskFacts, TokenView } from '../chain/views.ts';
import type { Wallet } from '../chain/wallet.ts';
import type { Spec } from '../core/spec.ts';
import type { Address, Dataset, Digest, Split } from '../core/words.ts';
import type { Net } from '../net/net.ts';
import type { Journal } from '../store/journal.ts';
import type { Store } from '../store/store.ts';
import type { Trainer } from '../train/trainer.ts';
import type { NetworkView, TaskRoom } from './house.ts';
import type { Workshop } from './workshop.ts';
import type { Clock } from './world.ts';

/** What the house stands on in a tab, built by `app/main.tsx`: every real thing, opened when it is first needed. */
export type Ground = {
  readonly network: NetworkView;
  readonly clock: Clock;
  readonly journal: Journal;
  listTasks(): Promise<readonly TaskFacts[]>;
  /** `wallet` is whose place is read; `operatorKey` acts for it. */
  chain(task: Address, me: { wallet?: Address; operatorKey?: Digest }): Chain;
  wallet(task: TaskFacts, wallet: Wallet): ChainWallet;
  arena(): Promise<{ tasks: readonly ArenaTask[]; token: TokenView; registry: Address }>;
  /** What an account has of the stake token and of ether. */
  funds(account: Address): Promise<{ token: bigint; ether: bigint }>;
  /** `config` gets what the network fixes, and the chain's time. */
  createTask(
    wallet: Wallet,
    arenaTask: bigint,
    config: (fixed: Pick<TaskConfig, 'stakeToken' | 'beacon'> & { time: number }) => TaskConfig,
    onSent?: OnSent,
  ): Promise<Sent & { task: Address }>;
  /** Rewards of several tasks to the wallet, in one batch where it can. */
  claimAll(tasks: readonly Address[], wallet: Wallet, onSent: (hash: Digest) => void, onClaimed?: (task: Address) => void): Promise<void>;
  /** The store and the net over one libp2p node: one for all tasks. */
  content(): Promise<{ store: Store; net: Net }>;
  /** In a thread of its own; here where it is absent. */
  readonly aggregate?: Aggregate;
  openTrainer(options: { spec: Spec; dataset: Dataset; split: Split }): Promise<Trainer>;
  /** 32 bytes that nobody can guess. */
  chance(): Digest;
  /** Holds a name for this tab alone; undefined where another tab holds it. Returns the way out. */
  lock(name: string): Promise<(() => void) | undefined>;
  log(line: string): void;
};

/**
 * What a first visit stands on before anybody has touched the page: reading the list of tasks and no more. The rest of the
 * ground (peers, engines, readers of files) is several times as large, and is fetched once somebody goes inside.
 */
export type Doorstep = Pick<Ground, 'network' | 'clock' | 'journal' | 'listTasks' | 'log'> & {
  /** Canonical bytes of specs that came with the page; hostile until their digest is checked. */
  readonly specs: readonly string[];
  /** Resolves with the first touch of the page: from then on peers may be dialled for what the list lacks. */
  readonly touched: Promise<unknown>;
  inside(): Promise<Inside>;
};

/** What is behind the door. */
export type Inside = {
  readonly ground: Ground;
  openRoom(task: Address): OpenRoom;
  workshop(): Promise<Workshop>;
};

export type OpenRoom = TaskRoom & { close(): Promise<void> };
