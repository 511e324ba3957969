import { type PayRules, type Share, sharesOf } from '../../core/payout.ts';
import { type Digest, MERIT_MISSING } from '../../core/words.ts';
import type { BoardRow, RoundRow, RulesView, SeatRow } from '../../session/views.ts';
import { SORTS, type Sort } from './order.ts';

/** Agreement comes as 64 × its value. */
const AGREEMENT_UNIT = 64;

/** One event that a number is made of. `amount` in the token's smallest unit, below zero where it was taken. */
export type WhyLine<R extends RoundRow = RoundRow> = {
  readonly round: R;
  /** Absent where it was earned by drawing or settling. */
  readonly seat?: SeatRow;
  readonly amount?: bigint;
  readonly value?: number;
  readonly tx: Digest;
};

/** Whose number, and which. */
export type Question = { readonly id: number; readonly what: Sort };

/** `4.reward` of a link. */
export function readQuestion(text: string | undefined): Question | undefined {
  const [, id, what] = /^(\d{1,9})\.([a-z]+)$/.exec(text ?? '') ?? [];
  const known = SORTS.find((name) => name === what);
  return known && { id: Number(id), what: known };
}

/** Everything that a number of a row is made of, the newest first. */
export function linesOf<R extends RoundRow>(what: Sort, row: BoardRow, rounds: readonly R[]): readonly WhyLine<R>[] {
  const lines = rounds.flatMap((round) => linesIn(what, row, round));
  return lines.sort((a, b) => b.round.settledAt - a.round.settledAt);
}

function linesIn<R extends RoundRow>(what: Sort, row: BoardRow, round: R): WhyLine<R>[] {
  const seats = round.seats.filter((seat) => seat.id === row.id);
  const tx = round.settleTx;
  if (what === 'seats') return seats.map((seat) => ({ round, seat, tx }));
  if (what === 'attendance') return seats.map((seat) => ({ round, seat, tx, value: seat.attended ? 1 : 0 }));
  if (what === 'kept' || what === 'harmful' || what === 'merit') {
    const judged = seats.filter((seat) => seat.kept !== undefined && seat.measure !== MERIT_MISSING);
    const shown = judged.filter((seat) => what === 'merit' || seat.kept === (what === 'kept'));
    return shown.map((seat) => ({ round, seat, tx, value: seat.measure }));
  }
  if (what === 'agreement') {
    const isJudged = round.seats.some((seat) => seat.kept !== undefined);
    const votes = isJudged ? seats.filter((seat) => seat.role === 'voter' && seat.attended) : [];
    return votes.map((seat) => ({ round, seat, tx, value: seat.measure / AGREEMENT_UNIT }));
  }
  if (what === 'rank' || what === 'stake') return [];
  const earned = what === 'slashed' ? [] : [...rewardsIn(seats, round), ...keepingIn(row, round)];
  const taken = what === 'reward' ? [] : seats.filter((seat) => seat.slashed > 0n);
  const sign = what === 'slashed' ? 1n : -1n;
  return [...earned, ...taken.map((seat) => ({ round, seat, tx, amount: sign * seat.slashed }))];
}

function rewardsIn<R extends RoundRow>(seats: readonly SeatRow[], round: R): WhyLine<R>[] {
  return seats.filter((seat) => seat.reward > 0n).map((seat) => ({ round, seat, amount: seat.reward, tx: round.settleTx }));
}

/** The first keeper drew, the second settled. */
function keepingIn<R extends RoundRow>(row: BoardRow, round: R): WhyLine<R>[] {
  return round.keepers.flatMap(({ account, amount }, i) =>
    account.toLowerCase() === row.wallet.toLowerCase() && amount > 0n
      ? [{ round, amount, tx: i === 0 ? round.drawTx : round.settleTx }]
      : [],
  );
}

/** How a seat's reward comes out of the round's budget. */
export function sharesOfSeat(round: RoundRow, seat: SeatRow, rules: PayRules): readonly Share[] {
  return sharesOf(round, rules)[round.seats.indexOf(seat)] ?? [];
}

/** Basis points of its weight that a seat lost. */
export function penaltyBps(seat: SeatRow, rules: RulesView): number {
  if (seat.penalty === 'Absent') return rules.absentPenaltyBps;
  return seat.penalty === 'Unopened' ? rules.unopenedPenaltyBps : rules.standingPenaltyBps;
}
