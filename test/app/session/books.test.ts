import { expect, test, vi } from 'vitest';
import { acrossTasks, overRounds } from '../../../app/session/across.ts';
import { openBooks } from '../../../app/session/books.ts';
import { cell } from '../../../app/session/cell.ts';
import type { Doorstep, Ground } from '../../../app/session/ground.ts';
import type { TasksView } from '../../../app/session/house.ts';
import type { TaskBook } from '../../../app/session/views.ts';
import { fakeHouse } from '../../fakes/house.ts';

const wallet = `0x${'19'.repeat(20)}` as const;
const house = fakeHouse({ me: 'idle', wallet });
const board = (await house.room('0x')).board.getSnapshot()!;
const listed = house.tasks.getSnapshot().tasks;
const book = (i: number): TaskBook => ({ task: listed[i], board, ledger: [], gas: { spent: 0n, counted: 0, of: 0 } });

test('[H24] a board over some rounds is made of these rounds alone, and over all of them it is the whole one', () => {
  const same = ({ rank, ...row }: (typeof board.rows)[number]) => row;
  expect(overRounds(board, board.rounds).rows).toEqual(board.rows);
  const one = overRounds(board, board.rounds.slice(5, 6));
  const { seats, keepers } = board.rounds[5];
  expect(one.rows.length).toBeLessThan(board.rows.length);
  expect(one.rows.reduce((sum, row) => sum + row.proposerSeats + row.voterSeats, 0)).toBe(seats.length);
  const paid = [...seats.map((seat) => seat.reward), ...keepers.map((keeper) => keeper.amount)].reduce((a, b) => a + b, 0n);
  expect(one.rows.reduce((sum, row) => sum + row.reward, 0n)).toBe(paid);
  expect(one.rows.map((row) => row.rank)).toEqual(one.rows.map((_, i) => i + 1));
  const half = board.rounds.length >> 1;
  const [early, late] = [overRounds(board, board.rounds.slice(0, half)), overRounds(board, board.rounds.slice(half))];
  for (const row of board.rows.map(same)) {
    const net = (part: typeof early) => part.rows.find(({ id }) => id === row.id)?.net ?? 0n;
    expect(net(early) + net(late)).toBe(row.net);
  }
});

test('[H24] across tasks a participant is a wallet, and everything adds up', () => {
  const twice = acrossTasks([book(0), book(1), { ...book(2), board: undefined }]);
  expect(twice.rows.map((row) => row.wallet).sort()).toEqual(board.rows.map((row) => row.wallet).sort());
  for (const row of twice.rows) {
    const single = board.rows.find((item) => item.wallet === row.wallet)!;
    expect(row).toMatchObject({ net: 2n * single.net, deposited: 2n * single.deposited, proposerSeats: 2 * single.proposerSeats });
    expect(row.merit).toEqual(single.merit && expect.closeTo(single.merit, 9));
    expect(twice.tasksOf.get(row.id)).toBe(2);
  }
  expect(new Set(twice.rounds.map((round) => round.task)).size).toBe(2);
});

/** Tasks whose chain answers with the board, as often as it is asked. */
function shelf() {
  const tasks = cell<TasksView>({ status: 'ready', stale: false, tasks: listed.slice(0, 2) });
  const asked: string[] = [];
  const failing = new Set<string>();
  const ground = {
    chain: (task: string) => ({
      history: async () => {
        asked.push(task);
        if (failing.has(task)) throw Object.assign(new Error('down'), { name: 'RpcUnavailableError' });
        return { leaderboard: board, activity: [], ledger: [{ what: 'staked', amount: 5n, time: 1, tx: '0x' }], acts: ['0xa', '0xb'] };
      },
      now: async () => ({ me: { wallet } }),
      async gas(hashes: string[], known: Map<string, bigint>) {
        for (const [i, hash] of hashes.entries()) known.set(hash, BigInt(i + 3));
      },
    }),
  } as unknown as Ground;
  const step = { inside: async () => ({ ground }) } as unknown as Doorstep;
  return { tasks, asked, failing, books: openBooks(step, tasks, wallet) };
}

test('[V24] books are read only while somebody looks, and again only where something has changed', async () => {
  const { tasks, asked, books } = shelf();
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(asked).toEqual([]);
  const leave = books.subscribe(() => undefined);
  await vi.waitFor(() => expect(books.getSnapshot().status).toBe('ready'));
  expect(books.getSnapshot().books.map(({ gas, me }) => [gas, me?.wallet])).toEqual([
    [{ spent: 7n, counted: 2, of: 2 }, wallet],
    [{ spent: 7n, counted: 2, of: 2 }, wallet],
  ]);
  tasks.patch({ stale: false });
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(asked.length).toBe(2);
  tasks.patch({ tasks: [listed[0], { ...listed[1], round: listed[1].round + 1 }] });
  await vi.waitFor(() => expect(asked.length).toBe(3));
  leave();
  tasks.patch({ tasks: [{ ...listed[0], round: 99 }] });
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect(asked.length).toBe(3);
});

test('[V24] a task that cannot be read says so, keeps what was read before, and is read again', async () => {
  const { tasks, failing, books } = shelf();
  books.subscribe(() => undefined);
  await vi.waitFor(() => expect(books.getSnapshot().status).toBe('ready'));
  failing.add(listed[0].address);
  tasks.patch({ tasks: [{ ...listed[0], round: 99 }, listed[1]] });
  await vi.waitFor(() => expect(books.getSnapshot().books[0]).toMatchObject({ error: 'RpcUnavailableError', board }));
  failing.clear();
  tasks.patch({ stale: false });
  await vi.waitFor(() => expect(books.getSnapshot().books[0].error).toBeUndefined());
});
