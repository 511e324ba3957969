import type { Phase, Role } from '../../core/words.ts';
import type { MeView, OpenRoundView, RulesView, SessionView } from '../../session/views.ts';
import { T } from '../language.ts';

/** My place in the open round: what comes next for me, and what happens if I do nothing. */
export type Next = {
  readonly place: 'looking' | 'idle' | 'proposer' | 'voter' | 'benched' | 'leaving' | 'out' | 'ended';
  readonly headline: string;
  readonly action: string;
  readonly otherwise?: string;
  /** Stake that doing nothing costs, in the token's smallest unit. */
  readonly atRisk?: bigint;
  /** Doing nothing also takes me out of the lottery until I come back. */
  readonly bench?: boolean;
  /** Another tab, or another browser, holds the key that acts for me. */
  readonly along?: boolean;
  /** An act of mine is open in the phase that runs. */
  readonly due: boolean;
};

/** What a penalty takes: basis points of the seat's weight, never more than the live stake. */
export function penalty(rules: RulesView, stake: bigint, bps: number): bigint {
  const weight = stake < rules.weightCap ? stake : rules.weightCap;
  return (weight * BigInt(bps)) / 10_000n;
}

/** True for who took part and is in no lottery, on no bench and in no seat: only joining again changes that. */
export function hasLeft(me: MeView): boolean {
  return !me.active && !me.benched && !me.leaving && me.seat === undefined;
}

export function nextFor(view: SessionView): Next | undefined {
  const { task, me, round, status } = view;
  if (!task) return undefined;
  if (task.phase === 'Finished' || task.phase === 'Aborted') {
    const action = me ? T.phrases.next.endedMine : T.phrases.next.endedOthers;
    return { place: 'ended', due: false, headline: T.phrases.next.endedHead, action };
  }
  if (!me) {
    return {
      place: 'looking',
      due: false,
      headline: T.phrases.next.looking,
      action: T.phrases.next.lookingDo,
    };
  }
  const seat = seatOf(me, round);
  const along = view.problems.some(({ error }) => error === 'SecondTabError' || error === 'NoOperatorError');
  if (seat && along) {
    const headline = seat.role === 'proposer' ? T.phrases.next.proposer : T.phrases.next.voter;
    return {
      place: seat.role,
      due: false,
      headline,
      along,
      action: T.phrases.next.along,
    };
  }
  if (seat) return seated(task.rules, me, seat, task.phase, status === 'paused');
  if (me.benched) {
    return {
      place: 'benched',
      due: false,
      headline: T.phrases.next.benched,
      action: T.phrases.next.benchedDo,
      otherwise: T.phrases.next.benchedElse,
    };
  }
  if (me.leaving)
    return {
      place: 'leaving',
      due: false,
      headline: T.phrases.next.leaving,
      action: T.phrases.next.leavingDo,
    };
  if (!me.active)
    return {
      place: 'out',
      due: false,
      headline: T.phrases.next.out,
      action: me.stake > 0n ? T.phrases.next.outStaked : T.phrases.next.outFree,
    };
  return {
    place: 'idle',
    due: false,
    headline: round ? T.phrases.next.noSeat : T.phrases.next.lottery,
    action: T.phrases.next.idleDo,
    otherwise: T.phrases.next.idleElse,
  };
}

type Seat = { readonly role: Role; readonly acted: boolean; readonly excused: boolean };

function seatOf(me: MeView, round: OpenRoundView | undefined): Seat | undefined {
  const open = round?.seats.find((seat) => seat.id === me.id);
  if (open) return open;
  return me.seat && me.seat.round === round?.round ? { role: me.seat.role, acted: false, excused: false } : undefined;
}

const DUE: Readonly<Partial<Record<Phase, Role>>> = { Propose: 'proposer', Commit: 'voter', Reveal: 'voter', Attest: 'voter' };

/** What the tab does for a seat in a phase. */
function doing(phase: Phase): string {
  const acts: Readonly<Partial<Record<Phase, string>>> = T.phrases.next;
  return acts[phase] ?? '';
}

function seated(rules: RulesView, me: MeView, seat: Seat, phase: Phase, paused: boolean): Next {
  const place = seat.role;
  const headline = seat.role === 'proposer' ? T.phrases.next.proposer : T.phrases.next.voter;
  if (seat.excused) return { place, due: false, headline, action: T.phrases.next.excused };
  if (DUE[phase] !== seat.role) {
    const before = seat.role === 'voter' && (phase === 'Propose' || phase === 'Draw');
    const serving = seat.role === 'proposer' && phase === 'Commit';
    const action = before ? T.phrases.next.before : serving ? T.phrases.next.serving : T.phrases.next.partDone;
    return { place, due: false, headline, action, otherwise: T.phrases.next.keepOpen };
  }
  if (seat.acted) {
    return {
      place,
      due: false,
      headline,
      action: phase === 'Propose' ? T.phrases.next.proposed : T.phrases.next.phaseDone,
    };
  }
  const unopened = phase === 'Reveal';
  const atRisk = penalty(rules, me.stake, unopened ? rules.unopenedPenaltyBps : rules.absentPenaltyBps);
  return {
    place,
    due: true,
    headline,
    action: paused ? T.phrases.next.paused : doing(phase),
    otherwise: unopened ? T.phrases.next.ifClosed : T.phrases.next.ifTabCloses,
    atRisk,
    bench: !unopened,
  };
}

/** Acts done and expected in the phase that runs, 0…1; undefined where the phase waits for time only. */
export function actsShare(round: OpenRoundView | undefined): number | undefined {
  return round && round.expected > 0 ? Math.min(1, round.done / round.expected) : undefined;
}

/** Length of the phase that runs, in seconds, where the rules fix one. */
export function windowOf(rules: RulesView, phase: Phase): number | undefined {
  const windows: Readonly<Partial<Record<Phase, number>>> = {
    Propose: rules.windows.propose,
    Commit: rules.windows.commit,
    Reveal: rules.windows.reveal,
    Attest: rules.windows.attest,
  };
  return windows[phase];
}
