import { meanDelta, stepped } from '../../../app/aggregate/aggregate.ts';
import { keccakWords } from '../../../app/core/hashes.ts';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { drawSeats } from '../../../app/core/lottery.ts';
import { seedOf } from '../../../app/core/random.ts';
import type { Weights } from '../../../app/core/words.ts';
import { splitDataset } from '../../../app/data/split.ts';
import { openEngine } from '../../../app/train/engine.ts';
import type { Trainer } from '../../../app/train/trainer.ts';
import { SIGN_FLIP } from '../simulation/deviations.ts';
import type { Examples } from './examples.ts';

export type Form = {
  readonly clients: number;
  readonly proposers: number;
  readonly voters: number;
  readonly rounds: number;
  readonly stake: number;
  readonly penalty: number;
};

/** What a rule made of a task: accuracy on what nobody holds after each round, and stakes at the end, malicious ones first. */
export type Course = { readonly accuracy: readonly number[]; readonly stakes: readonly number[]; readonly rejected: number };

/**
 * Federated averaging (McMahan et al., 2017), with or without the published rule: each round's proposers' mean is accepted
 * if voters with more than half of the stake find it no worse than the base on their own test data; then proposers and
 * the voters of the majority keep their stake, otherwise proposers and the voters of the minority lose the penalty. Who
 * has nothing left is drawn no more. The published rule has no public code that could be run here: this is our reading
 * of arXiv 2307.00543, section 4. The first `malicious` clients flip the sign of what they learnt and vote the opposite.
 */
export async function course(examples: Examples, form: Form, malicious: number, rule: 'fedavg' | 'classic', seed: string): Promise<Course> {
  const { spec } = examples;
  const trainers = await Promise.all(
    examples.own.map(async (dataset, i) => {
      const real = await openEngine({ spec, dataset, split: splitDataset(dataset, spec, keccakWords(seedOf(seed), i)), backend: 'wasm' });
      return { real, acts: i < malicious ? SIGN_FLIP.trainer!(real) : real };
    }),
  );
  const outside = await outsider(examples);
  const stakes = trainers.map(() => form.stake);
  const accuracy: number[] = [];
  let base = initialWeights(layoutOf(spec), seedOf(seed));
  let rejected = 0;
  try {
    for (let round = 1; round <= form.rounds; round++) {
      const chance = keccakWords(seedOf(seed), round);
      const able = stakes.flatMap((stake, i) => (stake > 0 ? [i] : []));
      const seats = drawSeats(chance, able, form.proposers, form.voters);
      const updates = [];
      for (const [seat, i] of seats.proposers.entries()) {
        const { weights } = await trainers[i].acts.fit(base, keccakWords(chance, i));
        updates.push({ seat, delta: weights.map((value, at) => value - base[at]) });
      }
      const next = stepped(base, meanDelta(updates, base.length), 1);
      const isAccepted = rule === 'fedavg' || (await vote(trainers, seats, stakes, [base, next], form.penalty));
      if (isAccepted) base = next;
      else rejected++;
      accuracy.push((await outside.evaluate(base, 'test')).accuracy);
    }
    return { accuracy, stakes, rejected };
  } finally {
    for (const { real } of trainers) await real.close();
    await outside.close();
  }
}

async function vote(
  trainers: readonly { readonly acts: Trainer }[],
  seats: ReturnType<typeof drawSeats>,
  stakes: number[],
  [base, next]: readonly [Weights, Weights],
  penalty: number,
): Promise<boolean> {
  const votes: { voter: number; isFor: boolean }[] = [];
  for (const voter of seats.voters) {
    const lossOf = async (weights: Weights) => (await trainers[voter].acts.evaluate(weights, 'test')).loss;
    votes.push({ voter, isFor: (await lossOf(next)) <= (await lossOf(base)) });
  }
  const weightOf = (isFor: boolean) => votes.filter((item) => item.isFor === isFor).reduce((sum, { voter }) => sum + stakes[voter], 0);
  const isAccepted = weightOf(true) > weightOf(false);
  const losers = votes.filter(({ isFor }) => isFor !== isAccepted).map(({ voter }) => voter);
  for (const i of isAccepted ? losers : [...losers, ...seats.proposers]) stakes[i] = Math.max(0, stakes[i] - penalty);
  return isAccepted;
}

/** Measures on what nobody holds. */
export async function outsider({ spec, heldOut }: Examples): Promise<Trainer> {
  const test = Uint32Array.from({ length: heldOut.labels.length - 1 }, (_, i) => i + 1);
  return openEngine({ spec, dataset: heldOut, split: { train: Uint32Array.of(0), test }, backend: 'wasm' });
}
