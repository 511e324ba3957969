import type { Leaderboard } from '../chain/views.ts';
import { fromHex, toHex } from '../core/bytes.ts';
import { type Digest, MERIT_MISSING } from '../core/words.ts';
import { fading, withResidual } from '../update/feedback.ts';
import type { ActContext } from './act.ts';
import { ended } from './local.ts';

/**
 * What the updates of this participant could not carry, in its journal. An update is a step only once a model with it is
 * adopted: until then what it left over is `PENDING`, and what there was before stands.
 */
const PENDING = 'residual:pending';
const SETTLED = 'residual';

/** How the last proposal ended: it is in the adopted model; its judges left it out; or neither. */
export type Fate = 'entered' | 'left-out' | 'nothing';

/** `adoptions` is how many models had been adopted when it was left over. */
type Record = { readonly round: number; readonly adoptions: number; readonly digest: Digest; readonly values: Float32Array };

const HISTORY_WAIT_MS = 10_000;

/** The update's values: the difference, and what earlier updates left over, faded. */
export async function carried(act: ActContext, delta: Float32Array): Promise<Float32Array> {
  const { update } = act.walk.spec;
  if (update.codec !== 'sparse') return delta;
  const left = await leftOver(act);
  return left ? withResidual(delta, left.values, fading(update.feedback, act.now.task.adoptions - left.adoptions)) : delta;
}

/** Remembers what an update leaves over, before the update itself is. */
export async function remember(act: ActContext, digest: Digest, values: Float32Array): Promise<void> {
  const { walk, now, due } = act;
  await walk.journal.set(PENDING, pack({ round: due.round, adoptions: now.task.adoptions, digest, values }));
}

/**
 * What stands, after the fate of the last proposal. It entered: what it left over. It was left out, so its judges found it
 * harmful: nothing, lest what did harm come again. Neither (the seat was lost, the round void, the model refused, or nobody can
 * tell): what there was before, for the same base will teach the rest again.
 */
async function leftOver({ walk, due, signal }: ActContext): Promise<Record | undefined> {
  const { journal, layout } = walk;
  const pending = unpack(await journal.get(PENDING), layout.size);
  if (pending && pending.round !== due.round) {
    const soon = AbortSignal.any([signal, AbortSignal.timeout(HISTORY_WAIT_MS)]);
    const history = await ended(walk.chain.history(), soon).catch(() => undefined);
    signal.throwIfAborted();
    const fate = fateOf(history?.leaderboard.rounds ?? [], pending);
    if (fate === 'entered') await journal.set(SETTLED, pack(pending));
    if (fate === 'left-out') await journal.delete(SETTLED);
    await journal.delete(PENDING);
  }
  return unpack(await journal.get(SETTLED), layout.size);
}

export function fateOf(rounds: Leaderboard['rounds'], { round, digest }: Pick<Record, 'round' | 'digest'>): Fate {
  const row = rounds.find((item) => item.round === round);
  const seat = row?.seats.find((item) => item.role === 'proposer' && item.digest === digest);
  if (seat?.kept === undefined || seat.measure === MERIT_MISSING) return 'nothing';
  if (!seat.kept) return 'left-out';
  return row?.outcome === 'Adopted' ? 'entered' : 'nothing';
}

const HEAD_BYTES = 40;

function pack({ round, adoptions, digest, values }: Record): Uint8Array {
  const bytes = new Uint8Array(HEAD_BYTES + 4 * values.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, round, true);
  view.setUint32(4, adoptions, true);
  bytes.set(fromHex(digest), 8);
  for (let i = 0; i < values.length; i++) view.setFloat32(HEAD_BYTES + 4 * i, values[i], true);
  return bytes;
}

/** Undefined where there is none for a model of this size, or one with values that are not finite. */
function unpack(bytes: Uint8Array | undefined, size: number): Record | undefined {
  if (bytes?.length !== HEAD_BYTES + 4 * size) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float32Array(size);
  for (let i = 0; i < size; i++) values[i] = view.getFloat32(HEAD_BYTES + 4 * i, true);
  if (!values.every(Number.isFinite)) return undefined;
  return { round: view.getUint32(0, true), adoptions: view.getUint32(4, true), digest: toHex(bytes.subarray(8, HEAD_BYTES)), values };
}
