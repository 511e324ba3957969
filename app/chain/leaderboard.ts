import { type Address, MERIT_MISSING } from '../core/words.ts';
import type { Member } from './members.ts';
import type { BoardRow, Leaderboard, RoundRow, SeatRow } from './views.ts';

/** Units of 64 × agreement. */
const AGREEMENT_UNIT = 64;

/** Every participant over all settled rounds, the most earned (reward − slashed) first, ties by id. */
export function leaderboard(rounds: readonly RoundRow[], members: readonly Member[], block: bigint): Leaderboard {
  const rows = members.map((member) => boardRow(member, rounds)).sort((a, b) => (a.net === b.net ? a.id - b.id : a.net > b.net ? -1 : 1));
  return { rows: rows.map((row, i) => ({ ...row, rank: i + 1 })), rounds, block };
}

function boardRow(member: Member, rounds: readonly RoundRow[]): BoardRow {
  const own = rounds.flatMap((round) => round.seats.filter((seat) => seat.id === member.id).map((seat) => ({ seat, round })));
  const seats = own.map(({ seat }) => seat);
  const judged = seats.filter((seat) => seat.kept !== undefined && seat.measure !== MERIT_MISSING);
  const voted = own.filter(({ seat, round }) => seat.role === 'voter' && seat.attended && isJudged(round)).map(({ seat }) => seat);
  const reward = total(seats, 'reward') + keeping(rounds, member.wallet);
  const slashed = total(seats, 'slashed');
  return {
    rank: 0,
    ...member,
    proposerSeats: seats.filter((seat) => seat.role === 'proposer').length,
    voterSeats: seats.filter((seat) => seat.role === 'voter').length,
    kept: judged.filter((seat) => seat.kept).length,
    harmful: judged.filter((seat) => !seat.kept).length,
    merit: mean(judged.map((seat) => seat.measure)),
    agreement: mean(voted.map((seat) => seat.measure / AGREEMENT_UNIT)),
    attendance: mean(seats.map((seat) => (seat.attended ? 1 : 0))) ?? 1,
    reward,
    slashed,
    net: reward - slashed,
  };
}

/** What a wallet was credited for calling draw and settle. */
function keeping(rounds: readonly RoundRow[], wallet: Address): bigint {
  const own = rounds.flatMap(({ keepers }) => keepers.filter(({ account }) => account === wallet));
  return own.reduce((sum, { amount }) => sum + amount, 0n);
}

/** True for rounds in which voters' merits were measured against each other. */
function isJudged(round: RoundRow): boolean {
  return round.seats.some((seat) => seat.kept !== undefined);
}

function total(seats: readonly SeatRow[], what: 'reward' | 'slashed'): bigint {
  return seats.reduce((sum, seat) => sum + seat[what], 0n);
}

function mean(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
}
