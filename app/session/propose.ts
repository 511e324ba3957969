import { initialSeed, initialWeights } from '../core/layout.ts';
import { encodeUpdate } from '../update/encode.ts';
import type { ActContext } from './act.ts';
import { baseName } from './due.ts';
import { needed } from './local.ts';

/** Round 0, proposer: sends the digest of the initialisation that follows from the seed. Nothing has to be published. */
export async function offer(act: ActContext): Promise<void> {
  const { walk, now, due } = act;
  const seed = initialSeed(now.round!.seed, due.seat!.id);
  const digest = await walk.models.learn(initialWeights(walk.layout, seed));
  act.sent(await walk.chain.propose(due.round, due.seat!.seat, digest));
}

/**
 * Proposer: trains from the base and sends the update's digest. The bytes wait in the journal until Propose has closed, so
 * that nobody can copy what nobody has seen; a tab that comes back finds them there and does not train again.
 */
export async function propose(act: ActContext): Promise<void> {
  const { walk, now, due, signal } = act;
  const key = updateKey(due.round);
  let bytes = await walk.journal.get(key);
  if (!bytes) {
    act.doing({ act: 'train', progress: 0 });
    const base = await walk.models.base(now.task, { signal });
    const fit = await needed(walk.local).fit(baseName(now.task), base!, { signal, onProgress: act.fitting });
    const delta = fit.weights.map((value, i) => value - base![i]);
    bytes = encodeUpdate({ task: walk.chain.task, round: due.round, proposer: due.seat!.id, base: now.round!.base, delta }, walk.spec);
    await walk.journal.set(key, bytes);
  }
  act.sent(await walk.chain.propose(due.round, due.seat!.seat, await walk.store.digestOf(bytes)));
}

/** Proposer, once Propose has closed: serves the bytes and tells the others. */
export async function publish(act: ActContext): Promise<void> {
  const { walk, due } = act;
  act.doing({ act: 'publish' });
  const bytes = await walk.journal.get(updateKey(due.round));
  if (!bytes) return;
  const digest = await walk.store.put(bytes);
  walk.count('update', bytes.length);
  await walk.net.announce({ task: walk.chain.task, round: due.round, digest });
  await walk.journal.delete(updateKey(due.round - KEPT_ROUNDS));
}

/** Updates of earlier rounds are kept for so many rounds. */
const KEPT_ROUNDS = 8;

const updateKey = (round: number) => `update:${round}`;
