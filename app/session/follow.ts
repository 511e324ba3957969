import { ZERO_DIGEST } from '../core/words.ts';
import type { ActContext } from './act.ts';
import { baseName } from './due.ts';
import { needed } from './local.ts';

/** Everybody: gets the model that was adopted last, verified by digest, and measures it on the own test part. */
export async function follow(act: ActContext): Promise<void> {
  const { walk, now, signal } = act;
  act.doing({ act: 'fetch' });
  const weights = (await walk.models.base(now.task, { signal }))!;
  const { leaderboard } = await walk.chain.history();
  const adopted = leaderboard.rounds.filter((row) => row.digest === now.task.base && (row.outcome === 'Adopted' || row.pioneer));
  const round = now.task.base === ZERO_DIGEST ? 0 : Math.max(0, ...adopted.map((row) => row.round));
  act.doing({ act: 'evaluate' });
  const score = await walk.local?.evaluate(weights, { signal });
  walk.held({ digest: baseName(now.task), round, score });
}

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
