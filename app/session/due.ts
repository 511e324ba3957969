import type { ChainNow } from '../chain/chain.ts';
import type { SeatView } from '../chain/views.ts';
import { type Digest, ZERO_DIGEST } from '../core/words.ts';

/** The acts of a session, named as the contract names them; the last four are for this participant alone. */
export type DueAct =
  | 'advance'
  | 'draw'
  | 'offer'
  | 'propose'
  | 'publish'
  | 'commit'
  | 'reveal'
  | 'attest'
  | 'settle'
  | 'comeBack'
  | 'sweep'
  | 'follow'
  | 'warm-up';

export type Due = {
  readonly act: DueAct;
  /** Equal keys are the same piece of work. */
  readonly key: string;
  readonly round: number;
  readonly seat?: SeatView;
  /** What all may do, they try one after the other: this one's turn comes so much later. */
  readonly turnMs: number;
};

/** What this participant has ready. */
export type Ready = {
  /** Examples are open and a trainer stands by. */
  readonly canTrain: boolean;
  readonly warmsUp: boolean;
  /** The operator's coins last for the next rounds. */
  readonly canPay: boolean;
  /** Times it has come back from the bench by itself and has not finished a seat's act since. */
  readonly comeBacks: number;
  /** Keys of work that is over, where the chain does not say so. */
  readonly over: (key: string) => boolean;
};

const TURN_MS = 1_000;
const MAX_TURN_MS = 12_000;
/** On the bench at first; twice as long each time, so that a tab that fails again and again does not lose its stake bit by bit. */
const BENCH_MS = 30_000;
const MAX_BENCH_MS = 3_600_000;

/** The seat that this participant holds in the open round. */
export function mySeat(now: ChainNow): SeatView | undefined {
  const held = now.me?.seat;
  if (!held || !now.round || held.round !== now.round.round) return undefined;
  return now.round.seats.find((seat) => seat.role === held.role && seat.seat === held.seat);
}

/** Has the base changed its name: a digest, or the seed it is derived from. */
export function baseName(task: { base: Digest; baseSeed: Digest }): Digest {
  return task.base === ZERO_DIGEST ? task.baseSeed : task.base;
}

/** A round that nobody can decide: no proposals, or too few opened commitments. The contract weighs what is counted here. */
export function isVoid(now: ChainNow): boolean {
  const seats = now.round?.seats ?? [];
  if (!seats.some((seat) => seat.proposed)) return true;
  if (now.round?.pioneer || seats.some((seat) => seat.attested)) return false;
  const voters = seats.filter((seat) => seat.role === 'voter');
  return 2 * voters.filter((seat) => seat.revealed).length < voters.length;
}

/** From when who does not know the digest settles: after the grace window and everybody's turn. In ms after Settle began. */
export function settleAnywayMs(task: Pick<ChainNow['task'], 'rules'>): number {
  return task.rules.settleGrace * 1000 + 2 * MAX_TURN_MS;
}

/**
 * What is to be done, the most important first, from what the chain says and what is ready here. A pure rule: the same
 * facts, the same list. The own seat comes first, then keeping the round going, then following the model.
 */
export function dueActs(now: ChainNow, ready: Ready): readonly Due[] {
  const { task, round, me } = now;
  const number = round?.round ?? task.round;
  const list: Due[] = [];
  const add = (act: DueAct, key: string, more: Partial<Due> = {}) => {
    if (!ready.over(key)) list.push({ act, key, round: number, turnMs: 0, ...more });
  };
  const ended = task.phase === 'Finished' || task.phase === 'Aborted';

  const seat = mySeat(now);
  const own = seat && ready.canTrain ? seatAct(now, seat) : undefined;
  if (own) add(own, `${own}:${number}:${round?.seed.slice(2, 10)}`, { seat });

  if (me && !ended && (me.active || me.benched || seat)) {
    const keeping = keepingAct(now, me.id, seat);
    if (keeping) add(keeping.act, `${keeping.act}:${number}`, { seat, turnMs: keeping.turnMs });
  }

  const base = baseName(task);
  const hasBase = base !== ZERO_DIGEST && task.phase !== 'Aborted';
  const followKey = `follow:${task.adoptions}:${base}`;
  if (hasBase) add('follow', followKey);
  const follows = !hasBase || ready.over(followKey);

  // Who holds the model and the coins is well again: missing one more act would cost as much as this one did.
  const benched = me?.benched && !me.active && me.stake >= task.rules.minStake;
  if (benched && !ended && ready.canTrain && ready.canPay && follows)
    add('comeBack', `comeBack:${me.seats}`, { turnMs: Math.min(BENCH_MS * 2 ** ready.comeBacks, MAX_BENCH_MS) });
  const isOut = me && (ended || (!me.active && !me.benched && !seat && me.stake === 0n));
  if (isOut && me.operatorBalance > 0n) add('sweep', 'sweep');
  if (hasBase && follows && ready.canTrain && ready.warmsUp && !ended) add('warm-up', `warm-up:${base}`);
  return list;
}

/** Everybody in the task may bring it forward. The order changes with the round, so that the keeper's share goes round. */
function keepingAct(now: ChainNow, id: number, seat: SeatView | undefined): { act: DueAct; turnMs: number } | undefined {
  const { task, round } = now;
  const rank = (id + (round?.round ?? task.round)) % Math.max(task.participantCount, 1);
  // After a round without randomness the lobby stays open for a while: calls before its end would change nothing.
  const isReady = task.activeCount >= task.rules.minParticipants && now.time >= task.phaseEnd;
  if (task.phase === 'Lobby' && isReady) return { act: 'advance', turnMs: turn(rank) };
  if (task.phase === 'Draw') return { act: 'draw', turnMs: turn(rank) };
  if (task.phase !== 'Settle') return undefined;
  if (isVoid(now)) return { act: 'settle', turnMs: turn(rank) };
  if (seat?.role === 'voter' && seat.attested) return { act: 'settle', turnMs: turn(seat.seat) };
  return { act: 'settle', turnMs: settleAnywayMs(task) + turn(rank) };
}

const turn = (rank: number) => Math.min(rank * TURN_MS, MAX_TURN_MS);

/** What the own seat owes in this phase. */
function seatAct(now: ChainNow, seat: SeatView): DueAct | undefined {
  const pioneer = now.round?.pioneer ?? false;
  const { phase } = now.task;
  if (seat.excused) return undefined;
  if (seat.role === 'proposer') {
    if (phase === 'Propose') return seat.proposed ? undefined : pioneer ? 'offer' : 'propose';
    const serving = phase === 'Commit' || phase === 'Reveal' || phase === 'Attest';
    return serving && seat.proposed && !pioneer ? 'publish' : undefined;
  }
  if (phase === 'Commit') return seat.committed ? undefined : 'commit';
  if (phase === 'Reveal') return seat.committed && !seat.revealed ? 'reveal' : undefined;
  if (phase === 'Attest') return (pioneer || seat.revealed) && !seat.attested ? 'attest' : undefined;
  return undefined;
}

/** The act that the own seat owed in the phase of `before` and that the chain, in a later phase of that round, does not have. */
export function missedAct(before: ChainNow, now: ChainNow): DueAct | undefined {
  const seat = mySeat(before);
  const later = mySeat(now);
  if (!seat || !later || later.excused || before.round?.round !== now.round?.round) return undefined;
  if (before.task.phase === now.task.phase) return undefined;
  const act = seatAct(before, seat);
  const isDone = {
    offer: later.proposed,
    propose: later.proposed,
    commit: later.committed,
    reveal: later.revealed,
    attest: later.attested,
  };
  return act && act in isDone && !isDone[act as keyof typeof isDone] ? act : undefined;
}
