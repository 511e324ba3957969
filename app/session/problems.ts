import { ContractRevertError } from '../chain/errors.ts';
import { BaseError, isAbort } from '../core/errors.ts';

/**
 * What becomes of an act that failed, decided here for all of them. Nothing is given up: the chain says what is still
 * due, and a node that is a block behind says no to what will be right a moment later.
 * `again`: tried again after a pause that grows, the person is told; `quiet`: tried again without a word, because waiting
 * is part of the walk.
 */
export type Verdict = 'again' | 'quiet';

const QUIET = new Set([
  'RandomnessPending',
  'GraceNotOver',
  'WrongPhase',
  'WrongRound',
  'TaskEnded',
  'AlreadyActed',
  'SeatExcused',
  'NotCommitted',
  'NotRevealed',
  'AlreadyActive',
  'NotBenched',
]);

export function verdict(error: unknown): Verdict {
  if (isAbort(error)) return 'quiet';
  return error instanceof ContractRevertError && QUIET.has(error.revert) ? 'quiet' : 'again';
}

/** Class name and message of anything thrown. */
export function describe(error: unknown): { error: string; message: string } {
  if (error instanceof BaseError)
    return { error: error instanceof ContractRevertError ? error.revert : error.name, message: error.message };
  if (error instanceof Error) return { error: error.name, message: error.message };
  return { error: 'UnknownError', message: String(error) };
}

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** Pause before try number `tries` + 1. */
export function pauseMs(tries: number): number {
  return Math.min(FIRST_PAUSE_MS * 2 ** Math.max(0, tries - 1), LONGEST_PAUSE_MS);
}
