import { createContext, type ReactNode, use, useContext, useEffect, useSyncExternalStore } from 'react';
import type { Address } from '../core/words.ts';
import type { External, House, TaskRoom } from '../session/house.ts';
import type { BooksView } from '../session/views.ts';

const HouseContext = createContext<House | undefined>(undefined);

export function HouseProvider({ house, children }: { house: House; children: ReactNode }) {
  return <HouseContext value={house}>{children}</HouseContext>;
}

export function useHouse(): House {
  const house = useContext(HouseContext);
  if (!house) throw new TypeError('useHouse outside of HouseProvider');
  return house;
}

export function useExternal<T>(external: External<T>): T {
  return useSyncExternalStore(external.subscribe, external.getSnapshot);
}

/** The room of a task, entered as long as something on the screen shows it. Suspends until it is open. */
export function useRoom(task: Address): TaskRoom {
  const house = useHouse();
  const room = use(house.room(task));
  useEffect(() => house.visit(task), [house, task]);
  return room;
}

const CLOSED: External<BooksView> = { getSnapshot: () => NO_BOOKS, subscribe: () => () => undefined };
const NO_BOOKS: BooksView = { status: 'loading', books: [] };

/** The books of all tasks for a wallet, read only while `open`. */
export function useBooks(wallet: Address | undefined, open = true): BooksView {
  const house = useHouse();
  return useExternal(open ? house.books(wallet) : CLOSED);
}
