import { expect, test, vi } from 'vitest';
import { canonicalBytes } from '../../../app/core/canonical.ts';
import { writeSpec } from '../../../app/core/spec.ts';
import type { Address, Digest } from '../../../app/core/words.ts';
import { cell } from '../../../app/session/cell.ts';
import type { Doorstep, Ground, OpenRoom } from '../../../app/session/ground.ts';
import { openHouse } from '../../../app/session/open.ts';
import type { MeView, SessionView, TaskView } from '../../../app/session/views.ts';
import { realClock } from '../../../app/session/world.ts';
import { memoryJournal } from '../../../app/store/journal.ts';
import { fakeHouse } from '../../fakes/house.ts';
import { fakeStores } from '../../fakes/store.ts';
import { tinySpec } from '../../golden/specs.ts';

const FAST = 400;
const [facts] = fakeHouse({ me: 'idle' }).tasks.getSnapshot().tasks;

/** A doorstep with tasks of these digests; `touch` is the first touch of the page. */
function doorstep(digests: readonly Digest[], more: Partial<Doorstep> = {}, me?: MeView) {
  const store = fakeStores()();
  let touch: (value: unknown) => void = () => undefined;
  const seen = { dialled: 0, opened: 0, closed: 0 };
  const log: string[] = [];
  const tasks = digests.map((specDigest, i): TaskView => ({ ...facts, spec: undefined, specDigest, address: at(i) }));
  const ground = {
    journal: more.journal ?? memoryJournal(),
    async content() {
      seen.dialled++;
      return { store };
    },
  } as unknown as Ground;
  const step: Doorstep = {
    network: { name: 'Local', chainId: 1, rpc: 'http://127.0.0.1:1', devWallet: true },
    clock: { now: realClock.now, sleep: (ms, signal) => realClock.sleep(ms / FAST, signal) },
    journal: ground.journal,
    listTasks: async () => tasks,
    specs: [],
    touched: new Promise((resolve) => {
      touch = resolve;
    }),
    log: (line) => log.push(line),
    inside: async () => ({
      ground,
      workshop: () => Promise.reject(new TypeError('no workshop here')),
      openRoom(address) {
        seen.opened++;
        const view = cell({ me, task: { ...facts, address } } as SessionView);
        return { address, view, close: async () => void seen.closed++ } as unknown as OpenRoom;
      },
    }),
    ...more,
  };
  return { house: openHouse(step), store, seen, log, touch: () => touch(undefined) };
}

const at = (i: number) => `0x${String(i + 1).padStart(40, '0')}` as Address;
const bytes = writeSpec(tinySpec);
const digest = await fakeStores()().digestOf(bytes);
const titles = (house: ReturnType<typeof openHouse>) => house.tasks.getSnapshot().tasks.map((task) => task.spec?.title);
const faults = (house: ReturnType<typeof openHouse>) => house.tasks.getSnapshot().tasks.map((task) => task.specError);

test('[V21] a first visit knows the specs that came with the page, and dials nobody', async () => {
  const { house, seen } = doorstep([digest], { specs: ['{"not":"it"}', new TextDecoder().decode(bytes)] });
  await vi.waitFor(() => expect(titles(house)).toEqual([tinySpec.title]));
  expect(seen.dialled).toBe(0);
});

test('[V21] what the page lacks is fetched from peers with the first touch, and known at once on the next visit', async () => {
  const journal = memoryJournal();
  const first = doorstep([digest], { journal });
  await first.store.put(bytes);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect([titles(first.house), first.seen.dialled]).toEqual([[undefined], 0]);
  first.touch();
  await vi.waitFor(() => expect(titles(first.house)).toEqual([tinySpec.title]));
  const second = doorstep([digest], { journal });
  await vi.waitFor(() => expect(titles(second.house)).toEqual([tinySpec.title]));
  expect(second.seen.dialled).toBe(0);
});

test('[V21] a record that was damaged hides nothing', async () => {
  const journal = memoryJournal();
  await journal.set(`spec:${digest}`, new Uint8Array([1, 2, 3]));
  const { house, store, touch } = doorstep([digest], { journal });
  await store.put(bytes);
  touch();
  await vi.waitFor(() => expect(titles(house)).toEqual([tinySpec.title]));
});

test('[V22] the list names a spec that is not valid once and for all, and goes on looking for one that nobody has', async () => {
  const invalid = canonicalBytes({ version: 1, title: 'no spec' });
  const { house, store, seen, touch } = doorstep([await store0(invalid), digest]);
  await store.put(invalid);
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => timeout(20));
  touch();
  await vi.waitFor(() => expect(faults(house)).toEqual(['InvalidSpecError', 'SpecUnavailableError']));
  const before = seen.dialled;
  await vi.waitFor(() => expect(seen.dialled).toBeGreaterThan(before + 2));
  vi.restoreAllMocks();
  await store.put(bytes);
  await vi.waitFor(() => expect(faults(house)).toEqual(['InvalidSpecError', undefined]));
});

const store0 = (content: Uint8Array) => fakeStores()().digestOf(content);
const pause = () => new Promise((resolve) => setTimeout(resolve, 120));

test('[V23] a task that was only looked at is closed a while after the last look; coming back before keeps it', async () => {
  const { house, seen } = doorstep([]);
  const room = await house.room(at(0));
  const [leave, leaveToo] = [house.visit(at(0)), house.visit(at(0))];
  leave();
  await pause();
  expect(seen.closed).toBe(0);
  leaveToo();
  const again = house.visit(at(0));
  await pause();
  expect([await house.room(at(0)), seen.closed]).toEqual([room, 0]);
  again();
  await vi.waitFor(() => expect(seen.closed).toBe(1));
  await house.room(at(0));
  expect(seen.opened).toBe(2);
});

test('[V23] a task that this tab works for goes on when the person looks elsewhere', async () => {
  const me = (await fakeHouse({ me: 'idle' }).room('0x')).view.getSnapshot().me;
  const { house, seen } = doorstep([], {}, me);
  await house.room(at(0));
  house.visit(at(0))();
  await pause();
  expect(seen.closed).toBe(0);
});

test('[I39] without the chain the list opens with what it showed last, marked as old', async () => {
  const journal = memoryJournal();
  const first = doorstep([digest], { journal, specs: [new TextDecoder().decode(bytes)] });
  await vi.waitFor(() => expect(titles(first.house)).toEqual([tinySpec.title]));
  await vi.waitFor(async () => expect(await journal.get('last:tasks')).toBeDefined());
  const lost = () => Promise.reject(new TypeError('no chain'));
  const second = doorstep([digest], { journal, specs: [new TextDecoder().decode(bytes)], listTasks: lost });
  await vi.waitFor(() => expect(titles(second.house)).toEqual([tinySpec.title]));
  expect(second.house.tasks.getSnapshot()).toMatchObject({ status: 'ready', stale: true });
  expect(second.house.tasks.getSnapshot().tasks[0].pool).toBe(facts.pool);
});
