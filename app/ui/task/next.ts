import type { Phase, Role } from '../../core/words.ts';
import type { MeView, OpenRoundView, RulesView, SessionView } from '../../session/views.ts';

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
    const action = me
      ? 'Claim your rewards and withdraw your stake; there is no hurry.'
      : 'You can look at every round and take the model.';
    return { place: 'ended', due: false, headline: 'This task has ended', action };
  }
  if (!me) {
    return {
      place: 'looking',
      due: false,
      headline: 'You are looking on',
      action: 'Choose data, stake, and this tab takes part from the next draw on.',
    };
  }
  const seat = seatOf(me, round);
  const along = view.problems.some(({ error }) => error === 'SecondTabError' || error === 'NoOperatorError');
  if (seat && along) {
    const headline = seat.role === 'proposer' ? 'You are a proposer' : 'You are a voter';
    return {
      place: seat.role,
      due: false,
      headline,
      along,
      action: 'The key that acts for this seat is not in this tab, which reads along.',
    };
  }
  if (seat) return seated(task.rules, me, seat, task.phase, status === 'paused');
  if (me.benched) {
    return {
      place: 'benched',
      due: false,
      headline: 'You are on the bench',
      action: 'A seat of yours was not used. Come back to the lottery when this tab can stay open.',
      otherwise: 'Your stake stays yours, but you get no seats and no rewards.',
    };
  }
  if (me.leaving)
    return {
      place: 'leaving',
      due: false,
      headline: 'You are leaving',
      action: 'Your stake is free once the open round has been settled.',
    };
  if (!me.active)
    return {
      place: 'out',
      due: false,
      headline: 'You have left the lottery',
      action: me.stake > 0n ? 'Withdraw your stake, or take part again.' : 'Your stake is back in your wallet. You may take part again.',
    };
  return {
    place: 'idle',
    due: false,
    headline: round ? 'No seat this round' : 'In the lottery',
    action: 'Nothing is asked of you: this tab follows along and warms up for the next draw.',
    otherwise: 'Nothing is at stake until you are drawn.',
  };
}

type Seat = { readonly role: Role; readonly acted: boolean; readonly excused: boolean };

function seatOf(me: MeView, round: OpenRoundView | undefined): Seat | undefined {
  const open = round?.seats.find((seat) => seat.id === me.id);
  if (open) return open;
  return me.seat && me.seat.round === round?.round ? { role: me.seat.role, acted: false, excused: false } : undefined;
}

const DUE: Readonly<Partial<Record<Phase, Role>>> = { Propose: 'proposer', Commit: 'voter', Reveal: 'voter', Attest: 'voter' };

const DO: Readonly<Partial<Record<Phase, string>>> = {
  Propose: 'This tab trains on your data and sends the digest of its update.',
  Commit: 'This tab tries every update on your test part and seals its judgement.',
  Reveal: 'This tab opens the sealed judgement.',
  Attest: 'This tab combines the kept updates, measures the result and attests it.',
};

function seated(rules: RulesView, me: MeView, seat: Seat, phase: Phase, paused: boolean): Next {
  const place = seat.role;
  const headline = seat.role === 'proposer' ? 'You are a proposer' : 'You are a voter';
  if (seat.excused) return { place, due: false, headline, action: 'You gave this seat up. The next draw may give you another.' };
  if (DUE[phase] !== seat.role) {
    const before = seat.role === 'voter' && (phase === 'Propose' || phase === 'Draw');
    const serving = seat.role === 'proposer' && phase === 'Commit';
    const action = before
      ? 'Proposers are training. Your turn comes when their updates are in.'
      : serving
        ? 'Your update is being judged. Stay open a little, so that voters can fetch it.'
        : 'Your part is done. The round is being closed.';
    return { place, due: false, headline, action, otherwise: 'Keep this tab open until the round is settled.' };
  }
  if (seat.acted) {
    return {
      place,
      due: false,
      headline,
      action: phase === 'Propose' ? 'Your update is in. The tab serves it once Propose has closed.' : 'Done for this phase.',
    };
  }
  const unopened = phase === 'Reveal';
  const atRisk = penalty(rules, me.stake, unopened ? rules.unopenedPenaltyBps : rules.absentPenaltyBps);
  return {
    place,
    due: true,
    headline,
    action: paused ? 'Paused: this act waits for you to resume.' : (DO[phase] ?? ''),
    otherwise: unopened ? 'If the judgement stays closed' : 'If this tab closes before that',
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
