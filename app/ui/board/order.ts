import type { Address } from '../../core/words.ts';
import type { BoardRow } from '../../session/views.ts';

/** Order and choice of rows. Pure, stable, and the same for equal input, so that rows stay still while numbers tick. */
export const SORTS = ['rank', 'seats', 'kept', 'merit', 'agreement', 'attendance', 'reward', 'slashed', 'net', 'stake'] as const;
export type Sort = (typeof SORTS)[number];

export type Choice = { readonly sort: Sort; readonly up: boolean; readonly filter: string };

/** From the search part of a link; what it does not know it ignores. */
export function readChoice(search: Readonly<Record<string, string>>): Choice {
  const sort = SORTS.find((name) => name === search.sort) ?? 'rank';
  return { sort, up: search.order === 'up' || (search.order !== 'down' && sort === 'rank'), filter: (search.find ?? '').slice(0, 66) };
}

function key(row: BoardRow, sort: Sort): number | bigint | undefined {
  if (sort === 'seats') return row.proposerSeats + row.voterSeats;
  return row[sort];
}

/** Rows that match, in the chosen order; rows without a value come last; ties by rank. */
export function arrange(rows: readonly BoardRow[], { sort, up, filter }: Choice): readonly BoardRow[] {
  const wanted = filter.trim().toLowerCase();
  const matching = rows.filter((row) => wanted === '' || row.wallet.toLowerCase().includes(wanted) || wanted === `#${row.id}`);
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
