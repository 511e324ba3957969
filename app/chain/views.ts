import type { SeatPick } from '../core/lottery.ts';
import type { Address, Digest, Merits, Outcome, ParticipantId, Penalty, Phase, Role } from '../core/words.ts';

/** What the chain says, as plain data: amounts in the token's smallest unit, times in chain seconds. */

export type TokenView = { readonly address: Address; readonly symbol: string; readonly decimals: number };

/** The contract's rules that a person should know before staking. */
export type RulesView = {
  readonly minStake: bigint;
  readonly weightCap: bigint;
  readonly rounds: number;
  readonly proposers: number;
  readonly voters: number;
  readonly minParticipants: number;
  readonly windows: { readonly propose: number; readonly commit: number; readonly reveal: number; readonly attest: number };
  readonly settleGrace: number;
  readonly beaconTimeout: number;
  readonly startBy: number;
  readonly endsBy: number;
  readonly estimator: 'Median' | 'ClampedMean';
  readonly keepFrom: number;
  /** Share of the judging weight that moves a standing down. */
  readonly evidenceBps: number;
  readonly epsilonBps: number;
  readonly proposerBoundary: number;
  readonly voterBoundary: number;
  readonly proposerShareBps: number;
  readonly keeperShareBps: number;
  readonly absentPenaltyBps: number;
  readonly unopenedPenaltyBps: number;
  readonly standingPenaltyBps: number;
};

/** One task of the arena: what it paid, and the pool that a task derived from it has. */
export type ArenaTask = { readonly id: bigint; readonly completed: boolean; readonly reward: bigint; readonly pool: bigint };

/** One task as the contract and its factory know it, brought up to the block's time. */
export type TaskFacts = {
  readonly address: Address;
  readonly arenaTask: bigint;
  readonly creator: Address;
  readonly token: TokenView;
  readonly specDigest: Digest;
  /** Digest of a model to start from; zero: round 0 draws a pioneer. */
  readonly initialModel: Digest;
  readonly rules: RulesView;
  readonly phase: Phase;
  /** 0 where nothing ends by time. */
  readonly phaseEnd: number;
  readonly round: number;
  readonly roundsDone: number;
  readonly adoptions: number;
  /** Digest of the model adopted last; zero: initialised from `baseSeed`, or none yet where that is zero too. */
  readonly base: Digest;
  readonly baseSeed: Digest;
  /** Beacon value that the open round waits for in `Draw`. */
  readonly target: bigint;
  readonly activeCount: number;
  readonly participantCount: number;
  readonly pool: bigint;
  readonly totalStake: bigint;
  readonly unclaimed: bigint;
  readonly createdAt: number;
  /** Block that this was read at, and its time. */
  readonly block: bigint;
  readonly time: number;
};

/** One seat of the open round and what it has done so far. `acted`: in the phase that runs. */
export type SeatView = {
  readonly id: ParticipantId;
  readonly role: Role;
  /** Proposer seats count from 0, voter seats count from 0. */
  readonly seat: number;
  readonly acted: boolean;
  readonly excused: boolean;
  readonly proposed: boolean;
  readonly committed: boolean;
  readonly revealed: boolean;
  readonly attested: boolean;
};

/** The round that is open, from `Draw` to `Settle`; no seats yet in `Draw`. */
export type OpenRoundView = {
  readonly round: number;
  readonly pioneer: boolean;
  readonly budget: bigint;
  readonly seed: Digest;
  /** Digest that the round trains from; zero as in `TaskFacts.base`. */
  readonly base: Digest;
  readonly seats: readonly SeatView[];
  /** Acts expected and done in the phase that runs; excused seats count as done. */
  readonly expected: number;
  readonly done: number;
};

export type MeView = {
  readonly id: ParticipantId;
  readonly wallet: Address;
  readonly operator: Address;
  /** In wei. */
  readonly operatorBalance: bigint;
  readonly stake: bigint;
  readonly reward: bigint;
  readonly active: boolean;
  readonly benched: boolean;
  readonly leaving: boolean;
  readonly proposerStanding: number;
  readonly voterStanding: number;
  readonly seats: number;
  readonly seatsGivenUp: number;
  readonly seat?: { readonly role: Role; readonly seat: number; readonly round: number };
};

/** What the seats of one round published, in seat order. */
export type RoundFacts = {
  readonly round: number;
  /** Proposer seats that proposed. */
  readonly proposals: readonly { readonly id: ParticipantId; readonly seat: number; readonly digest: Digest }[];
  /** All voter seats. */
  readonly votes: readonly VoteFacts[];
  /** The contract's judged merits `[32]` and kept proposer seats, once Reveal has closed (and none in a round 0). */
  readonly judged?: Merits;
  readonly kept: readonly number[];
};

/** All that a settled round was decided on, as the events tell: whoever has it can decide again. */
export type RoundRecord = {
  readonly round: number;
  readonly outcome: Outcome;
  /** The model that it made the base; zero: the one derived from its seed; absent where it adopted none. */
  readonly adopted?: Digest;
  readonly seed: Digest;
  /** The seed follows from the beacon's value, and the seats from the seed and the active list. */
  readonly isDrawnRight: boolean;
  /** By seat. */
  readonly proposals: RoundFacts['proposals'];
  /** Revealed merits, by voter seat. */
  readonly ballots: readonly { readonly seat: number; readonly weight: bigint; readonly merits: Merits }[];
  readonly seals: readonly { readonly id: ParticipantId; readonly weight: bigint; readonly seal: Digest }[];
  /** Of all seated voters. */
  readonly voterWeight: bigint;
  readonly judged: Merits;
  readonly kept: readonly number[];
};

export type VoteFacts = {
  readonly id: ParticipantId;
  readonly seat: number;
  readonly weight: bigint;
  /** Once revealed. */
  readonly merits?: Merits;
  /** Once attested; `losses` masked as in `core/hashes.ts`. */
  readonly seal?: Digest;
  readonly losses?: Digest;
};

export type Activity = {
  readonly key: string;
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

/** One seat of one settled round. `measure` is the judged merit of a proposer or 64 × agreement of a voter. */
export type SeatRow = {
  readonly round: number;
  readonly id: ParticipantId;
  readonly wallet: Address;
  readonly role: Role;
  readonly seat: number;
  /** Of its stake at the draw, at most the weight cap. */
  readonly weight: bigint;
  /** What a proposer proposed. */
  readonly digest?: Digest;
  /** What a voter attested, sealed as in `core/hashes.ts`. */
  readonly seal?: Digest;
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
  /** Of the settlement where nothing was drawn (NoRandomness); `seed` is zero then. */
  readonly drawTx: Digest;
  readonly seed: Digest;
  /** What the callers of draw and settle were credited. */
  readonly keepers: readonly { readonly account: Address; readonly amount: bigint }[];
  readonly seats: readonly SeatRow[];
};

/** One participant over all settled rounds. `reward` counts seats and keeping, `net` = reward − slashed. */
export type BoardRow = {
  readonly rank: number;
  readonly id: ParticipantId;
  readonly wallet: Address;
  readonly stake: bigint;
  /** All that was ever staked, withdrawn or not. */
  readonly deposited: bigint;
  readonly proposerSeats: number;
  readonly voterSeats: number;
  readonly kept: number;
  /** Proposals that were judged and left out. */
  readonly harmful: number;
  /** Means over its judged proposals (0…255) and its votes (−1…1); absent without any. */
  readonly merit?: number;
  readonly agreement?: number;
  /** Share of its seats with every act done, 1 without any seat. */
  readonly attendance: number;
  readonly reward: bigint;
  readonly slashed: bigint;
  readonly net: bigint;
  readonly active: boolean;
};

export type Leaderboard = { readonly rows: readonly BoardRow[]; readonly rounds: readonly RoundRow[]; readonly block: bigint };

/** One movement of a wallet's money: into stake, back out of it, credited, taken, or paid out. Positive, smallest unit. */
export type LedgerEntry = {
  readonly what: 'staked' | 'toppedUp' | 'withdrawn' | 'earned' | 'kept' | 'slashed' | 'claimed';
  readonly amount: bigint;
  readonly time: number;
  readonly tx: Digest;
  readonly round?: number;
  readonly penalty?: Penalty;
};

/** A round's draw, done again from the events, pick by pick. */
export type DrawProof = {
  readonly round: number;
  readonly chainId: number;
  readonly task: Address;
  /** The beacon's value, and the seed that the contract took from it. */
  readonly value: Digest;
  readonly seed: Digest;
  /** `keccak256(chainId, task, round, value)`, calculated here. */
  readonly seedAgain: Digest;
  /** Everybody who could be drawn, in the order of the contract's list when the target was fixed. */
  readonly active: readonly ParticipantId[];
  readonly proposers: number;
  readonly picks: readonly SeatPick[];
  /** Whom the contract seated, proposers first. */
  readonly seated: readonly ParticipantId[];
  readonly drawTx: Digest;
};
