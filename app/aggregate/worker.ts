import { expose, transfer } from 'comlink';
import { nextModel } from './outer.ts';

/** The dedicated worker's side of `openAggregator`. */
export type AggregateWorker = { nextModel: typeof nextModel };

const worker: AggregateWorker = {
  nextModel(...parts) {
    const model = nextModel(...parts);
    return transfer(model, [model.weights.buffer, ...model.memory.map((values) => values.buffer)]);
  },
};

expose(worker);
