import * as tf from '@tensorflow/tfjs-core';
import { layoutOf } from '../core/layout.ts';
import { featureShape, product, type Spec, shapes } from '../core/spec.ts';
import type { Dataset, Weights } from '../core/words.ts';
import { compute, take } from './backends.ts';
import { gather } from './batches.ts';
import { checkWeights } from './check.ts';
import { forward, toParameters } from './model.ts';
import { pause } from './pause.ts';
import type { BackendName } from './trainer.ts';

/** Values of the widest activation of one batch; beyond some MB larger batches gain nothing. */
const BATCH_VALUES = 2 ** 21;
const BATCH_ROWS = 512;
/** Values of a part that stay on the device between calls: 64 MiB. */
const RESIDENT_VALUES = 2 ** 24;

/** Rows of one part, cut into batches; as many as fit stay on the device. */
export type Part = { readonly batches: readonly { rows: Uint32Array; labels: Uint8Array; resident?: tf.Tensor }[] };

/** Cuts a part into batches that every model of the spec can be evaluated on. Call inside `compute`. */
export function openPart(spec: Spec, dataset: Dataset, rows: Uint32Array, isResident: boolean): Part {
  const size = product(featureShape(spec));
  const widest = Math.max(size, ...shapes(spec).map(product));
  const count = Math.max(1, Math.min(BATCH_ROWS, Math.floor(BATCH_VALUES / widest)));
  const batches = [];
  for (let at = 0; at < rows.length; at += count) {
    const part = rows.slice(at, at + count);
    const { features, labels } = gather(dataset, part);
    const fits = isResident && (at + part.length) * size <= RESIDENT_VALUES;
    batches.push({ rows: part, labels, ...(fits && { resident: tf.tensor(features, [part.length, ...featureShape(spec)]) }) });
  }
  return { batches };
}

export function closePart(part: Part): void {
  for (const { resident } of part.batches) resident?.dispose();
}

export type EvaluateJob = {
  readonly backend: BackendName;
  readonly spec: Spec;
  readonly dataset: Dataset;
  readonly part: Part;
  readonly weights: Weights;
  /** Throws when the job shall end early. */
  readonly check: () => void;
};

/** Logits `[rows, classes]` of each batch with its labels, handed to `each` in order. @throws InvalidWeightsError */
export async function evaluate(job: EvaluateJob, each: (logits: Float32Array, labels: Uint8Array, share: number) => void): Promise<void> {
  const { backend, spec, part } = job;
  checkWeights(spec, job.weights);
  job.check();
  const layout = layoutOf(spec);
  const parameters = await compute(backend, () => tf.tidy(() => toParameters(job.weights, layout)));
  try {
    for (const [i, { rows, labels, resident }] of part.batches.entries()) {
      job.check();
      const logits = await compute(backend, () =>
        tf.tidy(() => {
          const x = resident ?? tf.tensor(gather(job.dataset, rows).features, [rows.length, ...featureShape(spec)]);
          return forward(spec.layers, parameters, x).at(-1) as tf.Tensor;
        }),
      );
      each(await take(backend, logits), labels, (i + 1) / part.batches.length);
      await pause();
    }
  } finally {
    tf.dispose(parameters);
  }
}
