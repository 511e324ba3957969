import { describe, expect, test } from 'vitest';
import { ContractRevertError, NotEnoughGasError } from '../../../app/chain/errors.ts';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { seedOf } from '../../../app/core/random.ts';
import type { Digest } from '../../../app/core/words.ts';
import { openModels } from '../../../app/session/models.ts';
import { describe as describeError, pauseMs, verdict } from '../../../app/session/problems.ts';
import { openUpdates } from '../../../app/session/updates.ts';
import { openWorks } from '../../../app/session/works.ts';
import { UnavailableError } from '../../../app/store/store.ts';
import { encodeUpdate } from '../../../app/update/encode.ts';
import { fakeStores } from '../../fakes/store.ts';
import { tinySpec } from '../../golden/specs.ts';

const layout = layoutOf(tinySpec);
const TASK = `0x${'ab'.repeat(20)}` as const;
const BASE = seedOf('base');

describe('[V17] what becomes of an act that failed', () => {
  test.each(['RandomnessPending', 'GraceNotOver', 'WrongPhase', 'WrongRound', 'NotCommitted', 'NotRevealed', 'SeatExcused'])(
    '%s may be a node that is behind: tried again without a word',
    (revert) => expect(verdict(new ContractRevertError(revert, {}))).toBe('quiet'),
  );

  test('everything else is told, under the contract’s or the class’s name', () => {
    for (const error of [new ContractRevertError('CommitmentMismatch', {}), new NotEnoughGasError({}), new TypeError('x'), 'text'])
      expect(verdict(error)).toBe('again');
    expect(describeError(new ContractRevertError('BadMerits', {})).error).toBe('BadMerits');
    expect(describeError(new NotEnoughGasError({})).error).toBe('NotEnoughGasError');
    expect(describeError('text')).toEqual({ error: 'UnknownError', message: 'text' });
  });

  test('an abort is quiet, also deep inside', () => {
    const abort = new DOMException('The phase is over', 'AbortError');
    expect(verdict(new UnavailableError({ digest: BASE, blocks: 0 }, abort))).toBe('quiet');
  });

  test('pauses grow to an end', () => {
    expect([0, 1, 2, 3, 9].map(pauseMs)).toEqual([1_000, 1_000, 2_000, 4_000, 15_000]);
  });
});

test('[V17] what is known of work is kept for what is asked for, and forgotten for the rest', () => {
  const works = openWorks();
  works.of('follow').over = true;
  works.of('old').over = true;
  for (let i = 0; i < 100; i++) {
    works.of(`commit:${i}`);
    expect(works.of('follow').over).toBe(true);
  }
  expect(works.of('old').over).toBe(false);
  works.redo();
  expect(works.of('follow').over).toBe(false);
});

test('[V18] models are kept, fetched once, and served only as long as an anchor may need them', async () => {
  const open = fakeStores();
  const [here, there] = [open(), open()];
  const [mine, theirs] = [openModels(here, tinySpec, layout), openModels(there, tinySpec, layout)];
  const { digest } = await mine.keep(initialWeights(layout, BASE));
  expect(await mine.digestOf(initialWeights(layout, BASE))).toBe(digest);
  const got = await theirs.get(digest);
  expect(got).toEqual(initialWeights(layout, BASE));
  here.isServing = false;
  await there.drop(digest);
  expect(await theirs.get(digest)).toBe(got);
  const kept: Digest[] = [];
  for (let i = 0; i < 20; i++) kept.push((await mine.keep(initialWeights(layout, seedOf(`${i}`)))).digest);
  expect(await here.has(digest)).toBe(false);
  expect(await Promise.all(kept.slice(-11).map((item) => here.has(item)))).toEqual(Array(11).fill(true));
  expect(await mine.base({ base: `0x${'00'.repeat(32)}`, baseSeed: BASE })).toEqual(initialWeights(layout, BASE));
});

describe('updates', () => {
  const bytesOf = (proposer: number, round = 1, base = BASE) =>
    encodeUpdate({ task: TASK, round, proposer, base, delta: new Float32Array(layout.size).fill(0.5) }, tinySpec);

  test('[V19] valid, invalid and missing; what was missing is looked for again, the rest is not', async () => {
    const open = fakeStores();
    const [here, there] = [open(), open()];
    const updates = openUpdates(here, tinySpec, TASK);
    const good = await there.put(bytesOf(1));
    const stolen = await there.put(bytesOf(9));
    const late = await here.digestOf(bytesOf(3));
    const proposals = [good, stolen, late].map((digest, seat) => ({ id: seat + 1, seat, digest }));
    const receive = () => updates.receive(1, BASE, proposals, { signal: AbortSignal.timeout(50) });
    expect((await receive()).map(({ state }) => state)).toEqual(['valid', 'invalid', 'missing']);
    await there.put(bytesOf(3));
    there.isServing = true;
    const before = here.traffic().receivedBytes;
    expect((await receive()).map(({ state }) => state)).toEqual(['valid', 'invalid', 'valid']);
    expect(here.traffic().receivedBytes - before).toBe(bytesOf(3).length);
  });

  test('[V19] another digest on the same seat is another update', async () => {
    const store = fakeStores()();
    const updates = openUpdates(store, tinySpec, TASK);
    const bad = await store.put(new Uint8Array([1]));
    const good = await store.put(bytesOf(1));
    const seat = (digest: typeof good) => [{ id: 1, seat: 0, digest }];
    expect((await updates.receive(1, BASE, seat(bad), {}))[0].state).toBe('invalid');
    expect((await updates.receive(1, BASE, seat(good), {}))[0].state).toBe('valid');
    expect((await updates.receive(1, seedOf('other'), seat(good), {}))[0].state).toBe('invalid');
  });

  test('[V19] whatever bytes set off, the other updates still count', async () => {
    const store = fakeStores()();
    const good = await store.put(bytesOf(1));
    const broken = {
      ...store,
      get: (...args: Parameters<typeof store.get>) => (args[0] === good ? store.get(...args) : Promise.reject(new RangeError('boom'))),
    };
    const received = await openUpdates(broken, tinySpec, TASK).receive(
      1,
      BASE,
      [
        { id: 1, seat: 0, digest: good },
        { id: 2, seat: 1, digest: BASE },
      ],
      {},
    );
    expect(received.map(({ state }) => state)).toEqual(['valid', 'missing']);
  });

  test('[V19] updates of earlier rounds are dropped, one round later', async () => {
    const store = fakeStores()();
    const updates = openUpdates(store, tinySpec, TASK);
    const digests: Digest[] = [];
    for (const round of [1, 2, 3]) {
      const digest = await store.put(bytesOf(1, round));
      digests.push(digest);
      await updates.receive(round, BASE, [{ id: 1, seat: 0, digest }], {});
    }
    expect(await Promise.all(digests.map((digest) => store.has(digest)))).toEqual([false, true, true]);
  });
});
