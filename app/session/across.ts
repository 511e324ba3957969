import { leaderboard } from '../chain/leaderboard.ts';
import type { Member } from '../chain/members.ts';
import type { Address, ParticipantId } from '../core/words.ts';
import type { Leaderboard, RoundRow, SeatRow, TaskBook } from './views.ts';

/** A round and the task that it is of. */
export type TaskRound = RoundRow & { readonly task: Address };

export type GlobalBoard = Omit<Leaderboard, 'rounds'> & {
  readonly rounds: readonly TaskRound[];
  readonly tasksOf: ReadonlyMap<ParticipantId, number>;
};

/** The board over some rounds of a task only. Who held no seat and earned nothing in them is left out. */
export function overRounds(board: Leaderboard, rounds: readonly RoundRow[]): Leaderboard {
  const scoped = leaderboard(rounds, board.rows, board.block);
  const rows = scoped.rows.filter((row) => row.proposerSeats + row.voterSeats > 0 || row.reward > 0n);
  return { ...scoped, rows: rows.map((row, i) => ({ ...row, rank: i + 1 })) };
}

/**
 * One board over the rounds of many tasks: a participant is a wallet. Only tasks of one stake token can be added up.
 * Ids count the wallets in the order in which they appear.
 */
export function acrossTasks(books: readonly TaskBook[]): GlobalBoard {
  const ids = new Map<string, ParticipantId>();
  const members = new Map<ParticipantId, Member>();
  const tasksOf = new Map<ParticipantId, number>();
  const idOf = (wallet: Address) => {
    const key = wallet.toLowerCase();
    const known = ids.get(key) ?? ids.size + 1;
    ids.set(key, known);
    return known;
  };
  const rounds: TaskRound[] = [];
  let block = 0n;
  for (const { task, board } of books) {
    if (!board) continue;
    if (board.block > block) block = board.block;
    for (const row of board.rows) {
      const id = idOf(row.wallet);
      const before = members.get(id);
      members.set(id, {
        id,
        wallet: before?.wallet ?? row.wallet,
        stake: (before?.stake ?? 0n) + row.stake,
        deposited: (before?.deposited ?? 0n) + row.deposited,
        active: (before?.active ?? false) || row.active,
      });
      tasksOf.set(id, (tasksOf.get(id) ?? 0) + 1);
    }
    for (const round of board.rounds) {
      const seats = round.seats.map((seat): SeatRow => ({ ...seat, id: idOf(seat.wallet) }));
      rounds.push({ ...round, seats, task: task.address });
    }
  }
  const board = leaderboard(rounds, [...members.values()], block);
  return { ...board, rounds, tasksOf };
}
