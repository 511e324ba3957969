import { BaseError } from '../core/errors.ts';
import { keccakWords } from '../core/hashes.ts';
import type { Digest, Score, Slow, Weights } from '../core/words.ts';
import type { Fit, FitProgress, Trainer } from '../train/trainer.ts';

/** What this participant computes on its own examples. */
export type Local = {
  /**
   * The fit from a base, started if need be, once per base: what the tab has fitted while it warmed up is what it publishes
   * when a seat comes. `signal` ends the waiting; the fit itself goes on until another base is fitted.
   */
  fit(name: Digest, base: Weights, slow: Slow<FitProgress>): Promise<Fit>;
  /** Stops a fit that runs, because the trainer is needed for judging. */
  stopFit(): void;
  /** On the own test part. */
  evaluate(weights: Weights, slow?: Slow): Promise<Score>;
};

/** `onFit` hears of each fit that ran to its end, once. */
export function openLocal(trainer: Trainer, secret: Digest, onFit?: (fit: Fit) => void): Local {
  let name: Digest | undefined;
  let running: Promise<Fit> | undefined;
  let abort = new AbortController();
  let listener: ((progress: FitProgress) => void) | undefined;

  const stop = () => {
    if (running) abort.abort();
    running = undefined;
    name = undefined;
  };
  return {
    stopFit: stop,
    evaluate: (weights, slow) => trainer.evaluate(weights, 'test', slow),
    async fit(wanted, base, { signal, onProgress }) {
      listener = onProgress;
      if (!running || name !== wanted) {
        stop();
        const mine = new AbortController();
        abort = mine;
        name = wanted;
        running = trainer.fit(base, keccakWords(secret, wanted), { signal: mine.signal, onProgress: (progress) => listener?.(progress) });
        running.then(onFit, () => {
          if (abort === mine) stop();
        });
      }
      return ended(running, signal);
    },
  };
}

/** The promise, or the signal's reason if that comes first. */
export function ended<T>(promise: Promise<T>, signal?: AbortSignal): Promise<T> {
  if (!signal) return promise;
  return new Promise((resolve, reject) => {
    const stop = () => reject(signal.reason);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', stop));
  });
}

/** @throws NeedsDataError */
export function needed(local: Local | undefined): Local {
  if (!local) throw new NeedsDataError();
  return local;
}

export class NeedsDataError extends BaseError {
  constructor() {
    super('No examples are open');
  }
}
