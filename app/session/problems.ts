import { ContractRevertError } from '../chain/errors.ts';
import { BaseError, isAbort } from '../core/errors.ts';

/**
 * What becomes of an act that failed, decided here for all of them.
 * `over`: the chain has it, or will not take it any more; `again`: tried again after a pause, the person is told;
 * `quiet`: tried again without a word, because waiting is part of the walk.
 */
export type Verdict = 'over' | 'again' | 'quiet';

const OVER = new Set([
  'AlreadyActed',
  'SeatExcused',
  'TaskEnded',
  'WrongRound',
  'NotCommitted',
  'NotRevealed',
  'CommitmentMismatch',
  'BadMerits',
]);
const QUIET = new Set(['RandomnessPending', 'GraceNotOver', 'WrongPhase']);

export function verdict(error: unknown): Verdict {
  if (isAbort(error)) return 'quiet';
  if (error instanceof ContractRevertError) {
    if (OVER.has(error.revert)) return 'over';
    if (QUIET.has(error.revert)) return 'quiet';
  }
  return 'again';
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
