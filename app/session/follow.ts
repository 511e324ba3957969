import { type Digest, ZERO_DIGEST } from '../core/words.ts';
import type { ActContext } from './act.ts';
import { baseName } from './due.ts';
import { ended, needed } from './local.ts';
import { rebuild } from './rebuild.ts';

/**
 * Everybody: makes the model that was adopted last of its round's updates, or gets it, verified by digest, and measures it on the
 * own test part.
 */
export async function follow(act: ActContext): Promise<void> {
  const { walk, now, signal } = act;
  act.doing({ act: 'fetch' });
  const { round, before } = await adoption(act);
  if (before)
    await rebuild(act, round, before).catch(() => {
      // It is fetched then.
      signal.throwIfAborted();
    });
  const weights = (await walk.models.base(now.task, { signal }))!;
  act.doing({ act: 'evaluate' });
  const score = await walk.local?.evaluate(weights, { signal });
  walk.held({ digest: baseName(now.task), round, score });
}

/**
 * The round that adopted the base, and the base before it. Where the history cannot be read, or takes long, the round that was
 * settled last.
 */
async function adoption({ walk, now, signal }: ActContext): Promise<{ round: number; before?: Digest }> {
  if (now.task.base === ZERO_DIGEST || now.task.base === now.task.initialModel) return { round: 0 };
  const soon = AbortSignal.any([signal, AbortSignal.timeout(HISTORY_WAIT_MS)]);
  const history = await ended(walk.chain.history(), soon).catch(() => undefined);
  signal.throwIfAborted();
  const adopted = history?.leaderboard.rounds.filter((row) => row.outcome === 'Adopted').sort((a, b) => a.round - b.round) ?? [];
  const at = adopted.findLastIndex((row) => row.digest === now.task.base);
  if (at < 0) return { round: Math.max(0, now.task.round - 1) };
  const first = now.task.initialModel === ZERO_DIGEST ? undefined : now.task.initialModel;
  return { round: adopted[at].round, before: adopted[at - 1]?.digest ?? first };
}

const HISTORY_WAIT_MS = 10_000;

/** Without a seat: fits the base on the own train part and shows what that would gain. */
export async function warmUp(act: ActContext): Promise<void> {
  const { walk, now, signal } = act;
  const local = needed(walk.local);
  act.doing({ act: 'warm-up', progress: 0 });
  const base = (await walk.models.base(now.task, { signal }))!;
  const before = await local.evaluate(base, { signal });
  const fit = await local.fit(baseName(now.task), base, { signal, onProgress: act.fitting });
  const after = await local.evaluate(fit.weights, { signal });
  walk.warmed({ before, after });
}
