import type { Chain, ChainWallet } from '../chain/chain.ts';
import type { TaskFacts } from '../chain/views.ts';
import type { Wallet } from '../chain/wallet.ts';
import type { Spec } from '../core/spec.ts';
import type { Address, Dataset, Digest, Split } from '../core/words.ts';
import type { Net } from '../net/net.ts';
import type { Journal } from '../store/journal.ts';
import type { Store } from '../store/store.ts';
import type { Trainer } from '../train/trainer.ts';
import type { NetworkView } from './house.ts';
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
  /** The store and the net over one libp2p node: one for all tasks. */
  content(): Promise<{ store: Store; net: Net }>;
  openTrainer(options: { spec: Spec; dataset: Dataset; split: Split }): Promise<Trainer>;
  /** 32 bytes that nobody can guess. */
  chance(): Digest;
  /** Holds a name for this tab alone; undefined where another tab holds it. Returns the way out. */
  lock(name: string): Promise<(() => void) | undefined>;
  log(line: string): void;
};
