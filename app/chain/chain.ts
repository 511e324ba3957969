import type { BaseError } from '../core/errors.ts';
import type { Address, Digest, Merits, ParticipantId, Role } from '../core/words.ts';
import type { Activity, DrawProof, Leaderboard, LedgerEntry, MeView, OpenRoundView, RoundFacts, RoundRecord, TaskFacts } from './views.ts';

/**
 * One task on one chain: read, watched, and acted upon by one operator key. In: clients. Out: plain data. Every write
 * is simulated first, sent once and waited for; an act that the chain already has is done, not an error.
 * Refuses with RpcUnavailableError, WrongChainError, NotEnoughGasError, RejectedBySignerError, ReplacedError and
 * ContractRevertError, whose `revert` is the Solidity name.
 */
export type Chain = {
  readonly chainId: number;
  readonly task: Address;
  /** Address of the key that acts; absent for somebody who only follows along. */
  readonly operator?: Address;

  /** State, open round and me at one block. */
  now(): Promise<ChainNow>;
  /** What the seats of a round published, and the contract's judgement once Reveal has closed. */
  seatFacts(round: number): Promise<RoundFacts>;
  /** Digest of the adoption with this number, from 0. */
  adoptedAt(adoption: number): Promise<Digest>;
  /** The model adopted ten adoptions before the base, or the zero digest. */
  anchor(): Promise<Digest>;
  /** Rows of all settled rounds and recent activity (newest first); reads only what is new since the last call. */
  history(): Promise<History>;
  /** The draw of a round, done again from the events; undefined where it was not drawn. */
  proveDraw(round: number): Promise<DrawProof | undefined>;
  /** What transactions cost an operator of the wallet, in wei, added to `known` as the answers come. */
  gas(hashes: readonly Digest[], known: Map<Digest, bigint>, onProgress?: () => void): Promise<void>;
  /** What every settled round was decided on, oldest first; reads on like `history`. */
  records(): Promise<readonly RoundRecord[]>;
  /** Forecast of what one round costs an operator with a seat that also draws and settles, in wei, at present fees. */
  roundCost(): Promise<bigint>;

  propose(round: number, seat: number, digest: Digest): Promise<Sent>;
  commit(round: number, seat: number, commitment: Digest): Promise<Sent>;
  reveal(round: number, seat: number, merits: Merits, salt: Digest): Promise<Sent>;
  attest(round: number, seat: number, seal: Digest, losses: Digest): Promise<Sent>;
  /** `digest`: what the voters attested; zero for void rounds. The keeper's share goes to the wallet. */
  settle(round: number, digest: Digest): Promise<Sent>;
  draw(): Promise<Sent>;
  advance(): Promise<Sent>;
  giveUpSeat(round: number, role: Role, seat: number): Promise<Sent>;
  comeBack(id: ParticipantId): Promise<Sent>;
  /** Sends what the operator holds, less the fee, to an address. */
  sweep(to: Address): Promise<Sent>;

  /**
   * Calls back for every new block, and when the RPC is lost, found again, or speaks for another chain. Never throws and
   * never gives up; waits longer after each failure, 15 s at most. Returns the way out.
   */
  watch(onTick: (tick: Tick) => void): () => void;
};

/** `ledger` and `acts` (transactions of its operator) of the wallet that the chain was opened for. */
export type History = {
  readonly leaderboard: Leaderboard;
  readonly activity: readonly Activity[];
  readonly ledger: readonly LedgerEntry[];
  readonly acts: readonly Digest[];
};

/** `me` is absent without a wallet or where the wallet never joined; `round` where none is open. */
export type ChainNow = {
  readonly block: bigint;
  /** Time of that block, in chain seconds. */
  readonly time: number;
  readonly task: TaskFacts;
  readonly round?: OpenRoundView;
  readonly me?: MeView;
};

/** A write that is in the chain; without `hash` the chain had it already and nothing was sent. */
export type Sent = {
  readonly hash?: Digest;
  readonly gasUsed: bigint;
  /** Paid for it, in wei. */
  readonly fee: bigint;
  /** Size of the signed transaction, or of the calldata where a wallet signs. */
  readonly bytes: number;
};

export type Tick = {
  /** The newest block seen. */
  readonly block: bigint;
  readonly time: number;
  /** True while the RPC does not answer, answers for another chain, or shows an older block than before. */
  readonly stale: boolean;
  readonly problem?: BaseError;
  /** Own transactions that were in a block and are no longer: their acts have to be run again. */
  readonly lost: readonly Digest[];
};

/** Hears of the transaction's hash as soon as the wallet has signed. */
export type OnSent = (hash: Digest) => void;

/** What only the wallet itself can do; each call asks it once or twice. Amounts in the token's smallest unit. */
export type ChainWallet = {
  readonly address: Address;
  balances(): Promise<Balances>;
  /**
   * Stakes `amount`, names the operator and hands it `gift` wei. One permit signature and one transaction; a token
   * without EIP-2612 takes an approval of exactly `amount` before.
   */
  join(amount: bigint, operator: Address, gift: bigint, onSent?: OnSent): Promise<Sent>;
  topUp(amount: bigint, onSent?: OnSent): Promise<Sent>;
  fundRewardPool(amount: bigint, onSent?: OnSent): Promise<Sent>;
  setOperator(operator: Address, gift: bigint, onSent?: OnSent): Promise<Sent>;
  leave(onSent?: OnSent): Promise<Sent>;
  withdraw(amount: bigint, onSent?: OnSent): Promise<Sent>;
  /** Pays out all credited rewards of this wallet. */
  claim(onSent?: OnSent): Promise<Sent>;
};

/** `ether` in wei; `allowance` of the task. */
export type Balances = { readonly token: bigint; readonly allowance: bigint; readonly ether: bigint };
