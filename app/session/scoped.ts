import type { Journal } from '../store/journal.ts';

/** A part of a journal, under a prefix. */
export function scoped(journal: Journal, prefix: string): Journal {
  return {
    durable: journal.durable,
    get: (key) => journal.get(prefix + key),
    set: (key, value) => journal.set(prefix + key, value),
    delete: (key) => journal.delete(prefix + key),
  };
}
