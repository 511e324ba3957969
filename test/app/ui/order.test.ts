import fc from 'fast-check';
import { expect, test } from 'vitest';
import { arrange, mine, readChoice, SORTS } from '../../../app/ui/board/order.ts';
import { fakeHouse } from '../../fakes/house.ts';

const rows = (await fakeHouse({ me: 'idle' }).room('0x')).board.getSnapshot()?.rows ?? [];

test('[I7] every order is a permutation, the same for equal input, whatever order the rows came in', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...SORTS),
      fc.boolean(),
      fc.shuffledSubarray([...rows], { minLength: rows.length }),
      (sort, up, shuffled) => {
        expect(arrange(shuffled, { sort, up, filter: '' })).toEqual(arrange(rows, { sort, up, filter: '' }));
      },
    ),
  );
});

test('[I7] rows without a value come last, up and down', () => {
  const [first, ...rest] = rows;
  const holed = [{ ...first, merit: undefined }, ...rest];
  for (const up of [true, false]) expect(arrange(holed, { sort: 'merit', up, filter: '' }).at(-1)?.id).toBe(first.id);
});

test('[I7] a row is found by part of its address or by its number', () => {
  const [row] = rows;
  expect(arrange(rows, { sort: 'rank', up: true, filter: row.wallet.slice(4, 20).toUpperCase() }).map((item) => item.id)).toEqual([row.id]);
  expect(arrange(rows, { sort: 'rank', up: true, filter: `#${row.id}` }).map((item) => item.id)).toEqual([row.id]);
  expect(mine(rows, row.wallet.toUpperCase().replace('0X', '0x') as typeof row.wallet)?.id).toBe(row.id);
});

test('[I7] a link chooses an order, and what it misspells is ignored', () => {
  expect(readChoice({})).toEqual({ sort: 'rank', up: true, filter: '', only: 'all', hidden: ['stake'] });
  expect(readChoice({ sort: 'net', only: 'slashed', hide: 'merit.x.rank' })).toMatchObject({
    sort: 'net',
    up: false,
    only: 'slashed',
    hidden: ['merit'],
  });
  expect(readChoice({ sort: '__proto__', order: 'sideways', only: 'constructor', hide: 'none' })).toMatchObject({
    sort: 'rank',
    up: true,
    only: 'all',
    hidden: [],
  });
});
