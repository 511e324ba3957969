import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseTasks, groupOf, KINDS, myStanding, ORDERS, readTaskChoice, SHOWN } from '../../../app/ui/tasks/choose.ts';
import { fakeHouse } from '../../fakes/house.ts';

const wallet = `0x${'19'.repeat(20)}` as const;
const house = fakeHouse({ me: 'idle', wallet });
const { tasks } = house.tasks.getSnapshot();
const books = new Map(
  house
    .books(wallet)
    .getSnapshot()
    .books.map((book) => [book.task.address as string, book]),
);
const usual = readTaskChoice({});

test('[I22] the choice lives in the link; what a link misspells is ignored', () => {
  expect(usual).toEqual({ show: 'all', kind: 'all', sort: 'new', find: '' });
  const chosen = { show: 'mine', kind: 'unknown', sort: 'pool', find: 'x' };
  expect(readTaskChoice(chosen)).toEqual(chosen);
  expect(readTaskChoice({ show: '__proto__', kind: 'x', sort: 'constructor' })).toEqual(usual);
});

test('[I22] every choice shows tasks that match it, in one order, however they came in', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SHOWN),
      fc.constantFrom(...KINDS),
      fc.constantFrom(...ORDERS),
      fc.shuffledSubarray([...tasks], { minLength: tasks.length }),
      (show, kind, sort, shuffled) => {
        const shown = chooseTasks(shuffled, { show, kind, sort, find: '' }, books);
        expect(shown).toEqual(chooseTasks(tasks, { show, kind, sort, find: '' }, books));
        for (const task of shown) {
          if (kind !== 'all') expect(task.spec?.kind ?? 'unknown').toBe(kind);
          if (show === 'mine') expect(books.get(task.address)?.me).toBeDefined();
          else if (show !== 'all') expect(groupOf(task)).toBe(show);
        }
      },
    ),
  );
  const pools = tasks.map((task) => task.pool).sort((a, b) => (a > b ? -1 : a < b ? 1 : 0));
  expect(chooseTasks(tasks, { ...usual, sort: 'pool' }).map((task) => task.pool)).toEqual(pools);
  const groups = chooseTasks(tasks, usual).map((task) => groupOf(task) === 'ended');
  expect(groups).toEqual([...groups].sort());
});

test('[I22] a task is found by its title, its address or its creator', () => {
  const [first] = tasks;
  for (const find of ['DIGITS, ten', first.address.slice(4, 30).toUpperCase()])
    expect(chooseTasks(tasks, { ...usual, find }).map((task) => task.address)).toEqual([first.address]);
  expect(chooseTasks(tasks, { ...usual, find: first.creator }).length).toBe(tasks.length);
  expect(chooseTasks(tasks, { ...usual, find: 'nobody trains this' })).toEqual([]);
});

test('[I22] how I stand in a task is said in one word', () => {
  const [book] = books.values();
  const me = book.me!;
  const stands = (change: Partial<typeof me>) => myStanding({ ...book, me: { ...me, ...change } });
  expect([
    stands({ seat: { role: 'voter', seat: 0, round: 1 } }),
    stands({ benched: true, active: false }),
    stands({}),
    stands({ active: false, stake: 1n }),
    stands({ active: false, stake: 0n }),
    myStanding(undefined),
  ]).toEqual(['seated', 'benched', 'active', 'staked', 'left', undefined]);
});
