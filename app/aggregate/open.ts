import { wrap } from 'comlink';
import { nextModel } from './outer.ts';
import type { AggregateWorker } from './worker.ts';

/** `nextModel` somewhere else: the caller's arrays stay as they are. */
export type Aggregate = (...parts: Parameters<typeof nextModel>) => Promise<ReturnType<typeof nextModel>>;

/** Where nobody waits for a screen. */
export const aggregateHere: Aggregate = async (...parts) => nextModel(...parts);

/** Aggregates in a dedicated worker, so that the page stays smooth; here where that one fails. It starts with the first call. */
export function openAggregator(): Aggregate {
  let open: ReturnType<typeof startWorker> | undefined;
  return async (...parts) => {
    open ??= startWorker();
    try {
      return await Promise.race([open.remote.nextModel(...parts), open.lost]);
    } catch {
      open.worker.terminate();
      open = undefined;
      return nextModel(...parts);
    }
  };
}

/** Warning: whoever lets go of `remote` has closed the worker's ear, as soon as the garbage collector comes by. */
function startWorker() {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'aggregate' });
  const lost = new Promise<never>((_, reject) => {
    for (const event of ['error', 'messageerror']) worker.addEventListener(event, () => reject(new TypeError('the worker failed')));
  });
  lost.catch(() => undefined);
  return { worker, lost, remote: wrap<AggregateWorker>(worker) };
}
