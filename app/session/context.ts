import type { ChainNow } from '../chain/chain.ts';
import type { FitProgress } from '../train/trainer.ts';
import type { ActContext } from './act.ts';
import type { Cell } from './cell.ts';
import type { Due } from './due.ts';
import type { DoingView, SessionView } from './views.ts';
import type { Walk } from './walk.ts';

const STEP_VIEW_MS = 120;
const STEPS_SHOWN = 2_000;

export type ActParts = {
  readonly walk: Walk;
  readonly now: ChainNow;
  readonly due: Due;
  readonly signal: AbortSignal;
  /** Reading of the clock when `now` was read. */
  readonly readAt: number;
  /** False while something of more interest to a person runs. */
  readonly isShown: () => boolean;
};

/** What one run of an act gets, and its way to the screen. */
export function contextOf({ walk, now, due, signal, readAt, isShown }: ActParts, view: Cell<SessionView>): ActContext {
  const { clock } = walk;
  const { windows } = now.task.rules;
  const windowS = { Propose: windows.propose, Commit: windows.commit, Reveal: windows.reveal, Attest: windows.attest };
  const startedAt = clock.now();
  let lastShown = Number.NEGATIVE_INFINITY;
  const show = (doing: Partial<DoingView>) => {
    if (isShown()) view.patch({ doing: { ...view.getSnapshot().doing, ...doing } });
  };
  return {
    walk,
    now,
    due,
    signal,
    beforeEnd(share) {
      const wholeMs = 1000 * (windowS[now.task.phase as keyof typeof windowS] ?? 0);
      const leftMs = (now.task.phaseEnd - now.time) * 1000 - (clock.now() - readAt) - (1 - share) * wholeMs;
      const timer = new AbortController();
      void clock.sleep(Math.max(0, leftMs), signal).then(() => timer.abort());
      return timer.signal;
    },
    doing: (doing: DoingView) => show({ progress: undefined, etaMs: undefined, examplesPerSecond: undefined, ...doing }),
    progress: (share) => show({ progress: share }),
    fitting({ step, steps: all, loss, accuracy, examplesPerSecond }: FitProgress) {
      if (clock.now() - lastShown < STEP_VIEW_MS && step < all) return;
      lastShown = clock.now();
      const { steps } = view.getSnapshot();
      const earlier = steps.length > 0 && steps[steps.length - 1].step < step ? steps.slice(-STEPS_SHOWN) : [];
      const share = step / all;
      const etaMs = share > 0 ? ((1 - share) / share) * (clock.now() - startedAt) : undefined;
      view.patch({ steps: [...earlier, { step, loss, accuracy }] });
      show({ progress: share, etaMs, examplesPerSecond });
    },
    sent: (sent) => walk.count('transaction', sent.bytes),
  };
}
