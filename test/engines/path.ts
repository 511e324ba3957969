import { toHex } from '../../app/core/bytes.ts';
import { initialWeights, layoutOf } from '../../app/core/layout.ts';
import { random, seedOf } from '../../app/core/random.ts';
import type { Spec } from '../../app/core/spec.ts';
import type { Digest, Model } from '../../app/core/words.ts';
import { derive } from '../../app/session/derive.ts';
import { digestOf } from '../../app/store/import.ts';
import { decodeUpdate, isRejected } from '../../app/update/decode.ts';
import { encodeUpdate } from '../../app/update/encode.ts';
import { encodeModel, readModel } from '../../app/update/model.ts';
import { aggregateVectors, RULES } from '../golden/aggregate.ts';
import { convolutionalSpec, perceptronSpec, tinySpec } from '../golden/specs.ts';
import { harshDelta, updateVectors } from '../golden/update.ts';

const BASES = [tinySpec, perceptronSpec, convolutionalSpec];
const CODECS: readonly Spec['update'][] = [
  { codec: 'float32' },
  { codec: 'int8', block: 64 },
  { codec: 'sparse', keep: '0.05', bits: 3, rounding: 'stochastic', feedback: '1' },
];
const OUTERS: readonly Spec['outer'][] = [
  undefined,
  { name: 'momentum', rate: '0.7', beta: '0.9' },
  { name: 'nesterov', rate: '0.7', beta: '0.9' },
  { name: 'adam', rate: '0.01', beta: '0.9', beta2: '0.99', tau: '0.001' },
];
const ROUNDS = 3;
const PROPOSERS = 7;

/** All that an engine has to find alike: the golden vectors, and the whole path on random updates. */
export async function found(seeds: readonly string[]): Promise<string> {
  const walks = await Promise.all(seeds.map(async (seed) => [seed, await walked(seed)] as const));
  return JSON.stringify({ update: updateVectors(), aggregate: aggregateVectors(), walks });
}

/** A few rounds from update to digest: encode, decode, derive, write, read. Spec, codec, rule and outer step follow from the seed. */
async function walked(seed: string): Promise<Digest[]> {
  const stream = random(seedOf(seed));
  const pick = <T>(items: readonly T[]): T => items[stream.below(items.length)];
  const outer = pick(OUTERS);
  const spec: Spec = { ...pick(BASES), update: pick(CODECS), aggregation: pick(RULES), ...(outer && { outer }) };
  const { size } = layoutOf(spec);
  let base: Model = readModel(encodeModel(initialWeights(layoutOf(spec), seedOf(seed)), spec), spec);
  const digests: Digest[] = [];
  for (let round = 1; round <= ROUNDS; round++) {
    const common = harshDelta(size, stream);
    const judged = Uint8Array.from({ length: 32 }, (_, seat) => (seat < PROPOSERS ? 64 + stream.below(190) : 0));
    const received = Array.from({ length: PROPOSERS }, (_, seat) => {
      const own = harshDelta(size, stream);
      const about = { task: `0x${'Ab'.repeat(20)}` as const, round, proposer: seat + 1, base: digests.at(-1) ?? seedOf(seed) };
      const bytes = encodeUpdate({ ...about, delta: own.map((value, i) => Math.fround(value + common[i])) }, spec);
      const update = decodeUpdate(bytes, { ...about, spec });
      if (isRejected(update)) throw new RangeError(`own update rejected: ${update.reason}`);
      return { seat, digest: toHex(new Uint8Array(32)) as Digest, state: 'valid' as const, delta: update.delta };
    });
    const kept = received.map(({ seat }) => seat).filter((seat) => judged[seat] >= 112);
    const { weights, memory } = await derive(spec, base, received, { kept, judged });
    const bytes = encodeModel(weights, spec, memory);
    digests.push(await digestOf(bytes));
    base = readModel(bytes, spec);
  }
  return digests;
}
