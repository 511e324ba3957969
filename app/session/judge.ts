import { meanDelta, stepped } from '../aggregate/aggregate.ts';
import { clipped } from '../aggregate/clip.ts';
import { commitment, salt } from '../core/hashes.ts';
import { meritOf } from '../core/judge.ts';
import { MAX_SEATS, MERIT_INVALID, MERIT_MISSING, type Merits } from '../core/words.ts';
import type { ActContext } from './act.ts';
import { needed } from './local.ts';
import type { Received } from './updates.ts';

/**
 * Voter: fetches every update, measures on the own test part what each adds, and commits to the merits. The merits are
 * in the journal before the commitment is sent; a round that was committed to is never judged again.
 */
export async function commit(act: ActContext): Promise<void> {
  const { walk, due, signal } = act;
  const key = meritsKey(due.round);
  let merits: Merits | undefined = await walk.journal.get(key);
  if (!merits) {
    const { proposals } = await walk.chain.seatFacts(due.round);
    act.doing({ act: 'fetch', progress: 0 });
    const deadline = AbortSignal.any([signal, act.beforeEnd(FETCH_SHARE)]);
    const received = await walk.updates.receive(due.round, act.now.round!.base, proposals, { signal: deadline, onProgress: act.progress });
    signal.throwIfAborted();
    merits = await judge(act, received);
    await walk.journal.set(key, merits);
  }
  const secret = saltOf(act);
  act.doing({ act: 'commit' });
  act.sent(
    await walk.chain.commit(
      due.round,
      due.seat!.seat,
      commitment(walk.chain.chainId, walk.chain.task, due.round, due.seat!.id, merits, secret),
    ),
  );
}

/** Voter: opens the commitment. */
export async function reveal(act: ActContext): Promise<void> {
  const { walk, due } = act;
  act.doing({ act: 'reveal' });
  const merits = await walk.journal.get(meritsKey(due.round));
  if (!merits) return;
  act.sent(await walk.chain.reveal(due.round, due.seat!.seat, merits, saltOf(act)));
}

/** Of Commit, this share may go by before judging starts without what has not arrived. */
const FETCH_SHARE = 0.6;

/** One byte per proposer seat, measured as the spec says: what a step of length 1/P along the clipped update gains. */
async function judge(act: ActContext, received: readonly Received[]): Promise<Merits> {
  const { walk, now, signal } = act;
  const merits: Merits = new Uint8Array(MAX_SEATS);
  for (const { seat, state } of received) if (state !== 'valid') merits[seat] = state === 'missing' ? MERIT_MISSING : MERIT_INVALID;
  const valid = received.filter((item) => item.state === 'valid').map(({ seat, delta }) => ({ seat, delta: delta! }));
  if (valid.length === 0) return merits;

  const local = needed(walk.local);
  local.stopFit();
  act.doing({ act: 'judge', progress: 0 });
  const base = (await walk.models.base(now.task, { signal }))!;
  const lossOf = async (weights: Float32Array) => (await local.evaluate(weights, { signal })).loss;
  const deltas = clipped(valid, walk.spec.aggregation);
  const lossBase = await lossOf(base);
  const lossMean = await lossOf(stepped(base, meanDelta(deltas, base.length), 1));
  for (const [i, { seat, delta }] of deltas.entries()) {
    const lossStep = await lossOf(stepped(base, delta, 1 / deltas.length));
    const { gain, floor } = walk.spec.merit;
    merits[seat] = meritOf({ lossBase, lossStep, lossMean, proposals: deltas.length, gain, floor });
    act.progress((i + 1) / deltas.length);
  }
  return merits;
}

const meritsKey = (round: number) => `merits:${round}`;

function saltOf({ walk, due }: ActContext) {
  return salt(walk.operatorKey, walk.chain.chainId, walk.chain.task, due.round, 'commit');
}
