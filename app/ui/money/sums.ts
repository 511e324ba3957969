import type { LedgerEntry, TaskBook, TokenView } from '../../session/views.ts';

/** Of one token, in its smallest unit; gas and what operators hold in wei. */
export type Sums = {
  readonly token: TokenView;
  readonly books: readonly TaskBook[];
  readonly staked: bigint;
  readonly deposited: bigint;
  readonly claimable: bigint;
  readonly earned: bigint;
  readonly slashed: bigint;
  readonly gas: bigint;
  readonly operators: bigint;
  readonly counted: number;
  readonly of: number;
};

const INTO: readonly LedgerEntry['what'][] = ['staked', 'toppedUp'];
const EARNED: readonly LedgerEntry['what'][] = ['earned', 'kept'];

export function total(ledger: readonly LedgerEntry[], kinds: readonly LedgerEntry['what'][]): bigint {
  return ledger.reduce((sum, entry) => (kinds.includes(entry.what) ? sum + entry.amount : sum), 0n);
}

export const earnedOf = (book: TaskBook) => total(book.ledger, EARNED);
export const slashedOf = (book: TaskBook) => total(book.ledger, ['slashed']);

/** What a wallet has and had, by stake token: amounts of different tokens cannot be added. Books without it are left out. */
export function sumsOf(books: readonly TaskBook[]): readonly Sums[] {
  const tokens = new Map<string, TaskBook[]>();
  for (const book of books) {
    if (!book.me && book.ledger.length === 0) continue;
    const key = book.task.token.address.toLowerCase();
    tokens.set(key, [...(tokens.get(key) ?? []), book]);
  }
  return [...tokens.values()].map((of) => {
    const sum = (pick: (book: TaskBook) => bigint) => of.reduce((all, book) => all + pick(book), 0n);
    return {
      token: of[0].task.token,
      books: of,
      staked: sum((book) => book.me?.stake ?? 0n),
      deposited: sum((book) => total(book.ledger, INTO)),
      claimable: sum((book) => book.me?.reward ?? 0n),
      earned: sum(earnedOf),
      slashed: sum(slashedOf),
      gas: sum((book) => book.gas.spent),
      operators: sum((book) => book.me?.operatorBalance ?? 0n),
      counted: of.reduce((all, book) => all + book.gas.counted, 0),
      of: of.reduce((all, book) => all + book.gas.of, 0),
    };
  });
}

export type Movement = { readonly book: TaskBook; readonly entry: LedgerEntry };

/** Movements of all tasks, the newest first; of one kind where one is named. */
export function movementsOf(books: readonly TaskBook[], kind?: LedgerEntry['what']): readonly Movement[] {
  const all = books.flatMap((book) => book.ledger.map((entry) => ({ book, entry })));
  return all.filter(({ entry }) => kind === undefined || entry.what === kind).sort((a, b) => b.entry.time - a.entry.time);
}

/** Which way an amount goes, seen from what the wallet has gained. */
export function signOf(what: LedgerEntry['what']): 1n | -1n | 0n {
  if (what === 'slashed') return -1n;
  return EARNED.includes(what) ? 1n : 0n;
}
