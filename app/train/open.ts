import { proxy, transfer, wrap } from 'comlink';
import type { Weights } from '../core/words.ts';
import { fromThrown, type Thrown } from './thrown.ts';
import { type Device, type Refusal, type Trainer, TrainerClosedError, TrainerLostError, type TrainerOptions } from './trainer.ts';
import type { TrainerWorker } from './worker.ts';

/** GPU backends that earlier trainers of this page were lost with: not taken again unless forced. */
const avoid: Refusal[] = [];

/**
 * A trainer in a dedicated worker, which keeps its pace in a hidden tab.
 * @throws DatasetMismatchError, BackendUnavailableError, TrainerLostError where the worker does not start
 */
export async function openTrainer(options: TrainerOptions): Promise<Trainer> {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'trainer' });
  const remote = wrap<TrainerWorker>(worker);
  let device: Device | undefined;
  let ended: Error | undefined;
  const { promise: end, reject: announce } = Promise.withResolvers<never>();
  end.catch(() => undefined);

  const finish = (error: Error) => {
    if (ended) return;
    ended = error;
    if (error instanceof TrainerLostError && (device?.backend === 'webgpu' || device?.backend === 'webgl')) {
      avoid.push({ backend: device.backend, reason: `it was lost: ${error.facts.actual}` });
    }
    worker.terminate();
    announce(error);
  };
  const lose = (actual: string) => finish(new TrainerLostError({ subject: 'worker', actual }));
  worker.addEventListener('error', (event) => lose(event.message || 'its script failed'));
  worker.addEventListener('messageerror', () => lose('a message could not be read'));

  let calls = 0;
  /** The answer of one call, or why there is none; the signal's own reason, which does not cross threads. */
  const ask = async <T>(start: (call: number) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    signal?.throwIfAborted();
    if (ended) throw ended;
    const call = ++calls;
    const stop = () => void remote.abort(call);
    signal?.addEventListener('abort', stop);
    try {
      return await Promise.race([start(call), end]);
    } catch (thrown) {
      if (thrown instanceof Error) throw thrown;
      if (signal?.aborted && (thrown as Thrown).name === 'AbortError') throw signal.reason;
      const error = fromThrown(thrown as Thrown);
      if (error instanceof TrainerLostError) finish(error);
      throw error;
    } finally {
      signal?.removeEventListener('abort', stop);
    }
  };

  const lock = `trainer ${crypto.getRandomValues(new Uint32Array(4)).join('-')}`;
  try {
    device = await ask(() => remote.open(options, avoid, lock));
  } catch (error) {
    finish(error as Error);
    throw error;
  }
  // Granted only when the worker that holds it is no more, for whatever cause.
  void navigator.locks?.request(lock, () => lose('it ended'));
  return {
    device,
    fit: (base, seed, { signal, onProgress } = {}) =>
      ask((call) => remote.fit(call, sent(base), seed, onProgress && proxy(onProgress)), signal),
    evaluate: (weights, part, { signal, onProgress } = {}) =>
      ask((call) => remote.evaluate(call, sent(weights), part, onProgress && proxy(onProgress)), signal),
    confusion: (weights) => ask((call) => remote.confusion(call, sent(weights))),
    tensorCount: () => ask((call) => remote.tensorCount(call)),
    close: async () => finish(new TrainerClosedError()),
  };
}

/** A copy that moves to the worker; the caller keeps its own. */
function sent(weights: Weights): Weights {
  const copy = weights.slice();
  return transfer(copy, [copy.buffer]);
}
