import type { External } from './house.ts';

/** A value that changes as a whole and tells who listens. */
export type Cell<T> = External<T> & { set(next: T): void; patch(part: Partial<T>): void };

export function cell<T>(first: T): Cell<T> {
  let value = first;
  const listeners = new Set<() => void>();
  const set = (next: T) => {
    value = next;
    for (const listener of listeners) listener();
  };
  return {
    getSnapshot: () => value,
    subscribe(onChange) {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    set,
    patch: (part) => set({ ...value, ...part }),
  };
}
