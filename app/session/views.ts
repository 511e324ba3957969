import type { Activity, Leaderboard, LedgerEntry, MeView, OpenRoundView, TaskFacts } from '../chain/views.ts';
import type { Spec } from '../core/spec.ts';
import type { Digest, Score } from '../core/words.ts';
import type { NetView } from '../net/net.ts';
import type { Device } from '../train/trainer.ts';

export type {
  Activity,
  ArenaTask,
  BoardRow,
  DrawProof,
  Leaderboard,
  LedgerEntry,
  MeView,
  OpenRoundView,
  RoundFacts,
  RoundRow,
  RulesView,
  SeatRow,
  SeatView,
  TokenView,
} from '../chain/views.ts';

export type { FitProgress } from '../train/trainer.ts';
export type { Finding, Passport, PassportProgress } from './passport.ts';
export type { Created, Rehearsal, TaskDraft } from './workshop.ts';

/** What a screen sees of a task, a round, a participant and the session itself. Plain data, replaced as a whole. */

/** A task, with its spec once its bytes were fetched and checked. `specError`: class name of why there is none yet, or never. */
export type TaskView = TaskFacts & { readonly spec?: Spec; readonly specError?: string };

export type Act =
  | 'warm-up'
  | 'train'
  | 'publish'
  | 'fetch'
  | 'judge'
  | 'commit'
  | 'reveal'
  | 'aggregate'
  | 'evaluate'
  | 'attest'
  | 'settle'
  | 'draw'
  | 'wait';

/** What the tab is doing, and why in one key that `ui/` has words for. */
export type DoingView = {
  readonly act: Act;
  /** 0…1 where known. */
  readonly progress?: number;
  readonly etaMs?: number;
  readonly examplesPerSecond?: number;
};

export type CurvePoint = { readonly round: number; readonly loss: number; readonly accuracy: number };
export type StepPoint = { readonly step: number; readonly loss: number; readonly accuracy: number };

/** Something that went wrong and what became of it; `error` is the class name that `ui/` has words for. */
export type Problem = {
  readonly key: string;
  readonly time: number;
  readonly error: string;
  readonly message: string;
  readonly retrying: boolean;
};

export type SessionView = {
  readonly status: 'starting' | 'following' | 'working' | 'paused' | 'stopped' | 'failed';
  readonly task?: TaskView;
  readonly round?: OpenRoundView;
  readonly me?: MeView;
  readonly doing: DoingView;
  readonly device?: Device;
  /** The base that this tab holds, and how it does on the local test part. */
  readonly model?: { readonly digest: Digest; readonly round: number; readonly score?: Score };
  /** Live points of the fit that runs or ran last. */
  readonly steps: readonly StepPoint[];
  /** Score of each adopted model on the local test part. */
  readonly curve: readonly CurvePoint[];
  /** What fitting the base on the local train part gains on the local test part. */
  readonly warmUp?: { readonly before: Score; readonly after: Score };
  readonly net?: NetView;
  /** Bytes that left this tab, by kind: block (of updates, models and specs, to peers), hint, talk (of the protocols below), transaction. Examples are not a kind. */
  readonly bytesOut: Readonly<Record<string, number>>;
  readonly activity: readonly Activity[];
  readonly problems: readonly Problem[];
  /** Median share of wall time spent training in the rounds so far is left to the screens; this is the last round's length. */
  readonly lastRoundMs?: number;
};

/**
 * What one task holds for one wallet: its rounds, the wallet's place in it, and every movement of its money. `gas` is what its
 * operator has spent, in wei, over `counted` of `of` transactions. `error`: class name of why this could not be read last.
 */
export type TaskBook = {
  readonly task: TaskView;
  readonly board?: Leaderboard;
  readonly me?: MeView;
  readonly ledger: readonly LedgerEntry[];
  readonly gas: { readonly spent: bigint; readonly counted: number; readonly of: number };
  readonly error?: string;
};

export type BooksView = { readonly status: 'loading' | 'ready' | 'failed'; readonly books: readonly TaskBook[]; readonly error?: string };
