import type { Digest, Score, Slow, Weights } from '../core/words.ts';

/**
 * The only room with tensors. In: a spec, a dataset, a split. Out: weights and scores, flat. Examples that enter never
 * leave it. Refuses weights of the wrong size or with values that are not finite.
 */
export type BackendName = 'webgpu' | 'wasm' | 'webgl' | 'cpu';

/** What really computes, verified after the backend was set. */
export type Device = {
  readonly backend: BackendName;
  readonly description: string;
  readonly refused: readonly { backend: BackendName; reason: string }[];
};

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

/** `weights` after local training; `steps` taken. Only rows of the train part have been in a batch. */
export type Fit = { readonly weights: Weights; readonly steps: number; readonly seconds: number };

export type Trainer = {
  readonly device: Device;
  /** Local epochs of the spec from `base` over the train part, in an order given by `seed`. */
  fit(base: Weights, seed: Digest, slow?: Slow<FitProgress>): Promise<Fit>;
  evaluate(weights: Weights, part: 'train' | 'test', slow?: Slow): Promise<Score>;
  /** `[classes, classes]` row-major: true class by row, predicted by column, over the test part. */
  confusion(weights: Weights): Promise<Uint32Array>;
  /** Tensors alive in the engine: equal before and after every call. */
  tensorCount(): Promise<number>;
  close(): Promise<void>;
};
