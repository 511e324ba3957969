import { aggregate, meanDelta, stepped } from '../../../app/aggregate/aggregate.ts';
import { clipped } from '../../../app/aggregate/clip.ts';
import { keccakWords } from '../../../app/core/hashes.ts';
import { type Ballot, judge, meritOf, seatsIn } from '../../../app/core/judge.ts';
import { random, shuffle } from '../../../app/core/random.ts';
import type { Spec } from '../../../app/core/spec.ts';
import { type Dataset, type Digest, MAX_SEATS } from '../../../app/core/words.ts';
import { partition } from '../../../app/data/shard.ts';
import { type Attack, lied, published } from './attacks.ts';
import { fitted, initial, type Rows, rowsOf, scored, shrunk, type Training } from './learner.ts';

/** Who takes part, and how it trains: everybody proposes in every round. */
export type Form = {
  readonly participants: number;
  readonly liars: number;
  readonly voters: number;
  readonly rounds: number;
  readonly rows: number;
  readonly heldOut: number;
  readonly training: Training;
  readonly keepFrom: number;
};

/** One participant's examples: to train on, and to judge on. */
export type Shard = { readonly train: Rows; readonly test: Rows };
export type Shards = { readonly own: readonly Shard[]; readonly heldOut: Rows };

/** Shards by Dirichlet(alpha) of label shares, alike without it, three quarters to train on; and rows that nobody holds. */
export function shardsOf(dataset: Dataset, { participants, rows, heldOut }: Form, alpha: number | undefined, seed: Digest): Shards {
  const all = shrunk(dataset);
  const order = shuffle(
    Array.from({ length: all.labels.length }, (_, i) => i),
    random(keccakWords(seed, 1)),
  );
  const pick = (numbers: readonly number[]): Rows => {
    const { inputs } = all;
    const features = new Float32Array(numbers.length * inputs);
    for (const [i, row] of numbers.entries()) features.set(all.features.subarray(row * inputs, (row + 1) * inputs), i * inputs);
    return { features, labels: Uint8Array.from(numbers, (row) => all.labels[row]), inputs };
  };
  const used = order.slice(heldOut, heldOut + participants * rows);
  const labels = { ...dataset, labels: Uint8Array.from(used, (row) => all.labels[row]) };
  const own = partition(labels, participants, { alpha, seed: keccakWords(seed, 2) }).map((part) => {
    const mine = pick(shuffle(part, random(keccakWords(seed, 3))).map((i) => used[i]));
    const cut = Math.floor((3 * mine.labels.length) / 4);
    return { train: rowsOf(mine, 0, cut), test: rowsOf(mine, cut, mine.labels.length) };
  });
  return { own, heldOut: pick(order.slice(0, heldOut)) };
}

export type Setting = { readonly form: Form; readonly attack: Attack; readonly rule: Spec['aggregation']; readonly judged: boolean };

/** Rounds at the end that count: single ones jump. */
export const LAST = 3;

/** Accuracy on the rows that nobody holds, after each of the last rounds. The liars are the first participants, and vote inverted. */
export function federate({ form, attack, rule, judged }: Setting, { own, heldOut }: Shards, seed: Digest): number[] {
  const isLiar = (i: number) => attack !== 'none' && i < form.liars;
  const train = own.map(({ train: rows }, i) => (isLiar(i) ? lied(attack, rows) : rows));
  let base = initial(heldOut.inputs, seed);
  const curve: number[] = [];
  for (let round = 1; round <= form.rounds; round++) {
    const chance = (what: number) => random(keccakWords(seed, round, what));
    const learnt = train.map((rows, i) => {
      const weights = fitted(base, rows, form.training, chance(i));
      return weights.map((value, j) => value - base[j]);
    });
    const honest = learnt.filter((_, i) => !isLiar(i));
    const updates = learnt.map((delta, seat) => ({
      seat,
      delta: isLiar(seat) ? published(attack, delta, honest, chance(1000 + seat)) : delta,
    }));
    const verdict = judged ? judgedBy(form, base, updates, own, isLiar, chance(2000)) : undefined;
    base = aggregate({ base, updates, keptSeats: verdict?.kept ?? updates.map(({ seat }) => seat), judged: verdict?.judged, ...rule });
    if (round > form.rounds - LAST) curve.push(scored(base, heldOut).accuracy);
  }
  return curve;
}

const STEP = { name: 'step', gain: '64', floor: '0.1' } as const;

/** What the contract makes of the merits that some participants measure, each on its own test part. */
function judgedBy(
  { voters, keepFrom }: Form,
  base: Float32Array,
  updates: readonly { seat: number; delta: Float32Array }[],
  own: readonly Shard[],
  isLiar: (i: number) => boolean,
  stream: ReturnType<typeof random>,
): { kept: readonly number[]; judged: Uint8Array } {
  const short = clipped(updates, { clip: '1', maxNorm: '100' });
  const mean = stepped(base, meanDelta(short, base.length), 1);
  const seats = shuffle(
    own.map((_, i) => i),
    stream,
  ).slice(0, voters);
  const ballots = seats.map((id): Ballot => {
    const loss = (weights: Float32Array) => scored(weights, own[id].test).loss;
    const common = { base: loss(base), mean: loss(mean) };
    const merits = new Uint8Array(MAX_SEATS);
    for (const { seat, delta } of short) {
      const losses = { ...common, step: loss(stepped(base, delta, 1 / short.length)) };
      const merit = meritOf(STEP, { losses }, short.length, false);
      merits[seat] = isLiar(id) ? Math.max(2, 256 - merit) : merit;
    }
    return { weight: 1n, merits };
  });
  const { judged, kept } = judge(2 ** updates.length - 1, ballots, { estimator: 'Median', keepFrom, evidenceBps: 5_000 });
  return { judged, kept: seatsIn(kept) };
}
