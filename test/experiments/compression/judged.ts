import { meanDelta, stepped } from '../../../app/aggregate/aggregate.ts';
import { clipped } from '../../../app/aggregate/clip.ts';
import { nextModel } from '../../../app/aggregate/outer.ts';
import { keccakWords } from '../../../app/core/hashes.ts';
import { type Ballot, judge, meritOf, seatsIn } from '../../../app/core/judge.ts';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { drawSeats } from '../../../app/core/lottery.ts';
import { outerMemory, type Spec } from '../../../app/core/spec.ts';
import { type Digest, MAX_SEATS, type Model, NEUTRAL_MERIT } from '../../../app/core/words.ts';
import { sentBy } from './federation.ts';
import type { Perceptron } from './perceptron.ts';

/** Of one run with a participant that proposes the negative of what it has learnt, which no norm bound sees. */
export type JudgedRun = {
  readonly honest: readonly number[];
  readonly poison: readonly number[];
  /** Sums of judged merit − 128, each within ±64, with its first four proposals. */
  readonly poisonFall: number;
  readonly worstHonest: number;
  /** Largest change of loss that most voters of a round saw, in shares of the loss before, round by round. */
  readonly changes: readonly number[];
  readonly adopted: number;
  readonly rounds: number;
  readonly accuracy: number;
};

export type JudgeForm = {
  readonly proposers: number;
  readonly voters: number;
  readonly rounds: number;
  readonly keepFrom: number;
  readonly epsilonBps: number;
};

const POISONER = 1;
const MOVE_MAX = 64;
/** Voters judge by the step alone, which is what packing may blur. */
const STEP = { name: 'step', gain: '64', floor: '0.1' } as const;

/**
 * As the local network does it: voters judge decoded updates by the step, the median leaves out, the model is adopted where most
 * voters find it harmless. What is left over is carried on as the session does it.
 */
export function runJudged(spec: Spec, form: JudgeForm, trainers: readonly Perceptron[], outside: Perceptron, seed: Digest): JudgedRun {
  const layout = layoutOf(spec);
  let model: Model = { weights: initialWeights(layout, seed), memory: outerMemory(spec).map(() => new Float32Array(layout.size)) };
  const left = new Map<number, { values: Float32Array; adoptions: number }>();
  const moves = new Map<number, number[]>();
  const merits: { honest: number[]; poison: number[] } = { honest: [], poison: [] };
  const changes: number[] = [];
  let adoptions = 0;
  for (let round = 1; round <= form.rounds; round++) {
    const chance = keccakWords(seed, round);
    const base = model.weights;
    const ids = trainers.map((_, i) => i + 1);
    const seats = drawSeats(chance, ids, form.proposers, form.voters);
    const sent = [];
    for (const [seat, id] of seats.proposers.entries()) {
      const fit = trainers[id - 1].fit(base, keccakWords(chance, id));
      const sign = id === POISONER ? -1 : 1;
      const delta = fit.weights.map((value, i) => sign * (value - base[i]));
      sent.push({ seat, id, ...sentBy(spec, { delta, round, id }, left.get(id), adoptions) });
    }
    const updates = sent.map(({ seat, delta }) => ({ seat, delta }));
    const short = clipped(updates, spec.aggregation);
    const mean = stepped(base, meanDelta(short, base.length), 1);
    const ballots: Ballot[] = [];
    const before: number[] = [];
    for (const id of seats.voters) {
      const loss = (weights: Float32Array) => trainers[id - 1].evaluate(weights).loss;
      const common = { base: loss(base), mean: loss(mean) };
      const word = new Uint8Array(MAX_SEATS);
      for (const { seat, delta } of short)
        word[seat] = meritOf(STEP, { losses: { ...common, step: loss(stepped(base, delta, 1 / short.length)) } }, short.length, false);
      ballots.push({ weight: 1n, merits: word });
      before.push(common.base);
    }
    const { judged, kept } = judge(2 ** updates.length - 1, ballots, {
      estimator: 'Median',
      keepFrom: form.keepFrom,
      evidenceBps: 5_000,
    });
    const next = nextModel({ ...spec.aggregation, base, updates, keptSeats: seatsIn(kept), judged }, model.memory, spec.outer);
    const seen: number[] = [];
    for (const [i, id] of seats.voters.entries()) seen.push(trainers[id - 1].evaluate(next.weights).loss / before[i] - 1);
    changes.push([...seen].sort((a, b) => a - b)[Math.floor(seen.length / 2)]);
    const isAdopted = 2 * seen.filter((change) => change > form.epsilonBps / 1e4).length < seen.length;
    for (const { seat, id, values } of sent) {
      merits[id === POISONER ? 'poison' : 'honest'].push(judged[seat]);
      moves.set(id, [...(moves.get(id) ?? []), Math.max(-MOVE_MAX, Math.min(MOVE_MAX, judged[seat] - NEUTRAL_MERIT))]);
      if (!seatsIn(kept).includes(seat)) left.delete(id);
      else if (isAdopted) left.set(id, { values, adoptions });
    }
    if (!isAdopted) continue;
    model = next;
    adoptions++;
  }
  const courses = [...moves].map(([id, list]) => ({ id, course: courseOf(list) }));
  return {
    ...merits,
    poisonFall:
      courses
        .find(({ id }) => id === POISONER)
        ?.course.slice(0, 4)
        .at(-1) ?? 0,
    worstHonest: Math.min(0, ...courses.flatMap(({ id, course }) => (id === POISONER ? [] : course))),
    changes,
    adopted: adoptions,
    rounds: form.rounds,
    accuracy: outside.evaluate(model.weights).accuracy,
  };
}

/** A standing after each move: never above 0. */
function courseOf(moves: readonly number[]): number[] {
  let standing = 0;
  return moves.map((move) => {
    standing = Math.min(0, standing + move);
    return standing;
  });
}
