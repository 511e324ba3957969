import { beforeAll, describe, expect, test } from 'vitest';
import { random, seedOf } from '../../../app/core/random.ts';
import { digits } from '../../../app/data/digits.ts';
import type { Attack } from '../../experiments/aggregation/attacks.ts';
import { type Form, federate, type Shards, shardsOf } from '../../experiments/aggregation/federation.ts';
import { descend, initial, scored, shrunk, sizeOf } from '../../experiments/aggregation/learner.ts';
import { type Cell, regretOf } from '../../experiments/aggregation/report.ts';
import { RULES } from '../../experiments/aggregation/rules.ts';

/** A small part of `npm run experiment aggregation`, on made-up digits. */
const FORM: Form = {
  participants: 8,
  liars: 2,
  voters: 3,
  rounds: 5,
  rows: 100,
  heldOut: 300,
  training: { epochs: 1, batchSize: 10, learningRate: 0.2 },
  keepFrom: 128,
};
const SEED = seedOf('skew');
const dataset = digits({ seed: SEED, count: 1_100 });

function cellOf(alpha: number | undefined, attack: Attack, judged = false): Cell {
  const shards: Shards = shardsOf(dataset, FORM, alpha, SEED);
  const curves = Object.fromEntries(RULES.map((rule) => [rule.rule, [federate({ form: FORM, attack, rule, judged }, shards, SEED)]]));
  return { judged, alpha: alpha ?? null, attack, curves };
}

describe('[A21] auto among real updates', () => {
  let skewed: Cell;
  let attacked: Cell;
  beforeAll(() => {
    skewed = cellOf(0.1, 'none');
    attacked = cellOf(undefined, 'sign flip');
  });

  test('under strong label skew robust rules cost more than liars would, and auto does not take them', () => {
    expect(regretOf(skewed, 'median')).toBeGreaterThan(0.04);
    expect(regretOf(skewed, 'auto')).toBeLessThan(0.05);
  });

  test('among alike data the mean loses to liars, and auto does not take it', () => {
    expect(regretOf(attacked, 'mean')).toBeGreaterThan(0.05);
    expect(regretOf(attacked, 'auto')).toBeLessThan(0.05);
  });
});

test('the experiment’s gradient is the slope of its loss', () => {
  const rows = shrunk(digits({ seed: SEED, count: 1 }));
  const weights = initial(rows.inputs, SEED).map((value) => value + 0.01);
  const gradient = new Float32Array(sizeOf(rows.inputs));
  descend(weights, rows, 0, gradient);
  const stream = random(SEED);
  for (let tries = 0; tries < 40; tries++) {
    const i = stream.below(weights.length);
    const moved = (by: number) =>
      scored(
        weights.map((value, j) => (j === i ? value + by : value)),
        rows,
      ).loss;
    expect((moved(0.01) - moved(-0.01)) / 0.02).toBeCloseTo(gradient[i], 2);
  }
});
