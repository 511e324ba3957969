import * as tf from '@tensorflow/tfjs-core';
import type { Score } from '../core/words.ts';
import { chooseBackend, compute } from './backends.ts';
import { checkDataset } from './check.ts';
import { closePart, evaluate, openPart } from './evaluate.ts';
import { fitModel } from './fit.ts';
import { argMax, crossEntropy } from './score.ts';
import { type Refusal, type Trainer, TrainerClosedError, type TrainerOptions } from './trainer.ts';

/**
 * A trainer in this very thread: in Node, or inside a worker of the tab.
 * @param avoid backends that failed elsewhere
 * @throws DatasetMismatchError, BackendUnavailableError
 */
export async function openEngine(options: TrainerOptions, avoid: readonly Refusal[] = []): Promise<Trainer> {
  const { spec, dataset, split } = options;
  checkDataset(spec, dataset, split);
  const device = await chooseBackend(options.backend, avoid);
  const { backend } = device;
  const classes = spec.data.classes.length;
  const parts = await compute(backend, () => ({
    train: openPart(spec, dataset, split.train, false),
    test: openPart(spec, dataset, split.test, true),
  }));
  let isClosed = false;
  const checker = (signal?: AbortSignal) => () => {
    signal?.throwIfAborted();
    if (isClosed) throw new TrainerClosedError();
  };

  return {
    device,
    async fit(base, seed, { signal, onProgress } = {}) {
      const check = checker(signal);
      check();
      return fitModel({ backend, spec, dataset, split, base, seed, check }, onProgress);
    },
    async evaluate(weights, part, { signal, onProgress } = {}): Promise<Score> {
      let [loss, right, examples] = [0, 0, 0];
      await evaluate({ backend, spec, dataset, part: parts[part], weights, check: checker(signal) }, (logits, labels, share) => {
        const batch = crossEntropy(logits, labels, classes);
        loss += batch.lossSum;
        right += batch.right;
        examples += labels.length;
        onProgress?.(share);
      });
      return { loss: loss / examples, accuracy: right / examples, examples };
    },
    async confusion(weights) {
      const counts = new Uint32Array(classes * classes);
      await evaluate({ backend, spec, dataset, part: parts.test, weights, check: checker() }, (logits, labels) => {
        for (let i = 0; i < labels.length; i++) counts[labels[i] * classes + argMax(logits, i * classes, classes)]++;
      });
      return counts;
    },
    async tensorCount() {
      return tf.memory().numTensors;
    },
    async close() {
      if (isClosed) return;
      isClosed = true;
      closePart(parts.test);
    },
  };
}
