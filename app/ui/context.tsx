import { createContext, type ReactNode, useContext, useMemo, useSyncExternalStore } from 'react';
import type { Address } from '../core/words.ts';
import type { External, House, TaskRoom } from '../session/house.ts';

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

export function useRoom(task: Address): TaskRoom {
  const house = useHouse();
  return useMemo(() => house.room(task), [house, task]);
}
