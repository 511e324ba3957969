import type { ChainNow } from '../chain/chain.ts';
import { initialWeights } from '../core/layout.ts';
import type { Spec } from '../core/spec.ts';
import { type Digest, type Layout, type Model, type Slow, type Weights, ZERO_DIGEST } from '../core/words.ts';
import type { Store } from '../store/store.ts';
import { encodeModel, maxModelBytes, readModel } from '../update/model.ts';

/** The models of one task by digest: the last few in memory, all in the store or at peers. */
export type Models = {
  /** @throws UnavailableError when `signal` ends the search */
  get(digest: Digest, slow?: Slow): Promise<Weights>;
  /** Encodes, keeps and serves. `bytes` is the size of the file. Without `memory` it is a first model. */
  keep(weights: Weights, memory?: Model['memory']): Promise<{ digest: Digest; bytes: number }>;
  /** Digest of the file, neither kept nor served: round 0 candidates. Without `memory` it is a first model. */
  digestOf(weights: Weights, memory?: Model['memory']): Promise<Digest>;
  /** True where it is here, and no peer has to be asked. */
  has(digest: Digest): Promise<boolean>;
  /** What a round trains from: the base, or the initialisation from `baseSeed`; undefined before either exists. */
  base(task: Pick<ChainNow['task'], 'base' | 'baseSeed'>, slow?: Slow): Promise<Weights | undefined>;
  /** The base with what the outer step remembers. */
  baseModel(task: Pick<ChainNow['task'], 'base' | 'baseSeed'>, slow?: Slow): Promise<Model | undefined>;
};

/** Weights in memory; older ones are read from the store again. The base and the next one stay, however large. */
const HELD_BYTES = 128 * 2 ** 20;
const HELD_LEAST = 2;
/** Models on disk: the anchor is ten adoptions old. Relays keep them all. */
const SERVED = 16;

export function openModels(store: Store, spec: Spec, layout: Layout): Models {
  const held = new Map<Digest, Model>();
  const remember = (digest: Digest, model: Model) => {
    held.delete(digest);
    held.set(digest, model);
    const bytes = model.weights.byteLength * (1 + model.memory.length);
    for (const oldest of held.keys()) {
      if (held.size <= HELD_LEAST || held.size * bytes <= HELD_BYTES) break;
      held.delete(oldest);
    }
    return model;
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
  const getModel = async (digest: Digest, slow?: Slow) => {
    const known = held.get(digest);
    if (known) return remember(digest, known);
    const bytes = await store.get(digest, { ...slow, maxBytes: maxModelBytes(spec) });
    await serve(digest);
    return remember(digest, readModel(bytes, spec));
  };
  const baseModel: Models['baseModel'] = async (task, slow) => {
    if (task.base !== ZERO_DIGEST) return getModel(task.base, slow);
    if (task.baseSeed === ZERO_DIGEST) return undefined;
    return readModel(encodeModel(initialWeights(layout, task.baseSeed), spec), spec);
  };
  return {
    get: async (digest, slow) => (await getModel(digest, slow)).weights,
    async keep(weights, memory) {
      const bytes = encodeModel(weights, spec, memory);
      const digest = await store.put(bytes);
      await serve(digest);
      remember(digest, readModel(bytes, spec));
      return { digest, bytes: bytes.length };
    },
    digestOf: (weights, memory) => store.digestOf(encodeModel(weights, spec, memory)),
    has: async (digest) => held.has(digest) || store.has(digest),
    base: async (task, slow) => (await baseModel(task, slow))?.weights,
    baseModel,
  };
}
