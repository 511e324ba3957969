import { BaseError } from '../core/errors.ts';
import type { Spec } from '../core/spec.ts';
import type { Dataset, Digest, Score, Slow, Split, Weights } from '../core/words.ts';

/**
 * The only room with tensors. In: a spec, a dataset, a split. Out: weights and scores, flat. Examples that enter never
 * leave it. Refuses weights of the wrong size or with values that are not finite.
 */
export type BackendName = 'webgpu' | 'wasm' | 'webgl' | 'cpu';

/** What a trainer is opened on: `openEngine` here and now, `openTrainer` in a worker of the tab. `backend` forces one. */
export type TrainerOptions = {
  readonly spec: Spec;
  readonly dataset: Dataset;
  readonly split: Split;
  readonly backend?: BackendName;
};

/** What really computes, verified after the backend was set. */
export type Device = {
  readonly backend: BackendName;
  readonly description: string;
  readonly refused: readonly Refusal[];
};

/** A backend that was wanted more and why it is not in use. */
export type Refusal = { readonly backend: BackendName; readonly reason: string };

export type FitProgress = {
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
  /** Mean cross-entropy and accuracy of the last batch. */
  readonly loss: number;
  readonly accuracy: number;
  readonly examplesPerSecond: number;
};

/**
 * `weights` after local training; `steps` taken; `rows` of each part that have been in a batch, counted where examples
 * become tensors: those of the test part are 0, always.
 */
export type Fit = {
  readonly weights: Weights;
  readonly steps: number;
  readonly seconds: number;
  readonly rows: { readonly train: number; readonly test: number };
};

export type Trainer = {
  readonly device: Device;
  /**
   * Local epochs of the spec from `base` over the train part, in an order given by `seed`.
   * @throws InvalidWeightsError, DivergedError, TrainerLostError, or the signal's reason
   */
  fit(base: Weights, seed: Digest, slow?: Slow<FitProgress>): Promise<Fit>;
  /** A loss that is not finite is Infinity. @throws InvalidWeightsError, TrainerLostError, or the signal's reason */
  evaluate(weights: Weights, part: 'train' | 'test', slow?: Slow): Promise<Score>;
  /** `[classes, classes]` row-major: true class by row, predicted by column, over the test part. */
  confusion(weights: Weights): Promise<Uint32Array>;
  /** Tensors alive in the engine, which all trainers of one thread share: equal before and after every call. */
  tensorCount(): Promise<number>;
  close(): Promise<void>;
};

export class InvalidWeightsError extends BaseError {
  constructor(facts: { subject: string; expected: string | number; actual: number }) {
    super('Invalid weights', facts);
  }
}

/** The dataset or the split does not belong to the spec. */
export class DatasetMismatchError extends BaseError {
  constructor(facts: { subject: string; expected: string | number; actual: string | number }) {
    super('Dataset does not fit', facts);
  }
}

/** The loss left the finite numbers: the learning rate is too large for these examples. */
export class DivergedError extends BaseError {
  constructor(facts: { step: number; steps: number }) {
    super('Training diverged', facts);
  }
}

export class BackendUnavailableError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual: string }) {
    super('Backend unavailable', facts);
  }
}

/** The worker or the GPU device is gone and all calls fail; open another trainer. */
export class TrainerLostError extends BaseError {
  constructor(facts: { subject: string; actual: string }) {
    super('Trainer lost', facts);
  }
}

export class TrainerClosedError extends BaseError {
  constructor() {
    super('Trainer closed');
  }
}
