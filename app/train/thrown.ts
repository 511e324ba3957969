import { BaseError, type Facts } from '../core/errors.ts';
import {
  BackendUnavailableError,
  DatasetMismatchError,
  DivergedError,
  InvalidWeightsError,
  TrainerClosedError,
  TrainerLostError,
} from './trainer.ts';

/** An error as it crosses from the worker: comlink hands over unchanged whatever is not an `Error`. */
export type Thrown = { readonly name: string; readonly message: string; readonly facts: Facts };

// By key and not by class name: a bundler may shorten that, in the worker otherwise than in the page.
const CLASSES: Readonly<Record<string, new (facts: never) => BaseError>> = {
  BackendUnavailableError,
  DatasetMismatchError,
  DivergedError,
  InvalidWeightsError,
  TrainerClosedError,
  TrainerLostError,
};

export function toThrown(error: unknown): Thrown {
  const { name, message } = error instanceof Error ? error : { name: 'Error', message: String(error) };
  const known = Object.entries(CLASSES).find(([, item]) => error instanceof item);
  return { name: known ? known[0] : name, message, facts: error instanceof BaseError ? error.facts : {} };
}

/** The error with its class. One that nobody expects makes the trainer count as lost. */
export function fromThrown({ name, message, facts }: Thrown): BaseError {
  const known = CLASSES[name];
  return known ? new known(facts as never) : new TrainerLostError({ subject: name, actual: message });
}
