import type { ChainNow, Sent } from '../chain/chain.ts';
import type { FitProgress } from '../train/trainer.ts';
import type { Due } from './due.ts';
import type { DoingView } from './views.ts';
import type { Walk } from './walk.ts';

/** What an act gets: the facts it was decided on, a signal that ends with its phase, and ways to report. */
export type ActContext = {
  readonly walk: Walk;
  readonly now: ChainNow;
  readonly due: Due;
  /** Aborts when the phase is over or the session pauses. */
  readonly signal: AbortSignal;
  /** Aborts when `share` of the phase's window has gone by: what has not come by then is done without. */
  beforeEnd(share: number): AbortSignal;
  doing(view: DoingView): void;
  /** Progress of what `doing` named last, 0…1. */
  progress(share: number): void;
  fitting(progress: FitProgress): void;
  /** Counts a transaction. */
  sent(sent: Sent): void;
};
