import * as tf from '@tensorflow/tfjs-core';
import { layoutOf } from '../core/layout.ts';
import { featureShape, type Spec } from '../core/spec.ts';
import type { Dataset, Digest, Slow, Split, Weights } from '../core/words.ts';
import { compute, take } from './backends.ts';
import { type Batch, batches, type Examples, gather } from './batches.ts';
import { checkWeights } from './check.ts';
import { backward, forward, lossGradient, toParameters } from './model.ts';
import { optimiserOf } from './optimiser.ts';
import { pause, SLICE_MS } from './pause.ts';
import { crossEntropy } from './score.ts';
import { type BackendName, DivergedError, type Fit, type FitProgress } from './trainer.ts';

/** A person cannot read numbers that change more often. */
const REPORT_MS = 100;

export type FitJob = {
  readonly backend: BackendName;
  readonly spec: Spec;
  readonly dataset: Dataset;
  readonly split: Split;
  readonly base: Weights;
  readonly seed: Digest;
  /** Throws when the job shall end early. */
  readonly check: () => void;
};

/** Steps of the spec's optimiser from `base`, in slices of `SLICE_MS`. See `Trainer.fit`. */
export async function fitModel(job: FitJob, onProgress: Slow<FitProgress>['onProgress']): Promise<Fit> {
  const { backend, spec, dataset, split } = job;
  const { epochs, batchSize } = spec.training;
  checkWeights(spec, job.base);
  const steps = epochs * Math.ceil(split.train.length / batchSize);
  const plan = batches(split.train, batchSize, epochs, job.seed);
  const seen = new Uint8Array(dataset.labels.length);
  const start = performance.now();
  const learner = await compute(backend, () => learn(spec, job.base));
  try {
    let step = 0;
    let examples = 0;
    let reported = start;
    let next = plan.next();
    while (!next.done) {
      job.check();
      const slice = await compute(backend, () => {
        const until = performance.now() + SLICE_MS;
        for (;;) {
          const batch: Batch = next.value as Batch;
          const data = gather(dataset, batch.rows);
          for (const row of batch.rows) seen[row] = 1;
          next = plan.next();
          step++;
          examples += batch.rows.length;
          const isLast = next.done || performance.now() >= until;
          const logits = learner.step(data, isLast);
          if (logits) return { logits, labels: data.labels, epoch: batch.epoch };
        }
      });
      // Also what keeps a GPU's queue short.
      const logits = await take(backend, slice.logits);
      const { lossSum, right } = crossEntropy(logits, slice.labels, spec.data.classes.length);
      if (!Number.isFinite(lossSum)) throw new DivergedError({ step, steps });
      const now = performance.now();
      if (onProgress && (next.done || now - reported >= REPORT_MS)) {
        reported = now;
        const count = slice.labels.length;
        const examplesPerSecond = (examples * 1000) / (now - start);
        onProgress({ step, steps, epoch: slice.epoch + 1, epochs, loss: lossSum / count, accuracy: right / count, examplesPerSecond });
      }
      await pause();
    }
    job.check();
    const weights = await learner.weights(backend);
    if (!weights.every(Number.isFinite)) throw new DivergedError({ step, steps });
    const count = (part: Uint32Array) => part.reduce((sum, row) => sum + seen[row], 0);
    const trained = { train: count(split.train), test: count(split.test) };
    return { weights, steps: step, seconds: (performance.now() - start) / 1000, rows: trained };
  } finally {
    learner.dispose();
  }
}

/** Variables and optimiser of one fit. Call inside `compute`. */
function learn(spec: Spec, base: Weights) {
  const layout = layoutOf(spec);
  const variables = tf.tidy(() => toParameters(base, layout).map((tensor) => tf.variable(tensor)));
  const optimiser = optimiserOf(spec.training.optimiser, variables);

  /** One step; the logits before it where they are wanted. */
  const step = ({ features, labels }: Examples, wantsLogits: boolean): tf.Tensor | undefined =>
    tf.tidy(() => {
      const x = tf.tensor(features, [labels.length, ...featureShape(spec)]);
      const activations = forward(spec.layers, variables, x);
      const logits = activations[activations.length - 1];
      const gradients = backward(spec.layers, variables, activations, lossGradient(logits, labels));
      optimiser.step(gradients);
      return wantsLogits ? logits : undefined;
    });

  const weights = async (backend: BackendName): Promise<Weights> => {
    const flat = new Float32Array(layout.size);
    for (const [i, { offset }] of layout.tensors.entries()) {
      flat.set(await take(backend, await compute(backend, () => variables[i].clone())), offset);
    }
    return flat;
  };

  const dispose = () => {
    tf.dispose(variables);
    optimiser.dispose();
  };
  return { step, weights, dispose };
}
