import { keccakWords } from '../core/hashes.ts';
import { initialWeights, layoutOf } from '../core/layout.ts';
import type { Spec } from '../core/spec.ts';
import type { Digest, Score, Slow, Weights } from '../core/words.ts';
import type { Trainer } from '../train/trainer.ts';

/** How a model does on the own test part, which nothing here was trained on. */
export type Examination = {
  readonly digest: Digest;
  readonly score: Score;
  /** True class by row, predicted by column: counts. */
  readonly confusion: readonly (readonly number[])[];
  /** A model as round 0 draws it, on the same examples. */
  readonly untrained: Score;
};

/** The best of models trained on the own train part alone, and after how many fits it came. */
export type Alone = { readonly score: Score; readonly fits: number; readonly of: number };

/** @throws InvalidWeightsError, TrainerLostError */
export async function examine(trainer: Trainer, spec: Spec, digest: Digest, weights: Weights, seed: Digest): Promise<Examination> {
  const classes = spec.data.classes.length;
  const flat = await trainer.confusion(weights);
  const confusion = Array.from({ length: classes }, (_, row) => [...flat.subarray(row * classes, (row + 1) * classes)]);
  const score = await trainer.evaluate(weights, 'test');
  const untrained = await trainer.evaluate(initialWeights(layoutOf(spec), seed), 'test');
  return { digest, score, confusion, untrained };
}

/** Local training without anybody else: `fits` times the spec's epochs from a first model, the best of them on the test part. */
export async function trainAlone(trainer: Trainer, spec: Spec, seed: Digest, fits: number, slow: Slow = {}): Promise<Alone> {
  let weights = initialWeights(layoutOf(spec), seed);
  let best: Alone | undefined;
  for (let i = 1; i <= fits; i++) {
    const onProgress = ({ step, steps }: { step: number; steps: number }) => slow.onProgress?.((i - 1 + step / steps) / fits);
    weights = (await trainer.fit(weights, keccakWords(seed, i), { signal: slow.signal, onProgress })).weights;
    const score = await trainer.evaluate(weights, 'test', { signal: slow.signal });
    if (!best || score.accuracy > best.score.accuracy) best = { score, fits: i, of: fits };
  }
  return best!;
}
