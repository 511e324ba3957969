import type { Wallet } from '../chain/wallet.ts';
import type { Address, Digest, Slow } from '../core/words.ts';
import type { RawExample } from '../data/example.ts';
import type { TableSample, Warning } from '../data/opened.ts';
import type { Alone, Examination } from './examine.ts';
import type { BooksView, DrawProof, Leaderboard, Passport, PassportProgress, SessionView, TaskView } from './views.ts';
import type { Workshop } from './workshop.ts';

export type { Alone, Examination, RawExample, Wallet, Workshop };

/**
 * The window through which the screens look into the corridor. Nothing here knows React: each part is a snapshot and a
 * way to hear of its next one.
 */
export type External<T> = {
  readonly getSnapshot: () => T;
  /** Calls back after each change. Returns the way out. */
  readonly subscribe: (onChange: () => void) => () => void;
};

export type NetworkView = {
  readonly name: string;
  readonly chainId: number;
  readonly rpc: string;
  readonly explorer?: string;
  /** True on a local chain: a built-in development wallet is offered. */
  readonly devWallet: boolean;
};

/** `error` is the class name of what went wrong, `stale` that tasks were read earlier and not since. */
export type TasksView = {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly tasks: readonly TaskView[];
  readonly stale: boolean;
  readonly error?: string;
};

export type DataSource =
  /** Digits from the project's own generator; `writer` names the shard, so that two tabs hold different ones. */
  | { readonly kind: 'digits'; readonly count: number; readonly writer: string }
  | { readonly kind: 'files'; readonly files: readonly File[] };

/** What was opened: counts per class over both parts, a few examples, and what was left out and why. */
export type ExamplesView = {
  readonly source: string;
  readonly examples: number;
  readonly train: number;
  readonly test: number;
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  /** RGBA pictures, `[height, width, 4]`, of image data. */
  readonly thumbnails: readonly {
    readonly label: string;
    readonly width: number;
    readonly height: number;
    readonly rgba: Uint8ClampedArray;
  }[];
  readonly warnings: readonly Warning[];
  /** First rows as they stand in the file, of table data: hostile text. */
  readonly sample?: TableSample;
};

/** How a wallet's transaction stands. `hash` from `pending` on. */
export type TxStep = { readonly step: 'sign' | 'pending' | 'confirmed'; readonly hash?: Digest };
export type OnTx = (step: TxStep) => void;

export type TaskRoom = {
  readonly address: Address;
  readonly view: External<SessionView>;
  readonly board: External<Leaderboard | undefined>;
  readonly data: External<ExamplesView | undefined>;
  /** Whose place in the task this tab shows and, where it holds the operator key, works for. Undefined: only looks on. */
  enter(wallet: Wallet | undefined): void;
  /** Opens and splits data and begins to warm up. @throws the readers' errors, named */
  chooseData(source: DataSource, slow?: Slow): Promise<void>;
  /** What joining costs besides the stake: ether for the operator's gas, forecast for the whole task. */
  forecastGift(): Promise<bigint>;
  /** Token and ether of the wallet that is entered. */
  balances(): Promise<{ token: bigint; ether: bigint }>;
  /** One signature and one transaction: permit, stake, operator, gas money. */
  join(amount: bigint, onTx?: OnTx): Promise<void>;
  topUp(amount: bigint, onTx?: OnTx): Promise<void>;
  /** Makes a fresh operator key in this tab and names it on chain. */
  replaceOperator(onTx?: OnTx): Promise<void>;
  leave(onTx?: OnTx): Promise<void>;
  withdraw(amount: bigint, onTx?: OnTx): Promise<void>;
  claim(onTx?: OnTx): Promise<void>;
  /** By the operator key: no signature is asked for. */
  giveUpSeat(): Promise<void>;
  comeBack(): Promise<void>;
  /** No acts while paused: a seat that is missed costs the absence penalty. */
  pause(): void;
  resume(): void;
  /** The draw of a round, done again here from the events. Undefined where it was not drawn. */
  proveDraw(round: number): Promise<DrawProof | undefined>;
  /** Every adopted model derived again, from the chain and the updates that it names. */
  checkPassport(slow?: Slow<PassportProgress>): Promise<Passport>;
  /** The adopted model's file, verified by digest. */
  downloadModel(): Promise<{ digest: Digest; bytes: Uint8Array }>;
  /** Digest of a file as the chain would name it. */
  digestOf(bytes: Uint8Array): Promise<Digest>;
  /** The adopted model on the own test part. @throws NeedsDataError, NoModelError */
  examine(): Promise<Examination>;
  /** What the own data give without anybody else's. @throws NeedsDataError */
  trainAlone(slow?: Slow): Promise<Alone>;
  /** One example as it enters the model. @throws the readers' errors, named */
  readExample(raw: RawExample): Promise<Float32Array>;
};

export type House = {
  readonly network: NetworkView;
  readonly tasks: External<TasksView>;
  /** Opens a task, or gives the one that is open: the same promise until it is closed. */
  room(task: Address): Promise<TaskRoom>;
  /**
   * Somebody looks at a task. Returns the way out: a while after the last one has left, a room that works for nobody closes.
   * One that works for somebody goes on.
   */
  visit(task: Address): () => void;
  /** Where tasks are made, loaded when it is first asked for. */
  workshop(): Promise<Workshop>;
  /** The books of all tasks, for one wallet or for nobody; read while somebody subscribes. The same object for the same wallet. */
  books(wallet: Address | undefined): External<BooksView>;
  /**
   * Pays out the credited rewards of a wallet in several tasks: in one batch where the wallet can, else one by one. `onClaimed`
   * hears of each task that is done.
   */
  claimAll(wallet: Wallet, tasks: readonly Address[], onTx?: OnTx, onClaimed?: (task: Address) => void): Promise<void>;
};
