import { keccakWords } from '../../../app/core/hashes.ts';
import { random, seedOf, shuffle } from '../../../app/core/random.ts';
import type { ImageSpec } from '../../../app/core/spec.ts';
import { type Address, type Dataset, type Digest, type Weights, ZERO_DIGEST } from '../../../app/core/words.ts';
import { digits } from '../../../app/data/digits.ts';
import { takeRows } from '../../../app/data/rows.ts';
import { partition } from '../../../app/data/shard.ts';
import { splitDataset } from '../../../app/data/split.ts';
import { openEngine } from '../../../app/train/engine.ts';
import { decodeUpdate, isRejected } from '../../../app/update/decode.ts';
import { encodeUpdate } from '../../../app/update/encode.ts';
import { mnist, type Source } from './examples.ts';

/** Who holds what. `alpha` skews labels by Dirichlet(alpha); undefined: all shards alike (IID). */
export type WorldSetting = {
  readonly source: Source;
  readonly alpha: number | undefined;
  readonly seed: string;
  readonly spec: ImageSpec;
  readonly participants: number;
  readonly rows: number;
  readonly reference: number;
  /** Share of the participants who are malicious. */
  readonly eta: number;
};

/** What a participant trains on: its own rows, its rows with labels 9 − y, or half of them with a mark and labelled 0. */
export type Lesson = 'honest' | 'label flip' | 'backdoor';

const TASK: Address = `0x${'11'.repeat(20)}`;
const MARK = 4;
const HELD_OUT = 400;

/** Trains updates as a session does: engine, codec, bytes. */
export async function openWorld(setting: WorldSetting) {
  const { spec, participants, rows, reference, alpha } = setting;
  const seed = seedOf(`judging world ${setting.source} ${alpha} ${setting.seed}`);
  const count = participants * rows;
  const whole = setting.source === 'mnist' ? await mnist(spec) : digits({ seed, count: count + HELD_OUT });
  const order = shuffle(
    Uint32Array.from({ length: whole.labels.length }, (_, i) => i),
    random(seed),
  );
  const held = takeRows(whole, order.subarray(count, count + HELD_OUT));
  const owned = takeRows(whole, order.subarray(0, count));
  const own = partition(owned, participants, { seed: keccakWords(seed, 1), alpha }).map((list) => takeRows(owned, list));
  const splits = own.map((dataset, i) => splitDataset(dataset, spec, keccakWords(seed, i)));
  const ids = Array.from({ length: participants }, (_, i) => i);
  const malicious = new Set(shuffle([...ids], random(keccakWords(seed, 2))).slice(0, Math.round(setting.eta * participants)));

  const publicRows = takeRows(held, ids.length > 0 ? Array.from({ length: reference }, (_, i) => i) : []);
  const all = Uint32Array.from({ length: reference - 1 }, (_, i) => i + 1);
  const trainers = await Promise.all([
    ...own.map((dataset, i) => openEngine({ spec, dataset, split: splits[i], backend: 'wasm' })),
    openEngine({ spec, dataset: publicRows, split: { train: all, test: Uint32Array.of(0) }, backend: 'wasm' }),
  ]);
  const bad = new Map<string, Awaited<ReturnType<typeof openEngine>>>();
  for (const id of malicious) {
    bad.set(`label flip ${id}`, await openEngine({ spec, dataset: flipped(own[id]), split: splits[id], backend: 'wasm' }));
    bad.set(`backdoor ${id}`, await openEngine({ spec, dataset: marked(own[id]), split: splits[id], backend: 'wasm' }));
  }

  return {
    malicious,
    own,
    splits,
    publicRows,
    held,
    seed,
    /** The update of a participant as it arrives; participant −1 is the public reference set. */
    async learn(base: Weights, round: number, participant: number, lesson: Lesson, salt = 0): Promise<Float32Array> {
      const trainer = lesson === 'honest' ? trainers[participant < 0 ? participants : participant] : bad.get(`${lesson} ${participant}`)!;
      const chance = keccakWords(seed, round, participant + 1, salt);
      const { weights } = await trainer.fit(base, chance);
      return travelled(
        weights.map((value, i) => value - base[i]),
        spec,
        round,
        participant + 2,
      );
    },
    async close() {
      for (const trainer of [...trainers, ...bad.values()]) await trainer.close();
    },
  };
}

export type World = Awaited<ReturnType<typeof openWorld>>;

/** Written and read, as voters get it. */
function travelled(delta: Float32Array, spec: ImageSpec, round: number, proposer: number): Float32Array {
  const about = { task: TASK, round, proposer, base: ZERO_DIGEST as Digest };
  const read = decodeUpdate(encodeUpdate({ ...about, delta }, spec), { ...about, spec });
  if (isRejected(read)) throw new RangeError(`own update rejected: ${read.reason}`);
  return read.delta;
}

function flipped(dataset: Dataset): Dataset {
  return { ...dataset, labels: dataset.labels.map((label) => dataset.classes.length - 1 - label) };
}

/** Every second row gets a white square in the corner and becomes class 0. */
function marked(dataset: Dataset): Dataset {
  const [height, width] = dataset.featureShape;
  const features = dataset.features.slice();
  const labels = dataset.labels.slice();
  for (let row = 0; row < labels.length; row += 2) {
    for (let y = height - MARK; y < height; y++)
      for (let x = width - MARK; x < width; x++) features[row * height * width + y * width + x] = 1;
    labels[row] = 0;
  }
  return { ...dataset, features, labels };
}
