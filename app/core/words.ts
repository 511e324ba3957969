/**
 * The vocabulary that the contract, the session and the screens share. Types only; the rules between them are the
 * other files of this room.
 */

/** 32 bytes as lower-case `0x…` hex: the sha2-256 digest in the root CID of a file, or any keccak256. */
export type Digest = `0x${string}`;
export type Address = `0x${string}`;
/** Permanent number of a participant in one task, from 1. */
export type ParticipantId = number;

/** Phases in the order of the contract's `Phase` enum. */
export const PHASES = ['Lobby', 'Draw', 'Propose', 'Commit', 'Reveal', 'Attest', 'Settle', 'Finished', 'Aborted'] as const;
export type Phase = (typeof PHASES)[number];

/** How a round ended, in the order of the contract's `Outcome` enum. */
export const OUTCOMES = ['Open', 'Adopted', 'Refused', 'Undecided', 'NoProposals', 'NoQuorum', 'NoRandomness'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** Why stake was taken, in the order of the contract's `Penalty` enum. */
export const PENALTIES = ['None', 'Absent', 'Unopened', 'Standing'] as const;
export type Penalty = (typeof PENALTIES)[number];

export type Role = 'proposer' | 'voter';

/** One tensor inside flat weights: `size` values from `offset`, row-major. */
export type TensorSlot = {
  readonly name: string;
  readonly shape: readonly number[];
  readonly offset: number;
  readonly size: number;
  /** Uniform initialisation in [-limit, limit]; 0 for zeros. A float32 value. */
  readonly limit: number;
};

/** How flat weights divide into tensors, in the order of the spec's layers. */
export type Layout = { readonly tensors: readonly TensorSlot[]; readonly size: number };

/** Model parameters, flat, `[layout.size]`. */
export type Weights = Float32Array;

/** What a model's file holds: the weights, and what the outer step remembers of earlier rounds, each as long as the weights. */
export type Model = { readonly weights: Weights; readonly memory: readonly Float32Array[] };

/**
 * Examples ready for a model: `features` is `[examples, ...featureShape]` row-major, `labels` is `[examples]` with
 * values in 0…classes-1.
 */
export type Dataset = {
  readonly features: Float32Array;
  readonly featureShape: readonly number[];
  readonly labels: Uint8Array;
  readonly classes: readonly string[];
};

/** Row numbers of one dataset, disjoint: fitted on, and judged on. */
export type Split = { readonly train: Uint32Array; readonly test: Uint32Array };

/** A difference to the base, flat, with what it belongs to. */
export type Update = {
  readonly task: Address;
  readonly round: number;
  readonly proposer: ParticipantId;
  readonly base: Digest;
  readonly delta: Float32Array;
};

/** A voter's judgement of each proposer seat: 0 invalid, 1 not fetched, 2…255 opinion around 128. `[32]`. */
export type Merits = Uint8Array;

/** Mean cross-entropy in nats and share of right answers over `examples` rows. */
export type Score = { readonly loss: number; readonly accuracy: number; readonly examples: number };

export const NEUTRAL_MERIT = 128;
export const MERIT_INVALID = 0;
export const MERIT_MISSING = 1;
export const MAX_SEATS = 32;
export const ZERO_DIGEST: Digest = `0x${'00'.repeat(32)}`;

/** What every slow function takes last. `onProgress` gets a share in 0…1 where it is known. */
export type Slow<P = number> = { readonly signal?: AbortSignal; readonly onProgress?: (progress: P) => void };
