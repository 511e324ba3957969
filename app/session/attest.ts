import { fromHex, toHex } from '../core/bytes.ts';
import { type Losses, maskLosses, seal } from '../core/hashes.ts';
import { initialSeed, initialWeights } from '../core/layout.ts';
import { type Digest, MERIT_MISSING, ZERO_DIGEST } from '../core/words.ts';
import type { ActContext } from './act.ts';
import { derive } from './derive.ts';
import { isVoid, settleAnywayMs } from './due.ts';
import { needed } from './local.ts';
import type { Received } from './updates.ts';

/** Seal of a voter that could not get an update it needs. */
export const MISSING: Digest = `0x${'00'.repeat(31)}01`;

/**
 * Voter: aggregates the kept updates, keeps and serves the model, and seals its digest with the losses before and after.
 * In round 0 the model is the pioneer's initialisation, recomputed.
 */
export async function attest(act: ActContext): Promise<void> {
  const { walk, now, due, signal } = act;
  const facts = await walk.chain.seatFacts(due.round);
  const id = due.seat!.id;
  const send = (sealed: Digest, losses: Digest) => walk.chain.attest(due.round, due.seat!.seat, sealed, losses);

  if (now.round!.pioneer) {
    const [pioneer] = facts.proposals;
    const { digest } = await walk.models.keep(initialWeights(walk.layout, initialSeed(now.round!.seed, pioneer.id)));
    await remember(act, digest);
    act.sent(await send(seal(id, due.round, digest), ZERO_DIGEST));
    return;
  }

  // The clip follows the norms of all updates that the committee judged valid, so all of them are needed, kept or not.
  const wanted = facts.proposals.filter(({ seat }) => facts.judged![seat] > MERIT_MISSING);
  act.doing({ act: 'fetch', progress: 0 });
  const fetching = AbortSignal.any([signal, act.beforeEnd(FETCH_SHARE)]);
  const received = await walk.updates.receive(due.round, now.round!.base, wanted, { signal: fetching, onProgress: act.progress });
  signal.throwIfAborted();
  const late = act.beforeEnd(MEASURE_SHARE);
  const attested = received.some((item) => item.state === 'missing')
    ? undefined
    : await measure(act, received, { fetching, until: AbortSignal.any([signal, late]) }).catch((error: unknown) => {
        if (signal.aborted || !late.aborted) throw error;
        return undefined;
      });
  act.doing({ act: 'attest' });
  if (!attested) act.sent(await send(MISSING, ZERO_DIGEST));
  else act.sent(await send(seal(id, due.round, attested.digest), maskLosses(id, due.round, attested.digest, attested.losses)));
}

/** The next model, kept, served and announced, and what it does on the own test part. */
async function measure(
  act: ActContext,
  received: readonly Received[],
  { fetching, until: signal }: { fetching: AbortSignal; until: AbortSignal },
): Promise<{ digest: Digest; losses: Losses }> {
  const { walk, now, due } = act;
  const facts = await walk.chain.seatFacts(due.round);
  act.doing({ act: 'aggregate' });
  const base = (await walk.models.baseModel(now.task, { signal }))!;
  const next = await derive(walk.spec, base, received, facts, walk.aggregate);
  const { digest } = await walk.models.keep(next.weights, next.memory);
  await remember(act, digest);
  await walk.net.announce({ task: walk.chain.task, round: due.round, digest });

  act.doing({ act: 'evaluate' });
  const local = needed(walk.local);
  local.stopFit();
  const lossOf = async (weights: Float32Array) => (await local.evaluate(weights, { signal })).loss;
  const before = await lossOf(base.weights);
  const after = await lossOf(await walk.models.get(digest));
  const anchorDigest = await walk.chain.anchor();
  // Without the anchor's bytes the contract skips that comparison for this voter: its loss is 0.
  const anchorWeights =
    anchorDigest === ZERO_DIGEST ? undefined : await walk.models.get(anchorDigest, { signal: fetching }).catch(() => undefined);
  const anchor = anchorWeights ? await lossOf(anchorWeights) : 0;
  return { digest, losses: { before, after, anchor } };
}

/** Anyone: closes the round by the digest that this participant attested; void rounds need none. */
export async function settle(act: ActContext): Promise<void> {
  const { walk, now, due } = act;
  const known = await walk.journal.get(digestKey(act));
  // Without a digest the contract would close as undecided what others can still decide: they go first.
  const anywayAt = now.task.phaseEnd - now.task.rules.settleGrace + settleAnywayMs(now.task) / 1000;
  if (!known && !isVoid(now) && now.time < anywayAt) return;
  act.doing({ act: 'settle' });
  act.sent(await walk.chain.settle(due.round, known ? toHex(known) : ZERO_DIGEST));
}

/** Of Attest, this share may go by in waiting for updates. */
const FETCH_SHARE = 0.5;

/** From then on it is `MISSING` that is attested: it costs no stake. */
const MEASURE_SHARE = 0.9;

const digestKey = ({ now, due }: ActContext) => `digest:${due.round}:${now.round!.seed}`;

async function remember(act: ActContext, digest: Digest) {
  await act.walk.journal.set(digestKey(act), fromHex(digest));
}
