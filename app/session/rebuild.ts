import { type Digest, MERIT_MISSING } from '../core/words.ts';
import { maxUpdateBytes } from '../update/encode.ts';
import { maxModelBytes } from '../update/model.ts';
import type { ActContext } from './act.ts';
import { derive } from './derive.ts';

/** For the updates of a round this long at most; then the model is fetched. */
const WAIT_MS = 10_000;

/**
 * The adopted model from the updates that made it, as its voters did, where they are fewer bytes than its file: small updates
 * spare everybody the large model. It is kept under its own digest, so that what does not come to the adopted one is of no use
 * and of no harm.
 * @param round that adopted it, from the model `before`
 */
export async function rebuild({ walk, now, signal }: ActContext, round: number, before: Digest): Promise<void> {
  const { models, updates, chain, spec } = walk;
  // The contract has the seats of the open round and the one before it; and updates of a later round may be coming in already.
  const isRecent =
    round === now.task.round || (round === now.task.round - 1 && (now.task.phase === 'Draw' || now.task.phase === 'Propose'));
  if (!isRecent || !(await models.has(before)) || (await models.has(now.task.base))) return;
  const { proposals, judged, kept } = await chain.seatFacts(round);
  const wanted = proposals.filter(({ seat }) => (judged?.[seat] ?? 0) > MERIT_MISSING);
  if (!judged || wanted.length * maxUpdateBytes(spec) >= maxModelBytes(spec)) return;
  const soon = AbortSignal.any([signal, AbortSignal.timeout(WAIT_MS)]);
  const received = await updates.receive(round, before, wanted, { signal: soon });
  signal.throwIfAborted();
  if (received.some(({ state }) => state === 'missing')) return;
  const base = await models.baseModel({ base: before, baseSeed: before }, { signal });
  const next = base && (await derive(spec, base, received, { kept, judged }, walk.aggregate));
  if (next && (await models.digestOf(next.weights, next.memory)) === now.task.base) await models.keep(next.weights, next.memory);
}
