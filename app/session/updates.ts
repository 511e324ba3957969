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
  /** Of the newest round only. */
  let known = new Map<number, Received>();
  let knownRound = -1;

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
      throw error;
    }
  };

  return {
    async receive(round, base, proposals, { signal, onProgress }) {
      if (round !== knownRound) {
        known = new Map();
        knownRound = round;
      }
      const mine = known;
      let arrived = 0;
      return Promise.all(
        proposals.map(async (proposal) => {
          const result = mine.get(proposal.seat) ?? (await fetchOne(round, base, proposal, signal));
          if (result.state !== 'missing') mine.set(proposal.seat, result);
          arrived += 1;
          onProgress?.(arrived / proposals.length);
          return result;
        }),
      );
    },
  };
}
