import type { Outcome, Penalty, Phase, Role } from '../core/words.ts';
import type { Act, Activity } from '../session/views.ts';
import { T } from './language.ts';

/** The words of the walk, as screens say them now: each look-up asks the language that is chosen. */

function live<Table extends object>(table: () => Table): Table {
  return new Proxy({} as Table, { get: (_, key) => Reflect.get(table(), key), has: (_, key) => Reflect.has(table(), key) });
}

export type PhaseWords = { readonly name: string; readonly happening: string; readonly who: string };

export const PHASE_WORDS: Readonly<Record<Phase, PhaseWords>> = live(() => T.phrases.phase);

export const STRIP: readonly Phase[] = ['Lobby', 'Draw', 'Propose', 'Commit', 'Reveal', 'Attest', 'Settle'];

export const ROLE_WORDS: Readonly<Record<Role, string>> = live(() => T.phrases.role);

/** What the tab is doing, and why. */
export const ACT_WORDS: Readonly<Record<Act, { readonly doing: string; readonly why: string }>> = live(() => T.phrases.act);

export const OUTCOME_WORDS: Readonly<Record<Outcome, { readonly name: string; readonly means: string }>> = live(() => T.phrases.outcome);

export const PENALTY_WORDS: Readonly<Record<Penalty, string>> = live(() => T.phrases.penalty);

export const ACTIVITY_WORDS: Readonly<Record<Activity['what'], string>> = live(() => T.phrases.activity);

export const BYTES_WORDS: Readonly<Record<string, string>> = live(() => T.phrases.bytes);

/** A judged merit in words: 128 is neutral. */
export function meritWords(merit: number): string {
  if (merit === 0) return T.phrases.merit.invalid;
  if (merit === 1) return T.phrases.merit.missing;
  if (merit >= 160) return T.phrases.merit.lot;
  if (merit > 132) return T.phrases.merit.helped;
  if (merit >= 124) return T.phrases.merit.neutral;
  if (merit >= 112) return T.phrases.merit.little;
  return T.phrases.merit.harm;
}

/**
 * Agreement of a voter with the outcome, −1…1, in words. 0 is what the best constant word would have had; among updates that are
 * all alike honest voters lie on both sides of it (`npm run experiment poisoner` prints it), so that only far below is a fault.
 */
export function agreementWords(agreement: number): string {
  if (agreement >= 0.5) return T.phrases.agreement.like;
  if (agreement >= 0.2) return T.phrases.agreement.mostly;
  return isUnlike(agreement) ? T.phrases.agreement.unlike : T.phrases.agreement.neither;
}

/** Against the others, beyond what chance among honest voters explains. */
export function isUnlike(agreement: number): boolean {
  return agreement < -0.5;
}

/** What opening data left out or replaced, by the reader's word for it. */
export const WARNING_WORDS: Readonly<Record<string, string>> = live(() => T.phrases.warning);
