import { describe, expect, test } from 'vitest';
import { clipped } from '../app/aggregate/clip.ts';
import { initialWeights, layoutOf } from '../app/core/layout.ts';
import { random, seedOf } from '../app/core/random.ts';
import type { ImageSpec } from '../app/core/spec.ts';
import { digits } from '../app/data/digits.ts';
import { digitsSpec } from '../app/node/presets.ts';
import { openEngine } from '../app/train/engine.ts';
import { make } from './experiments/judging/committees.ts';
import { boundOn, rateOf, simulated, stepsUntil } from './experiments/judging/evidence.ts';
import { FORM } from './experiments/judging/grid.ts';
import { measure } from './experiments/judging/measure.ts';
import { openProjection, rowsOf } from './experiments/judging/project.ts';
import { areaUnder } from './experiments/judging/rank.ts';
import { judgeSingly } from './experiments/judging/single.ts';

const spec = digitsSpec() as ImageSpec;

test('[J11] the experiment’s fast losses are those of the training engine', async () => {
  const dataset = digits({ seed: seedOf('project'), count: 90 });
  const split = { train: Uint32Array.of(0, 1), test: Uint32Array.from({ length: 60 }, (_, i) => i + 30) };
  const engine = await openEngine({ spec, dataset, split, backend: 'wasm' });
  const projection = openProjection(spec, rowsOf([{ dataset, rows: Uint32Array.from({ length: 90 }, (_, i) => i) }]));
  const [base, delta] = ['base', 'delta'].map((name) => initialWeights(layoutOf(spec), seedOf(name)));
  const model = base.map((value, i) => value - 0.7 * delta[i]);
  const fast = projection.loss(
    [
      { seen: projection.see(base), factor: 1 },
      { seen: projection.see(delta), factor: -0.7 },
    ],
    30,
    90,
  );
  expect(fast).toBeCloseTo((await engine.evaluate(model, 'test')).loss, 4);
  projection.close();
  await engine.close();
});

test('[A3] an update ten and a thousand times as long is the same update once it is clipped', () => {
  const values = initialWeights(layoutOf(spec), seedOf('scale'));
  const by = (factor: number) =>
    clipped(
      [0, 1, 2].map((seat) => ({ seat, delta: seat === 2 ? values.map((x) => x * factor) : values })),
      spec.aggregation,
    )[2].delta;
  const [ten, thousand] = [by(10), by(1000)];
  expect(Math.max(...ten.map((value, i) => Math.abs(value - thousand[i])))).toBeLessThan(1e-7);
});

describe('[J14] [J15] [J16] a small world of generated digits, alike for all', async () => {
  const world = await measure({
    ...FORM,
    spec,
    source: 'digits',
    alpha: undefined,
    seed: 'quick',
    participants: 40,
    rows: 130,
    reference: 50,
    rounds: [1, 3],
    draws: 1,
    attacks: ['none', 'sign flip', 'gaussian', 'zero'],
    cosinesOnly: true,
  });
  test('every voter’s own direction tells a sign flip', () => {
    const { byAttack, leftOut } = judgeSingly([world], { opinion: 'cosine', eyes: 'own', estimator: 'median', eta: 0 });
    expect(byAttack.find(({ attack }) => attack === 'sign flip')?.area).toBe(1);
    expect(byAttack.find(({ attack }) => attack === 'sign flip')?.kept).toBe(0);
    expect(leftOut).toBe(0);
  });
  test('the standings of those who flip fall, honest ones do not, though a fifth of the voters lies', () => {
    const made = make([world], { voters: 9, eta: 0.2 }, { opinion: 'cosine', eyes: 'own', evidenceBps: 6_666 });
    expect(
      stepsUntil(made.malicious.get('sign flip')!.flat(), { boundary: 160, times: 1, histories: 99, most: 99 }, random(seedOf('q'))),
    ).toBeLessThan(60);
    expect(simulated([made.honest.flat()], { boundary: 256, steps: 60, histories: 20_000 }, random(seedOf('q')))).toBeLessThanOrEqual(
      0.001,
    );
  });
});

describe('[J17] the bound on a falling standing', () => {
  const stream = random(seedOf('bound'));
  test('holds for walks of many kinds, and is not empty', () => {
    for (let i = 0; i < 8; i++) {
      const steps = Array.from({ length: 3 + stream.below(20) }, () => stream.below(129) - 64);
      steps.push(64, 64, 64, 64, 64, 64);
      const rate = rateOf(steps);
      for (const boundary of [128, 256, 512]) {
        const seen = simulated([steps], { boundary, steps: 60, histories: 2_000 }, stream);
        const noise = 3 * Math.sqrt(Math.max(seen, 1 / 2_000) / 2_000);
        expect(seen - noise).toBeLessThanOrEqual(boundOn(rate, boundary, 60));
      }
    }
    expect(boundOn(rateOf([40, 30, -20]), 256, 60)).toBeLessThan(1e-3);
  });
  test('says nothing of who falls on average, and everything of who never does', () => {
    expect(rateOf([1, -2])).toBe(0);
    expect(boundOn(0, 512, 60)).toBe(1);
    expect(boundOn(rateOf([0, 5]), 1, 60)).toBe(0);
    expect(simulated([[-64]], { boundary: 256, steps: 4, histories: 10 }, stream)).toBe(1);
    expect(simulated([[-64]], { boundary: 257, steps: 4, histories: 10 }, stream)).toBe(0);
    expect(stepsUntil([-64], { boundary: 128, times: 4, histories: 3, most: 100 }, stream)).toBe(8);
    expect(stepsUntil([1], { boundary: 128, times: 4, histories: 3, most: 100 }, stream)).toBeUndefined();
  });
});

test('[J17] the area under the curve counts ties as half', () => {
  expect(areaUnder([3, 4], [1, 2])).toBe(1);
  expect(areaUnder([1, 2], [3, 4])).toBe(0);
  expect(areaUnder([1, 1], [1, 1])).toBe(0.5);
  expect(areaUnder([1, 3], [2])).toBe(0.5);
});
