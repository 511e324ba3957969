import type { Spec } from '../core/spec.ts';
import type { Address, Digest, Outcome, ParticipantId, Penalty, Phase, Role, Score } from '../core/words.ts';
import type { NetView } from '../net/net.ts';
import type { Device } from '../train/trainer.ts';

/** What a screen sees of a task, a round, a participant and the session itself. Plain data, replaced as a whole. */

export type TokenView = { readonly address: Address; readonly symbol: string; readonly decimals: number };

/** The contract's rules that a person should know before staking. Amounts in the token's smallest unit, times in seconds. */
export type RulesView = {
  readonly minStake: bigint;
  readonly weightCap: bigint;
  readonly rounds: number;
  readonly proposers: number;
  readonly voters: number;
  readonly minParticipants: number;
  readonly windows: { readonly propose: number; readonly commit: number; readonly reveal: number; readonly attest: number };
  readonly startBy: number;
  readonly endsBy: number;
  readonly keepFrom: number;
  readonly epsilonBps: number;
  readonly proposerBoundary: number;
  readonly voterBoundary: number;
  readonly proposerShareBps: number;
  readonly keeperShareBps: number;
  readonly absentPenaltyBps: number;
  readonly unopenedPenaltyBps: number;
  readonly standingPenaltyBps: number;
};

export type TaskView = {
  readonly address: Address;
  readonly arenaTask: bigint;
  readonly creator: Address;
  readonly token: TokenView;
  readonly specDigest: Digest;
  /** Absent until its bytes were fetched and checked. */
  readonly spec?: Spec;
  readonly rules: RulesView;
  readonly phase: Phase;
  /** Chain seconds; 0 where nothing ends by time. */
  readonly phaseEnd: number;
  readonly round: number;
  readonly roundsDone: number;
  readonly adoptions: number;
  readonly base: Digest;
  readonly activeCount: number;
  readonly participantCount: number;
  readonly pool: bigint;
  readonly totalStake: bigint;
  readonly unclaimed: bigint;
  readonly createdAt: number;
  /** Block that this was read at, and its time in chain seconds. */
  readonly block: bigint;
  readonly time: number;
};

/** Acts that the open round has seen so far, for the phase clock. */
export type OpenRoundView = {
  readonly round: number;
  readonly pioneer: boolean;
  readonly budget: bigint;
  readonly seats: readonly { id: ParticipantId; role: Role; seat: number; acted: boolean; excused: boolean }[];
  /** Acts expected and done in the phase that runs. */
  readonly expected: number;
  readonly done: number;
};

export type MeView = {
  readonly id: ParticipantId;
  readonly wallet: Address;
  readonly operator: Address;
  readonly operatorBalance: bigint;
  readonly stake: bigint;
  readonly reward: bigint;
  readonly active: boolean;
  readonly benched: boolean;
  readonly leaving: boolean;
  readonly proposerStanding: number;
  readonly voterStanding: number;
  readonly seat?: { readonly role: Role; readonly seat: number; readonly round: number };
};

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

export type Activity = {
  readonly key: string;
  /** Chain seconds. */
  readonly time: number;
  readonly round: number;
  readonly what:
    | 'joined'
    | 'drawn'
    | 'seated'
    | 'proposed'
    | 'committed'
    | 'revealed'
    | 'attested'
    | 'adopted'
    | 'refused'
    | 'undecided'
    | 'void'
    | 'paid'
    | 'slashed'
    | 'benched'
    | 'claimed'
    | 'withdrawn'
    | 'left'
    | 'finished'
    | 'aborted';
  readonly id?: ParticipantId;
  readonly amount?: bigint;
  readonly tx?: Digest;
};

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
  /** Bytes that left this tab, by kind: update, model, spec, hint, transaction. Examples are not a kind. */
  readonly bytesOut: Readonly<Record<string, number>>;
  readonly activity: readonly Activity[];
  readonly problems: readonly Problem[];
  /** Median share of wall time spent training in the rounds so far is left to the screens; this is the last round's length. */
  readonly lastRoundMs?: number;
};

/** One seat of one settled round. `measure` is the judged merit of a proposer or 64 × agreement of a voter. */
export type SeatRow = {
  readonly round: number;
  readonly id: ParticipantId;
  readonly wallet: Address;
  readonly role: Role;
  readonly seat: number;
  readonly digest?: Digest;
  readonly measure: number;
  readonly kept?: boolean;
  readonly standing: number;
  readonly reward: bigint;
  readonly slashed: bigint;
  readonly penalty: Penalty;
  /** Every act needed of the seat was done. */
  readonly attended: boolean;
  readonly txs: Readonly<Partial<Record<'propose' | 'commit' | 'reveal' | 'attest' | 'settle', Digest>>>;
};

export type RoundRow = {
  readonly round: number;
  readonly pioneer: boolean;
  readonly outcome: Outcome;
  readonly digest: Digest;
  readonly budget: bigint;
  readonly paid: bigint;
  readonly slashed: bigint;
  /** Medians of the losses that the winning voters attested, in nats. */
  readonly lossBefore?: number;
  readonly lossAfter?: number;
  readonly settledAt: number;
  readonly settleTx: Digest;
  readonly drawTx: Digest;
  readonly seed: Digest;
  readonly seats: readonly SeatRow[];
};

/** One participant over all settled rounds. `net` = reward − slashed. */
export type BoardRow = {
  readonly rank: number;
  readonly id: ParticipantId;
  readonly wallet: Address;
  readonly stake: bigint;
  readonly proposerSeats: number;
  readonly voterSeats: number;
  readonly kept: number;
  readonly harmful: number;
  /** Means over its seats; absent without any. */
  readonly merit?: number;
  readonly agreement?: number;
  readonly attendance: number;
  readonly reward: bigint;
  readonly slashed: bigint;
  readonly net: bigint;
  readonly active: boolean;
};

export type Leaderboard = { readonly rows: readonly BoardRow[]; readonly rounds: readonly RoundRow[]; readonly block: bigint };
