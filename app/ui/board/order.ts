import type { Address } from '../../core/words.ts';
import type { BoardRow } from '../../session/views.ts';

/** Order and choice of rows. Pure, stable, and the same for equal input, so that rows stay still while numbers tick. */
export const SORTS = [
  'rank',
  'seats',
  'kept',
  'harmful',
  'merit',
  'agreement',
  'attendance',
  'reward',
  'slashed',
  'net',
  'return',
  'stake',
] as const;
export type Sort = (typeof SORTS)[number];

/** Whom a board shows. */
export const ONLY = ['all', 'active', 'harmful', 'slashed', 'absent'] as const;
export type Only = (typeof ONLY)[number];

export type Choice = {
  readonly sort: Sort;
  readonly up: boolean;
  readonly filter: string;
  readonly only: Only;
  readonly hidden: readonly Sort[];
};

/** Columns that a link which says nothing leaves out, and the word for leaving out none. */
const HIDDEN = 'stake';
export const HIDE_NONE = 'none';

/** From the search part of a link; what it does not know it ignores. */
export function readChoice(search: Readonly<Record<string, string>>): Choice {
  const sort = SORTS.find((name) => name === search.sort) ?? 'rank';
  return {
    sort,
    up: search.order === 'up' || (search.order !== 'down' && sort === 'rank'),
    filter: (search.find ?? '').slice(0, 66),
    only: ONLY.find((name) => name === search.only) ?? 'all',
    hidden: SORTS.filter((name) => name !== 'rank' && (search.hide ?? HIDDEN).split('.').includes(name)),
  };
}

/** Net over all that was ever staked, as a share; undefined where nothing was. */
export function returnOf({ net, deposited }: Pick<BoardRow, 'net' | 'deposited'>): number | undefined {
  return deposited === 0n ? undefined : Number((net * 1_000_000n) / deposited) / 1_000_000;
}

function key(row: BoardRow, sort: Sort): number | bigint | undefined {
  if (sort === 'seats') return row.proposerSeats + row.voterSeats;
  return sort === 'return' ? returnOf(row) : row[sort];
}

const SHOWS: Readonly<Record<Only, (row: BoardRow) => boolean>> = {
  all: () => true,
  active: (row) => row.active,
  harmful: (row) => row.harmful > 0,
  slashed: (row) => row.slashed > 0n,
  absent: (row) => row.attendance < 1,
};

/** Rows that match, in the chosen order; rows without a value come last; ties by rank. */
export function arrange(
  rows: readonly BoardRow[],
  { sort, up, filter, only = 'all' }: Pick<Choice, 'sort' | 'up' | 'filter'> & Partial<Choice>,
): readonly BoardRow[] {
  const wanted = filter.trim().toLowerCase();
  const matches = (row: BoardRow) => wanted === '' || row.wallet.toLowerCase().includes(wanted) || wanted === `#${row.id}`;
  const matching = rows.filter((row) => SHOWS[only](row) && matches(row));
  return [...matching].sort((a, b) => {
    const [x, y] = [key(a, sort), key(b, sort)];
    if (x === y) return a.rank - b.rank;
    if (x === undefined) return 1;
    if (y === undefined) return -1;
    return (x < y ? -1 : 1) * (up ? 1 : -1);
  });
}

/** My row, wherever the order puts it. */
export function mine(rows: readonly BoardRow[], wallet: Address | undefined): BoardRow | undefined {
  return wallet && rows.find((row) => row.wallet.toLowerCase() === wallet.toLowerCase());
}
