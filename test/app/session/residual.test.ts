import { beforeEach, describe, expect, test } from 'vitest';
import type { Leaderboard, RoundRow, SeatRow } from '../../../app/chain/views.ts';
import { seedOf } from '../../../app/core/random.ts';
import type { Spec } from '../../../app/core/spec.ts';
import type { ActContext } from '../../../app/session/act.ts';
import { carried, fateOf, remember } from '../../../app/session/residual.ts';
import { type Journal, memoryJournal } from '../../../app/store/journal.ts';
import { tinySpec } from '../../golden/specs.ts';

const SPARSE: Spec['update'] = { codec: 'sparse', keep: '0.5', bits: 2, rounding: 'nearest', feedback: '0.5' };
const SIZE = 3;
const digest = (round: number) => seedOf(`update ${round}`);
const ONES = new Float32Array(SIZE).fill(1);
const NOTHING = new Float32Array(SIZE);

/** A settled round in which this participant proposed. */
function row(round: number, outcome: RoundRow['outcome'], kept: boolean | undefined, measure = kept ? 200 : 2): RoundRow {
  const seat = { role: 'proposer', id: 7, seat: 0, digest: digest(round), measure, kept } as SeatRow;
  const other = { ...seat, id: 8, seat: 1, digest: seedOf('other'), kept: true, measure: 255 };
  return { round, outcome, seats: [other, seat] } as unknown as RoundRow;
}

let journal: Journal;
let rounds: RoundRow[];
beforeEach(() => {
  journal = memoryJournal();
  rounds = [];
});

function act(round: number, adoptions: number, { update = SPARSE, signal = new AbortController().signal } = {}): ActContext {
  const chain = { history: async () => ({ leaderboard: { rounds } as unknown as Leaderboard, activity: [] }) };
  const walk = { journal, chain, spec: { ...tinySpec, update }, layout: { size: SIZE, tensors: [] } };
  return { walk, signal, due: { round }, now: { task: { adoptions } } } as unknown as ActContext;
}
/** Proposes in a round: what was carried over, and what is left over now. */
async function proposed(round: number, adoptions: number, left: number): Promise<number> {
  const [over] = await carried(act(round, adoptions), NOTHING);
  await remember(act(round, adoptions), digest(round), new Float32Array(SIZE).fill(left));
  return over;
}

test('[V25] what is left over counts from the adoption on, and fades with each model adopted in between', async () => {
  expect(await proposed(1, 0, 8)).toBe(0);
  rounds.push(row(1, 'Adopted', true));
  expect(await carried(act(2, 1), ONES)).toEqual(new Float32Array(SIZE).fill(1 + 8 / 2));
  expect(await carried(act(5, 3), ONES)).toEqual(new Float32Array(SIZE).fill(1 + 8 / 8));
});

test('[V25] asking again in the same round, or after a reload, changes nothing', async () => {
  await proposed(1, 0, 8);
  expect(await carried(act(1, 0), ONES)).toEqual(ONES);
  rounds.push(row(1, 'Adopted', true));
  const [first, second] = [await proposed(2, 1, 16), await proposed(2, 1, 16)];
  expect([first, second]).toEqual([4, 4]);
});

describe('[V25] what was left over before stands where the update came to nothing', () => {
  test.each([
    ['the seat was lost before it proposed', () => undefined],
    ['another update stands on chain', () => ({ ...row(2, 'Adopted', true), seats: [row(3, 'Adopted', true).seats[1]] })],
    ['no proposal was judged', () => row(2, 'NoQuorum', undefined)],
    ['its judges could not fetch it', () => row(2, 'Adopted', false, 1)],
    ['the model was refused', () => row(2, 'Refused', true)],
    ['the round was undecided', () => row(2, 'Undecided', true)],
  ])('%s', async (_name, settled) => {
    await proposed(1, 0, 8);
    rounds.push(row(1, 'Adopted', true));
    expect(await proposed(2, 1, 100)).toBe(4);
    const end = settled();
    if (end) rounds.push(end);
    expect(await proposed(3, 1, 100)).toBe(4);
  });
});

test('[V25] where the history cannot be read, what was left over before stands', async () => {
  await proposed(1, 0, 8);
  rounds.push(row(1, 'Adopted', true));
  await proposed(2, 1, 100);
  const blind = act(3, 1);
  Object.assign(blind.walk.chain, { history: () => Promise.reject(new Error('away')) });
  expect((await carried(blind, NOTHING))[0]).toBe(4);
});

test('[V25] of an update that was left out as harmful, nothing is sent again, neither its rest nor what it had carried', async () => {
  await proposed(1, 0, 8);
  rounds.push(row(1, 'Adopted', true));
  expect(await proposed(2, 1, 100)).toBe(4);
  rounds.push(row(2, 'Adopted', false));
  expect(await carried(act(3, 1), ONES)).toEqual(ONES);
  expect(fateOf([row(2, 'Refused', false)], { round: 2, digest: digest(2) })).toBe('left-out');
  expect(fateOf([row(2, 'Adopted', false, 0)], { round: 2, digest: digest(2) })).toBe('left-out');
});

test('[V25] nothing is carried by other codecs, of another model, or of what is not finite', async () => {
  await proposed(1, 0, 8);
  rounds.push(row(1, 'Adopted', true));
  await proposed(2, 1, 8);
  expect(await carried(act(3, 1, { update: tinySpec.update }), ONES)).toBe(ONES);
  const other = act(3, 1);
  Object.assign(other.walk, { layout: { size: 5, tensors: [] } });
  expect(await carried(other, new Float32Array(5))).toEqual(new Float32Array(5));
  await remember(act(4, 1), digest(4), new Float32Array(SIZE).fill(Number.POSITIVE_INFINITY));
  rounds.push(row(4, 'Adopted', true));
  expect(await proposed(5, 2, 8)).toBe(2);
});

test('[V25] an abort ends the waiting for the history', async () => {
  await proposed(1, 0, 8);
  const stop = new AbortController();
  const waiting = act(2, 1, { signal: stop.signal });
  Object.assign(waiting.walk.chain, { history: () => new Promise(() => {}) });
  const asked = carried(waiting, ONES);
  stop.abort(new DOMException('Over', 'AbortError'));
  await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  rounds.push(row(1, 'Adopted', true));
  expect((await carried(act(2, 1), NOTHING))[0]).toBe(4);
});
