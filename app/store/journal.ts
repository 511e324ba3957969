import { type IDBPDatabase, openDB } from 'idb';

/**
 * Small durable records of one browser profile or node: what an act must remember before it is sent. A value is there
 * once `set` has resolved, also after a crash.
 */
export type Journal = {
  get(key: string): Promise<Uint8Array | undefined>;
  set(key: string, value: Uint8Array): Promise<void>;
  delete(key: string): Promise<void>;
  /** False where nothing outlives the tab (storage blocked or full): the page says so. */
  readonly durable: boolean;
};

/** The tab's journal in IndexedDB; in memory where that is refused (private mode). */
export async function openTabJournal(name: string): Promise<Journal> {
  let db: IDBPDatabase;
  try {
    db = await openDB(name, 1, { upgrade: (fresh) => void fresh.createObjectStore('records') });
  } catch {
    return memoryJournal();
  }
  return {
    durable: true,
    get: (key) => db.get('records', key),
    async set(key, value) {
      const tx = db.transaction('records', 'readwrite', { durability: 'strict' });
      await Promise.all([tx.store.put(value, key), tx.done]);
    },
    delete: (key) => db.delete('records', key),
  };
}

/** A journal that forgets with its process. */
export function memoryJournal(): Journal {
  const records = new Map<string, Uint8Array>();
  return {
    durable: false,
    get: async (key) => records.get(key)?.slice(),
    async set(key, value) {
      records.set(key, value.slice());
    },
    async delete(key) {
      records.delete(key);
    },
  };
}
