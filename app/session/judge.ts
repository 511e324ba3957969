import { meanDelta, stepped } from '../aggregate/aggregate.ts';
import { clipped } from '../aggregate/clip.ts';
import type { RoundFacts } from '../chain/views.ts';
import { BaseError } from '../core/errors.ts';
import { commitment, keccakWords, salt } from '../core/hashes.ts';
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
  const { proposals } = await walk.chain.seatFacts(due.round);
  const key = meritsKey(act, proposals);
  let merits: Merits | undefined = await walk.journal.get(key);
  if (!merits) {
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
  const { proposals } = await walk.chain.seatFacts(due.round);
  const merits = await walk.journal.get(meritsKey(act, proposals));
  if (!merits) throw new LostMeritsError({ round: due.round });
  act.sent(await walk.chain.reveal(due.round, due.seat!.seat, merits, saltOf(act)));
}

/** Of Commit, this share may go by before judging starts without what has not arrived. */
const FETCH_SHARE = 0.6;

/** From then on what is not judged yet counts as not fetched: an opinion that comes too late costs stake. */
const JUDGE_SHARE = 0.9;

/** One byte per proposer seat, measured as the spec says: what a step of length 1/P along the clipped update gains. */
async function judge(act: ActContext, received: readonly Received[]): Promise<Merits> {
  const { walk, now, signal } = act;
  const merits: Merits = new Uint8Array(MAX_SEATS);
  for (const { seat, state } of received) if (state !== 'valid') merits[seat] = state === 'missing' ? MERIT_MISSING : MERIT_INVALID;
  const valid = received.filter((item) => item.state === 'valid').map(({ seat, delta }) => ({ seat, delta: delta! }));
  if (valid.length === 0) return merits;
  const deadline = act.beforeEnd(JUDGE_SHARE);
  for (const { seat } of valid) merits[seat] = MERIT_MISSING;

  const local = needed(walk.local);
  local.stopFit();
  act.doing({ act: 'judge', progress: 0 });
  const until = AbortSignal.any([signal, deadline]);
  try {
    const base = (await walk.models.base(now.task, { signal: until }))!;
    const lossOf = async (weights: Float32Array) => (await local.evaluate(weights, { signal: until })).loss;
    const deltas = clipped(valid, walk.spec.aggregation);
    const lossBase = await lossOf(base);
    const lossMean = await lossOf(stepped(base, meanDelta(deltas, base.length), 1));
    for (const [i, { seat, delta }] of deltas.entries()) {
      const lossStep = await lossOf(stepped(base, delta, 1 / deltas.length));
      const { gain, floor } = walk.spec.merit;
      merits[seat] = meritOf({ lossBase, lossStep, lossMean, proposals: deltas.length, gain, floor });
      act.progress((i + 1) / deltas.length);
    }
  } catch (error) {
    if (signal.aborted || !deadline.aborted) throw error;
  }
  return merits;
}

/** Of these proposals in this draw: after a reorganisation the same number may stand for another round. */
function meritsKey({ now, due }: ActContext, proposals: RoundFacts['proposals']) {
  return `merits:${due.round}:${keccakWords(now.round!.seed, now.round!.base, ...proposals.map(({ digest }) => digest))}`;
}

function saltOf({ walk, due }: ActContext) {
  return salt(walk.operatorKey, walk.chain.chainId, walk.chain.task, due.round, 'commit');
}

/** The journal no longer has what was committed to: the commitment cannot be opened. */
export class LostMeritsError extends BaseError {
  constructor(facts: { round: number }) {
    super('The sealed judgement is lost', facts);
  }
}
