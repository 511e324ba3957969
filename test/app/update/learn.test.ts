import { expect, test } from 'vitest';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { seedOf } from '../../../app/core/random.ts';
import type { ImageSpec } from '../../../app/core/spec.ts';
import { digitShard } from '../../../app/data/digits.ts';
import { splitDataset } from '../../../app/data/split.ts';
import { digitsSpec } from '../../../app/node/presets.ts';
import { openEngine } from '../../../app/train/engine.ts';
import { openFederation, runSeed } from '../../experiments/compression/federation.ts';
import { openPerceptron } from '../../experiments/compression/perceptron.ts';

const spec = digitsSpec() as ImageSpec;

test("the experiment's perceptron takes the engine's steps", async () => {
  const dataset = digitShard({ seed: seedOf('perceptron'), participant: 0, count: 200 });
  const parts = { spec, dataset, split: splitDataset(dataset, spec, seedOf('split')) };
  const engine = await openEngine({ ...parts, backend: 'wasm' });
  const perceptron = openPerceptron(parts);
  const base = initialWeights(layoutOf(spec), seedOf('base'));
  const theirs = (await engine.fit(base, seedOf('fit'))).weights;
  const ours = perceptron.fit(base, seedOf('fit')).weights;
  const moved = Math.sqrt(theirs.reduce((sum, value, i) => sum + (value - base[i]) ** 2, 0));
  const apart = Math.sqrt(theirs.reduce((sum, value, i) => sum + (value - ours[i]) ** 2, 0));
  expect(apart).toBeLessThan(1e-4 * moved);
  const [score, own] = [await engine.evaluate(theirs, 'test'), perceptron.evaluate(theirs)];
  expect(own.loss).toBeCloseTo(score.loss, 5);
  expect(own.accuracy).toBeCloseTo(score.accuracy, 5);
  await engine.close();
});

test('[U14] a federation learns from sparse updates, of a hundredth of the bytes, what it learns from whole ones', async () => {
  const form = { participants: 4, proposers: 2, rows: 200, rounds: 16 };
  const federation = await openFederation('digits', spec, form, runSeed('quick'));
  const sparse = { codec: 'sparse', keep: '0.03', bits: 2, rounding: 'nearest', feedback: '1' } as const;
  const [whole, some] = [{ codec: 'float32' } as const, sparse].map((update) => federation.run({ name: '', update }).at(-1));
  expect((whole?.bytes ?? 0) / (some?.bytes ?? 1)).toBeGreaterThan(100);
  expect(some?.accuracy).toBeGreaterThan((whole?.accuracy ?? 1) - 0.03);
}, 120_000);
