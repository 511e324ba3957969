import { wrap } from 'comlink';
import { nextModel } from './outer.ts';
import type { AggregateWorker } from './worker.ts';

/** `nextModel` somewhere else: the caller's arrays stay as they are. */
export type Aggregate = (...parts: Parameters<typeof nextModel>) => Promise<ReturnType<typeof nextModel>>;

/** Where nobody waits for a screen. */
export const aggregateHere: Aggregate = async (...parts) => nextModel(...parts);

/** Aggregates in a dedicated worker, so that the page stays smooth; here where that one fails. It starts with the first call. */
export function openAggregator(): Aggregate {
  let worker: Worker | undefined;
  let lost: Promise<never> | undefined;
  const remote = () => {
    worker ??= new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'aggregate' });
    const mine = worker;
    lost ??= new Promise((_, reject) => {
      for (const event of ['error', 'messageerror']) mine.addEventListener(event, () => reject(new TypeError('the worker failed')));
    });
    lost.catch(() => undefined);
    return wrap<AggregateWorker>(mine);
  };
  return async (...parts) => {
    try {
      return await Promise.race([remote().nextModel(...parts), lost!]);
    } catch {
      worker?.terminate();
      worker = undefined;
      lost = undefined;
      return nextModel(...parts);
    }
  };
}
