import type { SeatUpdate } from '../../../app/aggregate/clip.ts';
import { nextModel } from '../../../app/aggregate/outer.ts';
import { keccakWords } from '../../../app/core/hashes.ts';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { drawSeats } from '../../../app/core/lottery.ts';
import { seedOf } from '../../../app/core/random.ts';
import { type ImageSpec, outerMemory, type Spec } from '../../../app/core/spec.ts';
import { type Address, type Dataset, type Digest, type Model, ZERO_DIGEST } from '../../../app/core/words.ts';
import { splitDataset } from '../../../app/data/split.ts';
import { decodeUpdate, isRejected } from '../../../app/update/decode.ts';
import { encodeUpdate } from '../../../app/update/encode.ts';
import { fading, residualOf, withResidual } from '../../../app/update/feedback.ts';
import { type Source, shardsOf } from '../judging/examples.ts';
import { openPerceptron, type Perceptron } from './perceptron.ts';

/** One way to send updates and to make the next model of them. */
export type Line = { readonly name: string; readonly update: Spec['update']; readonly outer?: Spec['outer'] };

/** Who takes part: `proposers` of `participants` are drawn each round, each with `rows` rows of which half are trained on. */
export type Form = { readonly participants: number; readonly proposers: number; readonly rows: number; readonly rounds: number };

/** After some rounds: bytes of all updates published so far, containers included, and accuracy on rows that nobody holds. */
export type Point = { readonly round: number; readonly bytes: number; readonly accuracy: number };

export type Federation = {
  readonly trainers: readonly Perceptron[];
  /** On rows that nobody holds. */
  readonly outside: Perceptron;
  run(line: Line): Point[];
};

const TASK: Address = `0x${'11'.repeat(20)}`;
const HELD_OUT_SHARDS = 4;
const EVERY = 2;

/** Opens the participants once; each line is then run on the same data, draws and seeds. */
export async function openFederation(source: Source, spec: ImageSpec, form: Form, seed: Digest): Promise<Federation> {
  const { participants, rows } = form;
  const shards = await shardsOf(source, spec, participants + HELD_OUT_SHARDS - 1, rows, seed);
  const trainers = shards.own
    .slice(0, participants)
    .map((dataset, i) => openPerceptron({ spec, dataset, split: splitDataset(dataset, spec, keccakWords(seed, i)) }));
  const heldOut = joined([...shards.own.slice(participants), shards.heldOut]);
  const last = heldOut.labels.length - 1;
  const split = { train: Uint32Array.of(last), test: Uint32Array.from({ length: last }, (_, i) => i) };
  const outside = openPerceptron({ spec, dataset: heldOut, split });
  return {
    trainers,
    outside,
    run: (line) => run({ ...spec, update: line.update, outer: line.outer }, form, trainers, outside, seed),
  };
}

/** Every proposal is kept and every model adopted: what is measured is the codec alone. */
function run(spec: Spec, { proposers, rounds }: Form, trainers: readonly Perceptron[], outside: Perceptron, seed: Digest): Point[] {
  const layout = layoutOf(spec);
  let model: Model = { weights: initialWeights(layout, seed), memory: outerMemory(spec).map(() => new Float32Array(layout.size)) };
  const left = new Map<number, Left>();
  const points: Point[] = [];
  let bytes = 0;
  for (let round = 1; round <= rounds; round++) {
    const chance = keccakWords(seed, round);
    const seats = drawSeats(
      chance,
      trainers.map((_, i) => i + 1),
      proposers,
      0,
    );
    const updates: SeatUpdate[] = [];
    for (const [seat, id] of seats.proposers.entries()) {
      const base = model.weights;
      const fit = trainers[id - 1].fit(base, keccakWords(chance, id));
      const delta = fit.weights.map((value, i) => value - base[i]);
      const sent = sentBy(spec, { delta, round, id }, left.get(id), round);
      bytes += sent.bytes;
      left.set(id, { values: sent.values, adoptions: round });
      updates.push({ seat, delta: sent.delta });
    }
    const keptSeats = updates.map(({ seat }) => seat);
    model = nextModel({ ...spec.aggregation, base: model.weights, updates, keptSeats }, model.memory, spec.outer);
    if (round % EVERY === 0) points.push({ round, bytes, accuracy: outside.evaluate(model.weights).accuracy });
  }
  return points;
}

/** What an update left over when `adoptions` models had been adopted. */
type Left = { readonly values: Float32Array; readonly adoptions: number };

/** An update as it arrives, with what was left over before: written and read; its size; and what it leaves over. */
export function sentBy(
  spec: Spec,
  own: { readonly delta: Float32Array; readonly round: number; readonly id: number },
  left: Left | undefined,
  adoptions: number,
): { readonly delta: Float32Array; readonly bytes: number; readonly values: Float32Array } {
  const values =
    spec.update.codec === 'sparse' && left
      ? withResidual(own.delta, left.values, fading(spec.update.feedback, adoptions - left.adoptions))
      : own.delta;
  const about = { task: TASK, round: own.round, proposer: own.id, base: ZERO_DIGEST };
  const file = encodeUpdate({ ...about, delta: values }, spec);
  const read = decodeUpdate(file, { ...about, spec });
  if (isRejected(read)) throw new RangeError(`own update rejected: ${read.reason}`);
  return { delta: read.delta, bytes: file.length, values: residualOf(values, read.delta) };
}

function joined(parts: readonly Dataset[]): Dataset {
  const [first] = parts;
  const features = new Float32Array(parts.reduce((sum, part) => sum + part.features.length, 0));
  let at = 0;
  for (const part of parts) {
    features.set(part.features, at);
    at += part.features.length;
  }
  return { ...first, features, labels: Uint8Array.from(parts.flatMap(({ labels }) => [...labels])) };
}

/** A seed of chance for a name, so that runs can be named. */
export function runSeed(name: string): Digest {
  return seedOf(`compression ${name}`);
}
