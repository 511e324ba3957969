import { BaseError } from '../core/errors.ts';
import { keccakWords } from '../core/hashes.ts';
import { initialSeed, initialWeights } from '../core/layout.ts';
import { decodeUpdate, isRejected } from '../update/decode.ts';
import { encodeUpdate } from '../update/encode.ts';
import { residualOf } from '../update/feedback.ts';
import type { ActContext } from './act.ts';
import { baseName } from './due.ts';
import { needed } from './local.ts';
import { carried, remember } from './residual.ts';

/** Round 0, proposer: sends the digest of the initialisation that follows from the seed. Nothing has to be published. */
export async function offer(act: ActContext): Promise<void> {
  const { walk, now, due } = act;
  const seed = initialSeed(now.round!.seed, due.seat!.id);
  const digest = await walk.models.digestOf(initialWeights(walk.layout, seed));
  act.sent(await walk.chain.propose(due.round, due.seat!.seat, digest));
}

/**
 * Proposer: trains from the base and sends the update's digest. The bytes wait in the journal until Propose has closed, so
 * that nobody can copy what nobody has seen; a tab that comes back finds them there and does not train again.
 */
export async function propose(act: ActContext): Promise<void> {
  const { walk, now, due, signal } = act;
  const key = updateKey(act);
  let bytes = await walk.journal.get(key);
  if (!bytes) {
    act.doing({ act: 'train', progress: 0 });
    const base = await walk.models.base(now.task, { signal });
    const fit = await needed(walk.local).fit(baseName(now.task), base!, { signal, onProgress: act.fitting });
    const values = await carried(
      act,
      fit.weights.map((value, i) => value - base![i]),
    );
    const about = { task: walk.chain.task, round: due.round, proposer: due.seat!.id, base: now.round!.base };
    bytes = encodeUpdate({ ...about, delta: values }, walk.spec);
    if (walk.spec.update.codec === 'sparse') {
      const sent = decodeUpdate(bytes, { ...about, spec: walk.spec });
      if (!isRejected(sent)) await remember(act, await walk.store.digestOf(bytes), residualOf(values, sent.delta));
    }
    await walk.journal.set(key, bytes);
  }
  act.sent(await walk.chain.propose(due.round, due.seat!.seat, await walk.store.digestOf(bytes)));
}

/** Proposer, once Propose has closed: serves the bytes and tells the others. */
export async function publish(act: ActContext): Promise<void> {
  const { walk, due } = act;
  act.doing({ act: 'publish' });
  const bytes = await walk.journal.get(updateKey(act));
  if (!bytes) throw new LostUpdateError({ round: due.round });
  const digest = await walk.store.put(bytes);
  await walk.net.announce({ task: walk.chain.task, round: due.round, digest });
  await forgetBefore(act);
}

/** One update is kept, the one before it deleted: a journal cannot grow for ever. */
async function forgetBefore(act: ActContext): Promise<void> {
  const { journal } = act.walk;
  const [kept, key] = [await journal.get(LAST_UPDATE), updateKey(act)];
  const last = kept && new TextDecoder().decode(kept);
  if (last === key) return;
  if (last) await journal.delete(last);
  await journal.set(LAST_UPDATE, new TextEncoder().encode(key));
}

const LAST_UPDATE = 'update';

/** In this draw, from this base: after a reorganisation the same number may stand for another round. */
const updateKey = ({ now, due }: ActContext) => `update:${due.round}:${keccakWords(now.round!.seed, now.round!.base)}`;

/** The journal no longer has the update that the chain names: nobody can fetch it. */
export class LostUpdateError extends BaseError {
  constructor(facts: { round: number }) {
    super('The published update is lost', facts);
  }
}
