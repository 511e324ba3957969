import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Journal } from '../store/journal.ts';

/** A journal of one file per key: written beside, synced, then renamed, so that a crash leaves the old or the new value. */
export async function openFileJournal(folder: string): Promise<Journal> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = (key: string) => join(folder, encodeURIComponent(key));
  return {
    durable: true,
    async get(key) {
      try {
        return new Uint8Array(await readFile(path(key)));
      } catch {
        return undefined;
      }
    },
    async set(key, value) {
      const fresh = await open(`${path(key)}.new`, 'w', 0o600);
      await fresh.writeFile(value);
      await fresh.sync();
      await fresh.close();
      await rename(`${path(key)}.new`, path(key));
    },
    async delete(key) {
      await rm(path(key), { force: true });
    },
  };
}
