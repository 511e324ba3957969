import type { RoundFacts } from '../chain/views.ts';
import { isAbort } from '../core/errors.ts';
import type { Spec } from '../core/spec.ts';
import type { Address, Digest, Slow } from '../core/words.ts';
import type { Store } from '../store/store.ts';
import { NonCanonicalFileError, TooLargeError, UnavailableError } from '../store/store.ts';
import { decodeUpdate, isRejected } from '../update/decode.ts';
import { maxUpdateBytes } from '../update/encode.ts';

/** What came of one proposal: its difference; bytes that anyone would refuse; or nothing in time. */
export type Received = {
  readonly seat: number;
  readonly digest: Digest;
  readonly state: 'valid' | 'invalid' | 'missing';
  readonly delta?: Float32Array;
  readonly reason?: string;
};

export type Updates = {
  /** Fetches and checks all of `proposals` side by side; what `signal` cuts off is `missing` and is fetched anew next time. */
  receive(round: number, base: Digest, proposals: RoundFacts['proposals'], slow: Slow): Promise<readonly Received[]>;
};

export function openUpdates(store: Store, spec: Spec, task: Address): Updates {
  /** Of the newest round only, by digest, proposer and base: a reorganisation may change each of them. */
  let known = new Map<string, Received>();
  let knownRound = -1;
  /** Fetched in the rounds before: served for one round more, in case somebody is late. */
  let fetched: { now: Set<Digest>; before: Set<Digest> } = { now: new Set(), before: new Set() };

  const fetchOne = async (
    round: number,
    base: Digest,
    proposal: RoundFacts['proposals'][number],
    signal?: AbortSignal,
  ): Promise<Received> => {
    const { seat, digest, id: proposer } = proposal;
    try {
      const bytes = await store.get(digest, { signal, maxBytes: maxUpdateBytes(spec) });
      const update = decodeUpdate(bytes, { task, round, proposer, base, spec });
      if (isRejected(update)) return { seat, digest, state: 'invalid', reason: update.reason };
      return { seat, digest, state: 'valid', delta: update.delta };
    } catch (error) {
      if (error instanceof TooLargeError || error instanceof NonCanonicalFileError)
        return { seat, digest, state: 'invalid', reason: error.name };
      if (error instanceof UnavailableError || isAbort(error)) return { seat, digest, state: 'missing' };
      // One proposal must not cost the voter its act, whatever its bytes set off. Nobody has to see the same: not invalid.
      return { seat, digest, state: 'missing', reason: error instanceof Error ? error.name : String(error) };
    }
  };

  return {
    async receive(round, base, proposals, { signal, onProgress }) {
      if (round !== knownRound) {
        known = new Map();
        knownRound = round;
        const old = fetched.before;
        fetched = { now: new Set(), before: fetched.now };
        for (const digest of old) if (!fetched.before.has(digest)) await store.drop(digest);
      }
      const mine = known;
      let arrived = 0;
      return Promise.all(
        proposals.map(async (proposal) => {
          const key = `${proposal.seat} ${proposal.id} ${proposal.digest} ${base}`;
          const result = mine.get(key) ?? (await fetchOne(round, base, proposal, signal));
          if (result.state !== 'missing') mine.set(key, result);
          fetched.now.add(proposal.digest);
          arrived += 1;
          onProgress?.(arrived / proposals.length);
          return result;
        }),
      );
    },
  };
}
