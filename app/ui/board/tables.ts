import type { Leaderboard, TokenView } from '../../session/views.ts';
import type { Row } from '../export.ts';
import { exact } from '../numbers.ts';
import { returnOf } from './order.ts';

export const BOARD_COLUMNS = [
  'rank',
  'id',
  'wallet',
  'active',
  'proposerSeats',
  'voterSeats',
  'kept',
  'harmful',
  'merit',
  'agreement',
  'attendance',
  'reward',
  'slashed',
  'net',
  'stake',
  'deposited',
  'return',
] as const;

/** The overall board as a flat table; amounts in whole tokens with every digit. */
export function boardTable(board: Pick<Leaderboard, 'rows'>, token: TokenView): readonly Row[] {
  const whole = (value: bigint) => exact(value, token.decimals);
  return board.rows.map((row) => ({
    ...row,
    merit: row.merit,
    agreement: row.agreement,
    reward: whole(row.reward),
    slashed: whole(row.slashed),
    net: whole(row.net),
    stake: whole(row.stake),
    deposited: whole(row.deposited),
    return: returnOf(row),
  }));
}

export const SEAT_COLUMNS = [
  'round',
  'pioneer',
  'outcome',
  'id',
  'wallet',
  'role',
  'seat',
  'weight',
  'measure',
  'kept',
  'attended',
  'standing',
  'reward',
  'slashed',
  'penalty',
  'digest',
  'proposeTx',
  'commitTx',
  'revealTx',
  'attestTx',
  'settleTx',
  'drawTx',
] as const;

/** One row per seat of every settled round. */
export function seatTable(board: Leaderboard, token: TokenView): readonly Row[] {
  const whole = (value: bigint) => exact(value, token.decimals);
  return board.rounds.flatMap((round) =>
    round.seats.map((seat) => ({
      round: round.round,
      pioneer: round.pioneer,
      outcome: round.outcome,
      id: seat.id,
      wallet: seat.wallet,
      role: seat.role,
      seat: seat.seat,
      weight: whole(seat.weight),
      measure: seat.measure,
      kept: seat.kept,
      attended: seat.attended,
      standing: seat.standing,
      reward: whole(seat.reward),
      slashed: whole(seat.slashed),
      penalty: seat.penalty,
      digest: seat.digest,
      proposeTx: seat.txs.propose,
      commitTx: seat.txs.commit,
      revealTx: seat.txs.reveal,
      attestTx: seat.txs.attest,
      settleTx: round.settleTx,
      drawTx: round.drawTx,
    })),
  );
}
