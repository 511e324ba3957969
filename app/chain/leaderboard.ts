import { type Address, MERIT_MISSING, type ParticipantId } from '../core/words.ts';
import type { Member } from './members.ts';
import type { BoardRow, Leaderboard, RoundRow, SeatRow } from './views.ts';

/** Units of 64 × agreement. */
const AGREEMENT_UNIT = 64;

/** Everybody over the rounds given, the most earned (reward − slashed) first, ties by id. Reads every seat once. */
export function leaderboard(rounds: readonly RoundRow[], members: readonly Member[], block: bigint): Leaderboard {
  const sums = new Map<ParticipantId, Sums>(members.map(({ id }) => [id, start()]));
  const kept = new Map<Address, bigint>();
  for (const round of rounds) {
    // Rounds in which voters' merits were measured against each other.
    const isJudged = round.seats.some((seat) => seat.kept !== undefined);
    for (const seat of round.seats) add(sums.get(seat.id), seat, isJudged);
    for (const { account, amount } of round.keepers) kept.set(account, (kept.get(account) ?? 0n) + amount);
  }
  const rows = members.map((member) => boardRow(member, sums.get(member.id)!, kept.get(member.wallet) ?? 0n));
  rows.sort((a, b) => (a.net === b.net ? a.id - b.id : a.net > b.net ? -1 : 1));
  return { rows: rows.map((row, i) => ({ ...row, rank: i + 1 })), rounds, block };
}

type Sums = {
  proposerSeats: number;
  voterSeats: number;
  kept: number;
  harmful: number;
  merit: number;
  votes: number;
  agreement: number;
  attended: number;
  reward: bigint;
  slashed: bigint;
};

function start(): Sums {
  return { proposerSeats: 0, voterSeats: 0, kept: 0, harmful: 0, merit: 0, votes: 0, agreement: 0, attended: 0, reward: 0n, slashed: 0n };
}

function add(sums: Sums | undefined, seat: SeatRow, isJudged: boolean): void {
  if (!sums) return;
  if (seat.role === 'proposer') sums.proposerSeats++;
  else sums.voterSeats++;
  if (seat.kept !== undefined && seat.measure !== MERIT_MISSING) {
    if (seat.kept) sums.kept++;
    else sums.harmful++;
    sums.merit += seat.measure;
  }
  if (seat.role === 'voter' && seat.attended && isJudged) {
    sums.votes++;
    sums.agreement += seat.measure / AGREEMENT_UNIT;
  }
  if (seat.attended) sums.attended++;
  sums.reward += seat.reward;
  sums.slashed += seat.slashed;
}

/** `kept`: what the wallet was credited for calling draw and settle. */
function boardRow({ id, wallet, stake, deposited, active }: Member, sums: Sums, kept: bigint): BoardRow {
  const seats = sums.proposerSeats + sums.voterSeats;
  const judged = sums.kept + sums.harmful;
  const reward = sums.reward + kept;
  return {
    rank: 0,
    id,
    wallet,
    stake,
    deposited,
    active,
    proposerSeats: sums.proposerSeats,
    voterSeats: sums.voterSeats,
    kept: sums.kept,
    harmful: sums.harmful,
    merit: judged === 0 ? undefined : sums.merit / judged,
    agreement: sums.votes === 0 ? undefined : sums.agreement / sums.votes,
    attendance: seats === 0 ? 1 : sums.attended / seats,
    reward,
    slashed: sums.slashed,
    net: reward - sums.slashed,
  };
}
