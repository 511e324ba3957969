import type { ChainNow } from '../chain/chain.ts';
import { initialWeights } from '../core/layout.ts';
import type { Spec } from '../core/spec.ts';
import { type Digest, type Layout, type Slow, type Weights, ZERO_DIGEST } from '../core/words.ts';
import type { Store } from '../store/store.ts';
import { decodeModel, encodeModel, maxModelBytes } from '../update/model.ts';

/** The models of one task by digest: the last few in memory, all in the store or at peers. */
export type Models = {
  /** @throws UnavailableError when `signal` ends the search */
  get(digest: Digest, slow?: Slow): Promise<Weights>;
  /** Encodes, keeps and serves. `bytes` is the size of the file. */
  keep(weights: Weights): Promise<{ digest: Digest; bytes: number }>;
  /** Digest of the file of weights, neither kept nor served: round 0 candidates. */
  digestOf(weights: Weights): Promise<Digest>;
  /** What a round trains from: the base, or the initialisation from `baseSeed`; undefined before either exists. */
  base(task: Pick<ChainNow['task'], 'base' | 'baseSeed'>, slow?: Slow): Promise<Weights | undefined>;
};

/** Weights in memory; older ones are read from the store again. The base and the next one stay, however large. */
const HELD_BYTES = 128 * 2 ** 20;
const HELD_LEAST = 2;
/** Models on disk: the anchor is ten adoptions old. Relays keep them all. */
const SERVED = 16;

export function openModels(store: Store, spec: Spec, layout: Layout): Models {
  const held = new Map<Digest, Weights>();
  const remember = (digest: Digest, weights: Weights) => {
    held.delete(digest);
    held.set(digest, weights);
    for (const oldest of held.keys()) {
      if (held.size <= HELD_LEAST || held.size * weights.byteLength <= HELD_BYTES) break;
      held.delete(oldest);
    }
    return weights;
  };
  /** Digests that this store serves, the one used longest ago first. */
  const served = new Set<Digest>();
  const serve = async (digest: Digest) => {
    served.delete(digest);
    served.add(digest);
    const [oldest] = served;
    if (served.size <= SERVED) return;
    served.delete(oldest);
    await store.drop(oldest);
  };
  const get = async (digest: Digest, slow?: Slow) => {
    const known = held.get(digest);
    if (known) return remember(digest, known);
    const bytes = await store.get(digest, { ...slow, maxBytes: maxModelBytes(spec) });
    await serve(digest);
    return remember(digest, decodeModel(bytes, spec));
  };
  return {
    get,
    async keep(weights) {
      const bytes = encodeModel(weights, spec);
      const digest = await store.put(bytes);
      await serve(digest);
      remember(digest, decodeModel(bytes, spec));
      return { digest, bytes: bytes.length };
    },
    digestOf: (weights) => store.digestOf(encodeModel(weights, spec)),
    async base(task, slow) {
      if (task.base !== ZERO_DIGEST) return get(task.base, slow);
      return task.baseSeed === ZERO_DIGEST ? undefined : initialWeights(layout, task.baseSeed);
    },
  };
}
