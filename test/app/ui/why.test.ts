import { expect, test } from 'vitest';
import { returnOf, type SORTS } from '../../../app/ui/board/order.ts';
import { linesOf, penaltyBps, readQuestion, sharesOfSeat } from '../../../app/ui/board/why.ts';
import { movementsOf, signOf, sumsOf } from '../../../app/ui/money/sums.ts';
import { fakeHouse } from '../../fakes/house.ts';

const wallet = `0x${'19'.repeat(20)}` as const;
const house = fakeHouse({ me: 'idle', wallet });
const board = (await house.room('0x')).board.getSnapshot()!;
const [{ rules }] = house.tasks.getSnapshot().tasks;

test('[I18] every number of the board is the sum or the mean of the events that it is explained by', () => {
  for (const row of board.rows) {
    const lines = (what: (typeof SORTS)[number]) => linesOf(what, row, board.rounds);
    const sum = (what: (typeof SORTS)[number]) => lines(what).reduce((all, line) => all + (line.amount ?? 0n), 0n);
    const mean = (what: (typeof SORTS)[number]) => lines(what).reduce((all, line) => all + (line.value ?? 0), 0) / lines(what).length;
    expect([sum('reward'), sum('slashed'), sum('net')]).toEqual([row.reward, row.slashed, row.net]);
    expect([lines('seats').length, lines('kept').length, lines('harmful').length]).toEqual([
      row.proposerSeats + row.voterSeats,
      row.kept,
      row.harmful,
    ]);
    if (row.merit !== undefined) expect(mean('merit')).toBeCloseTo(row.merit, 9);
    if (row.agreement !== undefined) expect(mean('agreement')).toBeCloseTo(row.agreement, 9);
    expect(mean('attendance')).toBeCloseTo(row.attendance, 9);
    expect(returnOf(row)).toBeCloseTo(Number(row.net) / Number(row.deposited), 5);
  }
  expect(board.rows.some((row) => row.slashed > 0n && row.harmful > 0)).toBe(true);
});

test('[I18] every payment and every penalty is what the rules give', () => {
  for (const round of board.rounds) {
    for (const seat of round.seats) {
      expect(sharesOfSeat(round, seat, rules).reduce((all, { got }) => all + got, 0n)).toBe(seat.reward);
      if (seat.penalty !== 'None') expect((seat.weight * BigInt(penaltyBps(seat, rules))) / 10_000n).toBe(seat.slashed);
    }
  }
});

test('[I18] a question is read from a link; one that makes no sense is none', () => {
  expect(readQuestion('4.reward')).toEqual({ id: 4, what: 'reward' });
  for (const text of [undefined, '', '4', 'reward', '4.toString', '-1.net', `${'9'.repeat(12)}.net`])
    expect(readQuestion(text)).toBeUndefined();
});

test('[I19] the money of all tasks adds up by token, and every movement is listed once', async () => {
  const books = house.books(wallet).getSnapshot().books;
  const [sums, ...others] = sumsOf(books);
  expect(others).toEqual([]);
  expect(sums.books.length).toBe(2);
  const all = movementsOf(books);
  expect(all.length).toBe(books.reduce((count, book) => count + book.ledger.length, 0));
  const net = all.reduce((total, { entry }) => total + signOf(entry.what) * entry.amount, 0n);
  expect(net).toBe(sums.earned - sums.slashed);
  expect(movementsOf(books, 'staked').every(({ entry }) => entry.what === 'staked')).toBe(true);
  expect(sumsOf([{ ...books[0], me: undefined, ledger: [] }])).toEqual([]);
  const foreign = { ...books[0], task: { ...books[0].task, token: { ...books[0].task.token, address: wallet } } };
  expect(sumsOf([books[1], foreign]).length).toBe(2);
});
