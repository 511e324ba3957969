import type { Digest } from '../../app/core/words.ts';
import { digestOf } from '../../app/store/import.ts';
import { NonCanonicalFileError, type Store, TooLargeError, UnavailableError } from '../../app/store/store.ts';

type File = Uint8Array | 'non-canonical';

/** Stores in one memory that reach each other at once. `isServing` cuts one off; `plant` puts a file of another import. */
export type FakeStore = Store & { isServing: boolean; plant(digest: Digest): void };

/** Returns what opens one more store of the same network. */
export function fakeStores(): () => FakeStore {
  const members: { store: FakeStore; files: Map<Digest, File>; sent: (bytes: number) => void }[] = [];
  const waiting = new Set<() => void>();
  const changed = () => {
    for (const look of [...waiting]) look();
  };

  return () => {
    const files = new Map<Digest, File>();
    const traffic = { sentBytes: 0, receivedBytes: 0 };

    const find = (digest: Digest): File | undefined => {
      const here = files.get(digest);
      if (here) return here;
      const peer = members.find((member) => member.store.isServing && member.files.has(digest));
      const file = peer?.files.get(digest);
      if (file instanceof Uint8Array) {
        peer?.sent(file.length);
        traffic.receivedBytes += file.length;
      }
      return file;
    };

    const search = (digest: Digest, signal?: AbortSignal): Promise<File> =>
      new Promise((resolve, reject) => {
        const end = () => {
          waiting.delete(look);
          signal?.removeEventListener('abort', stop);
        };
        const look = () => {
          const file = find(digest);
          if (!file) return;
          end();
          resolve(file);
        };
        const stop = () => {
          end();
          reject(new UnavailableError({ digest, blocks: 0 }, signal?.reason));
        };
        if (signal?.aborted) return stop();
        waiting.add(look);
        signal?.addEventListener('abort', stop);
        look();
      });

    const store: FakeStore = {
      isServing: true,
      async put(bytes) {
        const digest = await digestOf(bytes);
        files.set(digest, bytes.slice());
        changed();
        return digest;
      },
      async get(digest, { maxBytes, signal, onProgress }) {
        const file = await search(digest, signal);
        if (file === 'non-canonical') throw new NonCanonicalFileError({ digest, expected: 'the fixed import' });
        if (file.length > maxBytes) throw new TooLargeError({ digest, expected: `at most ${maxBytes} bytes`, actual: file.length });
        onProgress?.(1);
        if (!files.has(digest)) {
          files.set(digest, file.slice());
          changed();
        }
        return file.slice();
      },
      has: async (digest) => files.get(digest) instanceof Uint8Array,
      digestOf,
      async drop(digest) {
        files.delete(digest);
      },
      plant(digest) {
        files.set(digest, 'non-canonical');
        changed();
      },
      traffic: () => ({ ...traffic, streamBytes: traffic.sentBytes }),
      async stop() {
        files.clear();
      },
    };
    const sent = (bytes: number) => {
      traffic.sentBytes += bytes;
    };
    members.push({ store, files, sent });
    return store;
  };
}
