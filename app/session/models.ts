import type { ChainNow } from '../chain/chain.ts';
import { initialWeights } from '../core/layout.ts';
import type { Spec } from '../core/spec.ts';
import { type Digest, type Layout, type Slow, type Weights, ZERO_DIGEST } from '../core/words.ts';
import type { Store } from '../store/store.ts';
import { decodeModel, encodeModel, maxModelBytes } from '../update/model.ts';

/** The models of one task by digest: held in memory for the last few, in the store and at peers for the rest. */
export type Models = {
  /** @throws UnavailableError when `signal` ends the search */
  get(digest: Digest, slow?: Slow): Promise<Weights>;
  /** Encodes, keeps and serves. `bytes` is the size of the file. */
  keep(weights: Weights): Promise<{ digest: Digest; bytes: number }>;
  /** Remembers derived weights without serving them: round 0 candidates. */
  learn(weights: Weights): Promise<Digest>;
  holds(digest: Digest): boolean;
  /** What a round trains from: the base, or the initialisation from `baseSeed`; undefined before either exists. */
  base(task: Pick<ChainNow['task'], 'base' | 'baseSeed'>, slow?: Slow): Promise<Weights | undefined>;
};

/** The anchor is ten adoptions old; a few candidates of a round 0 come on top. */
const HELD = 48;

export function openModels(store: Store, spec: Spec, layout: Layout): Models {
  const held = new Map<Digest, Weights>();
  const remember = (digest: Digest, weights: Weights) => {
    held.delete(digest);
    held.set(digest, weights);
    for (const oldest of held.keys()) {
      if (held.size <= HELD) break;
      held.delete(oldest);
    }
    return weights;
  };
  const get = async (digest: Digest, slow?: Slow) => {
    const known = held.get(digest);
    if (known) return remember(digest, known);
    return remember(digest, decodeModel(await store.get(digest, { ...slow, maxBytes: maxModelBytes(spec) }), spec));
  };
  return {
    get,
    async keep(weights) {
      const bytes = encodeModel(weights, spec);
      const digest = await store.put(bytes);
      remember(digest, decodeModel(bytes, spec));
      return { digest, bytes: bytes.length };
    },
    async learn(weights) {
      const bytes = encodeModel(weights, spec);
      const digest = await store.digestOf(bytes);
      remember(digest, decodeModel(bytes, spec));
      return digest;
    },
    holds: (digest) => held.has(digest),
    async base(task, slow) {
      if (task.base !== ZERO_DIGEST) return get(task.base, slow);
      return task.baseSeed === ZERO_DIGEST ? undefined : initialWeights(layout, task.baseSeed);
    },
  };
}
