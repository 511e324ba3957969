import type { RoundFacts } from '../chain/views.ts';
import { BaseError } from '../core/errors.ts';
import { commitment, keccakWords, salt } from '../core/hashes.ts';
import { MAX_SEATS, MERIT_INVALID, MERIT_MISSING, type Merits, type Weights } from '../core/words.ts';
import { UnavailableError } from '../store/store.ts';
import { DivergedError } from '../train/trainer.ts';
import type { ActContext } from './act.ts';
import { baseName } from './due.ts';
import { needed } from './local.ts';
import { opinions } from './opinions.ts';
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

/** By then an own update that the spec compares with is fitted, or done without. */
const FIT_SHARE = 0.75;

/** From then on what is not judged yet counts as not fetched: an opinion that comes too late costs stake. */
const JUDGE_SHARE = 0.9;

/** One byte per proposer seat, measured as the spec says; what could not be measured in time counts as not fetched. */
async function judge(act: ActContext, received: readonly Received[]): Promise<Merits> {
  const { walk, now, signal } = act;
  const merits: Merits = new Uint8Array(MAX_SEATS);
  for (const { seat, state } of received) if (state !== 'valid') merits[seat] = state === 'missing' ? MERIT_MISSING : MERIT_INVALID;
  const updates = received.filter((item) => item.state === 'valid').map(({ seat, delta }) => ({ seat, delta: delta! }));
  if (updates.length === 0) return merits;
  const deadline = act.beforeEnd(JUDGE_SHARE);
  for (const { seat } of updates) merits[seat] = MERIT_MISSING;

  const local = needed(walk.local);
  act.doing({ act: 'judge', progress: 0 });
  const until = AbortSignal.any([signal, deadline]);
  try {
    const base = (await walk.models.base(now.task, { signal: until }))!;
    const own = await ownUpdate(act, base, until);
    const lastMove = await moveTo(act, base, until);
    local.stopFit();
    const lossOf = async (weights: Float32Array) => (await local.evaluate(weights, { signal: until })).loss;
    let done = 0;
    for await (const { seat, merit } of opinions({ spec: walk.spec, base, updates, own, lastMove, lossOf })) {
      merits[seat] = merit;
      act.progress(++done / updates.length);
    }
  } catch (error) {
    if (signal.aborted || !deadline.aborted) throw error;
  }
  return merits;
}

/** What this voter would have proposed, where the spec compares with it: fitted while it warmed up, or now. */
async function ownUpdate(act: ActContext, base: Weights, signal: AbortSignal): Promise<Float32Array | undefined> {
  const { walk, now } = act;
  if (walk.spec.merit.name === 'step') return undefined;
  const soon = AbortSignal.any([signal, act.beforeEnd(FIT_SHARE)]);
  try {
    const { weights } = await needed(walk.local).fit(baseName(now.task), base, { signal: soon });
    return weights.map((value, i) => value - base[i]);
  } catch (error) {
    if (signal.aborted || !(soon.aborted || error instanceof DivergedError)) throw error;
    return undefined;
  }
}

/** The move from the model adopted before to the base, where the spec asks who repeats it; without its bytes nobody is asked. */
async function moveTo(act: ActContext, base: Weights, signal: AbortSignal): Promise<Float32Array | undefined> {
  const { walk, now } = act;
  if (walk.spec.merit.name === 'step' || now.task.adoptions < 2) return undefined;
  const soon = AbortSignal.any([signal, act.beforeEnd(FETCH_SHARE)]);
  try {
    const before = await walk.models.get(await walk.chain.adoptedAt(now.task.adoptions - 2), { signal: soon });
    return base.map((value, i) => value - before[i]);
  } catch (error) {
    if (signal.aborted || !(soon.aborted || error instanceof UnavailableError)) throw error;
    return undefined;
  }
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
