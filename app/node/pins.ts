import { BaseError } from '../core/errors.ts';
import { readSpec, type Spec } from '../core/spec.ts';
import type { Digest } from '../core/words.ts';
import type { Store } from '../store/store.ts';
import { maxUpdateBytes } from '../update/encode.ts';
import { maxModelBytes } from '../update/model.ts';
import type { Named, Names } from './named.ts';

/** What a spec may take at most, as `readSpec` has it. */
const MAX_SPEC_BYTES = 65_536;
/** Files looked for at once; the others wait. */
const MAX_SEARCHES = 128;

export type PinsView = { readonly pinned: number; readonly wanted: number; readonly refused: number; readonly bytes: number };

/**
 * Keeps the store at what the chain names: fetches what is new, keeps what it has, and drops what is named no more. A
 * file may be as large as its task's spec allows and no larger; what is refused once is not asked for again.
 */
export function openPins(store: Store, onChange: () => void): { update(names: Names): void; view(): PinsView; stop(): void } {
  const pinned = new Map<Digest, number>();
  const refused = new Set<Digest>();
  const dropped = new Set<Digest>();
  /** Of rounds long over, and not here. */
  const lost = new Set<Digest>();
  const searches = new Map<Digest, AbortController>();
  const specs = new Map<Digest, Spec>();
  let wanted = new Map<Digest, Named>();

  function limitOf({ kind, specDigest }: Named): number | undefined {
    if (kind === 'spec') return MAX_SPEC_BYTES;
    const spec = specs.get(specDigest);
    if (!spec) return undefined;
    return kind === 'model' ? maxModelBytes(spec) : maxUpdateBytes(spec);
  }

  async function search(digest: Digest, named: Named, maxBytes: number): Promise<void> {
    const search = new AbortController();
    searches.set(digest, search);
    try {
      if (named.isOld && !(await store.has(digest))) {
        lost.add(digest);
        return;
      }
      const bytes = await store.get(digest, { maxBytes, signal: search.signal });
      if (named.kind === 'spec') specs.set(digest, readSpec(bytes));
      pinned.set(digest, bytes.length);
    } catch (error) {
      if (search.signal.aborted) return;
      if (!(error instanceof BaseError)) throw error;
      refused.add(digest);
    } finally {
      searches.delete(digest);
    }
    onChange();
    searchOn();
  }

  function searchOn(): void {
    for (const [digest, named] of wanted) {
      if (searches.size >= MAX_SEARCHES) return;
      if (pinned.has(digest) || refused.has(digest) || searches.has(digest) || lost.has(digest)) continue;
      const maxBytes = limitOf(named);
      if (maxBytes !== undefined) void search(digest, named, maxBytes);
    }
  }

  async function drop(digest: Digest): Promise<void> {
    searches.get(digest)?.abort();
    pinned.delete(digest);
    await store.drop(digest);
    onChange();
  }

  return {
    update({ keep, forget }) {
      wanted = new Map(keep);
      for (const [digest, search] of searches) if (keep.get(digest)?.isOld) search.abort();
      for (const digest of forget) {
        if (dropped.has(digest)) continue;
        dropped.add(digest);
        void drop(digest);
      }
      searchOn();
    },
    view: () => ({
      pinned: pinned.size,
      wanted: [...wanted.keys()].filter((digest) => !pinned.has(digest) && !refused.has(digest) && !lost.has(digest)).length,
      refused: refused.size,
      bytes: [...pinned.values()].reduce((sum, bytes) => sum + bytes, 0),
    }),
    stop() {
      wanted.clear();
      for (const search of searches.values()) search.abort();
    },
  };
}
