import { isDigest } from '../core/bytes.ts';
import { BaseError } from '../core/errors.ts';
import { keccakWords } from '../core/hashes.ts';
import { layoutOf } from '../core/layout.ts';
import { random } from '../core/random.ts';
import type { Spec } from '../core/spec.ts';
import type { Update } from '../core/words.ts';
import { writeSafetensors } from './safetensors.ts';
import { maxValuesBytes, writeValues } from './values.ts';

/** Longest header of an update: what it says besides the values. */
export const UPDATE_HEADER_MAX_BYTES = 400;

const UINT32_MAX = 2 ** 32 - 1;

/**
 * The bytes that a proposer publishes, and all that they can hold: the values as the spec's codec has them, flat, and which
 * task, round, proposer and base they belong to. Equal updates are equal bytes: what is rounded by chance follows from these.
 * Warning: nothing but an update may ever enter here; this is where what was learnt from examples leaves the machine.
 * @throws InvalidUpdateError, NotFiniteError
 */
export function encodeUpdate(update: Update, spec: Spec): Uint8Array {
  const { size } = layoutOf(spec);
  const metadata = updateMetadata(update);
  if (update.delta.length !== size) throw new InvalidUpdateError('delta', size, update.delta.length);
  const chance = random(keccakWords(update.task, update.round, update.proposer, update.base));
  return writeSafetensors({ metadata, tensors: writeValues(update.delta, spec.update, chance) }, UPDATE_HEADER_MAX_BYTES);
}

/** What an update says about itself. @throws InvalidUpdateError */
export function updateMetadata({ task, round, proposer, base }: Omit<Update, 'delta'>): Map<string, string> {
  if (!/^0x[0-9a-fA-F]{40}$/.test(task)) throw new InvalidUpdateError('task', 'an address', task);
  if (!isWithin(round, 0)) throw new InvalidUpdateError('round', 'a 32-bit number', round);
  if (!isWithin(proposer, 1)) throw new InvalidUpdateError('proposer', 'a 32-bit number from 1', proposer);
  if (!isDigest(base)) throw new InvalidUpdateError('base', 'a digest', base);
  return new Map([
    ['base', base],
    ['proposer', String(proposer)],
    ['round', String(round)],
    ['task', task.toLowerCase()],
  ]);
}

/** Upper bound of an update's file: what a reader may fetch. */
export function maxUpdateBytes(spec: Spec): number {
  return 8 + UPDATE_HEADER_MAX_BYTES + maxValuesBytes(spec.update, layoutOf(spec).size);
}

function isWithin(value: number, min: number): boolean {
  return Number.isInteger(value) && value >= min && value <= UINT32_MAX;
}

export class InvalidUpdateError extends BaseError {
  constructor(subject: string, expected: string | number, actual: string | number) {
    super('Invalid update', { subject, expected, actual });
  }
}
