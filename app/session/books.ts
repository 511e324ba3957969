import type { Chain } from '../chain/chain.ts';
import type { Address, Digest } from '../core/words.ts';
import { type Cell, cell } from './cell.ts';
import type { Doorstep, Ground } from './ground.ts';
import type { External, TasksView } from './house.ts';
import { describe } from './problems.ts';
import type { BooksView, TaskBook, TaskView } from './views.ts';

/**
 * The books of all tasks, for one wallet or for nobody: rounds and leaderboard of each, and what that wallet has and had in
 * it. Read from events and calls alone; no room is opened for it. Read only while somebody looks.
 */
export function openBooks(step: Doorstep, tasks: External<TasksView>, wallet: Address | undefined): External<BooksView> {
  const view = cell<BooksView>({ status: 'loading', books: [] });
  const pages = new Map<Address, Page>();
  let lookers = 0;
  let isReading = false;
  let again = false;

  /** One task after another: a node's patience is shared with the rounds of this tab. */
  const readAll = async () => {
    const { ground } = await step.inside();
    do {
      again = false;
      const { status, tasks: listed } = tasks.getSnapshot();
      if (status === 'loading') continue;
      for (const task of listed) {
        if (lookers === 0) return;
        const page = pages.get(task.address) ?? openPage(ground, task, wallet);
        pages.set(task.address, page);
        await page.read(task, () => show(view, pages));
      }
      view.patch({ status: 'ready' });
    } while (again);
  };
  const read = () => {
    again = true;
    if (isReading) return;
    isReading = true;
    void readAll()
      .catch((error: unknown) => view.patch({ status: 'failed', error: describe(error).error }))
      .finally(() => {
        isReading = false;
      });
  };
  let unfollow: (() => void) | undefined;

  return {
    getSnapshot: view.getSnapshot,
    subscribe(onChange) {
      const leave = view.subscribe(onChange);
      if (lookers++ === 0) {
        unfollow = tasks.subscribe(read);
        read();
      }
      return () => {
        leave();
        if (--lookers === 0) unfollow?.();
      };
    },
  };
}

function show(view: Cell<BooksView>, pages: ReadonlyMap<Address, Page>): void {
  view.patch({ books: [...pages.values()].map((page) => page.book()) });
}

type Page = { book(): TaskBook; read(task: TaskView, onChange: () => void): Promise<void> };

function openPage(ground: Ground, first: TaskView, wallet: Address | undefined): Page {
  const chain: Chain = ground.chain(first.address, { wallet });
  const gas = new Map<Digest, bigint>();
  let book: TaskBook = { task: first, ledger: [], gas: { spent: 0n, counted: 0, of: 0 } };
  let read = '';
  return {
    book: () => book,
    async read(task, onChange) {
      book = { ...book, task };
      const state = `${task.round} ${task.phase} ${task.adoptions} ${task.participantCount} ${task.totalStake} ${task.unclaimed} ${task.pool}`;
      if (state === read && book.error === undefined && book.gas.counted === book.gas.of) return;
      try {
        const [{ leaderboard, ledger, acts }, me] = await Promise.all([
          chain.history(),
          wallet ? chain.now().then((now) => now.me) : undefined,
        ]);
        book = { task, board: leaderboard, ledger, me, gas: spent(gas, acts) };
        onChange();
        await chain.gas(acts, gas);
        book = { ...book, gas: spent(gas, acts) };
        read = state;
      } catch (error) {
        book = { ...book, error: describe(error).error };
      }
      onChange();
    },
  };
}

function spent(known: ReadonlyMap<Digest, bigint>, acts: readonly Digest[]): TaskBook['gas'] {
  const counted = acts.flatMap((hash) => known.get(hash) ?? []);
  return { spent: counted.reduce((sum, wei) => sum + wei, 0n), counted: counted.length, of: acts.length };
}
