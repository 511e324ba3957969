import { expose, transfer } from 'comlink';
import type { Digest, Score, Weights } from '../core/words.ts';
import { openEngine } from './engine.ts';
import { toThrown } from './thrown.ts';
import type { Device, Fit, FitProgress, Refusal, Trainer, TrainerOptions } from './trainer.ts';

/**
 * The dedicated worker's side of `openTrainer`: one trainer, reached through comlink. Signals do not cross threads, so
 * each call has a number that `abort` names.
 */
export type TrainerWorker = {
  /** `lock` is a Web Lock that is held as long as this worker lives. */
  open(options: TrainerOptions, avoid: readonly Refusal[], lock: string): Promise<Device>;
  fit(call: number, base: Weights, seed: Digest, onProgress?: Report<FitProgress>): Promise<Fit>;
  evaluate(call: number, weights: Weights, part: 'train' | 'test', onProgress?: Report<number>): Promise<Score>;
  confusion(call: number, weights: Weights): Promise<Uint32Array>;
  tensorCount(call: number): Promise<number>;
  abort(call: number): void;
};

/** A callback on the page; its promise is kept when the page has run it. */
export type Report<P> = (progress: P) => void | Promise<void>;

let trainer: Trainer;
const running = new Map<number, AbortController>();

/** Runs one call under its own signal, and ends it only after the page has seen the last progress. */
async function answer<T, P = never>(
  call: number,
  report: Report<P> | undefined,
  work: (slow: { signal: AbortSignal; onProgress?: (progress: P) => void }) => Promise<T>,
): Promise<T> {
  const stop = new AbortController();
  running.set(call, stop);
  let seen: unknown;
  const onProgress = (progress: P) => {
    seen = report?.(progress);
  };
  try {
    const result = await work({ signal: stop.signal, ...(report && { onProgress }) });
    await seen;
    return result;
  } catch (error) {
    throw toThrown(error);
  } finally {
    running.delete(call);
  }
}

const worker: TrainerWorker = {
  async open(options, avoid, lock) {
    if (navigator.locks) void navigator.locks.request(lock, () => new Promise(() => {}));
    try {
      trainer = await openEngine(options, avoid);
    } catch (error) {
      throw toThrown(error);
    }
    return trainer.device;
  },
  async fit(call, base, seed, report) {
    const result = await answer(call, report, (slow) => trainer.fit(base, seed, slow));
    return transfer(result, [result.weights.buffer]);
  },
  evaluate: (call, weights, part, report) => answer(call, report, (slow) => trainer.evaluate(weights, part, slow)),
  confusion: (call, weights) => answer(call, undefined, () => trainer.confusion(weights)),
  tensorCount: (call) => answer(call, undefined, () => trainer.tensorCount()),
  abort: (call) => running.get(call)?.abort(),
};

expose(worker);
