import type { ChainNow } from '../chain/chain.ts';
import type { SeatView } from '../chain/views.ts';
import { type Digest, ZERO_DIGEST } from '../core/words.ts';

/** The acts of a session, named as the contract names them; the last three are for this participant alone. */
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
  /** Keys of work that is over for good. */
  readonly over: (key: string) => boolean;
};

const TURN_MS = 1_000;
const MAX_TURN_MS = 12_000;

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

/** A round that nobody can decide: no proposals, or too few opened commitments. */
export function isVoid(now: ChainNow): boolean {
  const seats = now.round?.seats ?? [];
  if (!seats.some((seat) => seat.proposed)) return true;
  if (now.round?.pioneer) return false;
  const voters = seats.filter((seat) => seat.role === 'voter');
  return 2 * voters.filter((seat) => seat.revealed).length < voters.length;
}

/**
 * The next piece of work, from what the chain says and what is ready here. A pure rule: the same facts, the same act.
 * The own seat comes first, then keeping the round going, then following the model.
 */
export function dueAct(now: ChainNow, ready: Ready): Due | undefined {
  const { task, round, me } = now;
  if (task.phase === 'Aborted') return undefined;
  const number = round?.round ?? task.round;
  const due = (act: DueAct, key: string, more: Partial<Due> = {}): Due | undefined =>
    ready.over(key) ? undefined : { act, key, round: number, turnMs: 0, ...more };
  const turn = (rank: number) => Math.min(rank * TURN_MS, MAX_TURN_MS);

  const seat = mySeat(now);
  const own = seat && !seat.excused && ready.canTrain ? seatAct(now, seat) : undefined;
  if (own) {
    const act = due(own, `${own}:${number}`, { seat });
    if (act) return act;
  }
  if (me) {
    // Everybody in the task may bring it forward. The order changes with the round, so that the keeper's share goes round.
    const rank = (me.id + number) % Math.max(task.participantCount, 1);
    if (task.phase === 'Lobby' && task.activeCount >= task.rules.minParticipants)
      return due('advance', `advance:${number}`, { turnMs: turn(rank) });
    if (task.phase === 'Draw') return due('draw', `draw:${number}`, { turnMs: turn(rank) });
    if (task.phase === 'Settle') {
      const knows = seat?.role === 'voter' && seat.attested;
      const first = isVoid(now) ? turn(rank) : knows ? turn(seat.seat) : task.rules.settleGrace * 1000 + 2 * MAX_TURN_MS + turn(rank);
      return due('settle', `settle:${number}`, { seat, turnMs: first });
    }
  }
  if (baseName(task) !== ZERO_DIGEST) {
    const follow = due('follow', `follow:${task.adoptions}:${baseName(task)}`);
    if (follow) return follow;
    if (ready.canTrain && ready.warmsUp && task.phase !== 'Finished') return due('warm-up', `warm-up:${baseName(task)}`);
  }
  return undefined;
}

/** What the own seat owes in this phase. */
function seatAct(now: ChainNow, seat: SeatView): DueAct | undefined {
  const pioneer = now.round?.pioneer ?? false;
  const { phase } = now.task;
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
