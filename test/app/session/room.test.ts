import { afterAll, expect, test } from 'vitest';
import { openChain } from '../../../app/chain/openChain.ts';
import { openWallet } from '../../../app/chain/openWallet.ts';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { seedOf } from '../../../app/core/random.ts';
import { writeSpec } from '../../../app/core/spec.ts';
import type { Digest } from '../../../app/core/words.ts';
import type { Ground } from '../../../app/session/ground.ts';
import { openRoom } from '../../../app/session/room.ts';
import type { SessionView } from '../../../app/session/views.ts';
import { realClock } from '../../../app/session/world.ts';
import { memoryJournal } from '../../../app/store/journal.ts';
import { TrainerLostError } from '../../../app/train/trainer.ts';
import { encodeModel } from '../../../app/update/model.ts';
import { clientsOf } from '../../chain.ts';
import { fakeNets } from '../../fakes/net.ts';
import { fakeStores } from '../../fakes/store.ts';
import { type FakeTrainer, fakeTrainer } from '../../fakes/trainer.ts';
import { tinySpec } from '../../golden/specs.ts';
import { openWorld } from '../chain/world.ts';

const FAST = 4;

/** A profile of a browser: its journal and locks are shared by its tabs. */
const world = await openWorld({ blockTimeS: 0.2 });
const [openStore, openNet] = [fakeStores(), fakeNets()];
const seeder = openStore();
const specDigest = await seeder.put(writeSpec(tinySpec));
const initialModel = await seeder.put(encodeModel(initialWeights(layoutOf(tinySpec), specDigest), tinySpec));
const { task } = await world.openTask(2, { specDigest, initialModel, minParticipants: 50 });
const [account, other] = world.anvil.accounts.slice(1);
const [{ wallet }, { wallet: otherWallet }] = [clientsOf(world.anvil, account), clientsOf(world.anvil, other)];
const journal = memoryJournal();
const locks = new Set<string>();
const trainers: FakeTrainer[] = [];
const gone = new Set<FakeTrainer>();
const isGone = (trainer: FakeTrainer) => gone.has(trainer);
let keys = 0;

function openTab() {
  const content = Promise.resolve({ store: openStore(), net: openNet() });
  const { client, deployment } = world;
  const ground: Ground = {
    network: { name: 'Local', chainId: deployment.chainId, rpc: world.anvil.rpc, devWallet: true },
    clock: { now: () => FAST * realClock.now(), sleep: (ms, signal) => realClock.sleep(ms / FAST, signal) },
    journal,
    listTasks: async () => [],
    chain: (address, me) => openChain({ client, deployment, task: address, pollMs: 100, ...me }),
    wallet: (facts, who) => openWallet({ client, wallet: who }, deployment, facts.address, facts.token.address),
    claimAll: async () => undefined,
    content: () => content,
    async openTrainer() {
      const trainer = fakeTrainer(layoutOf(tinySpec).size, 'tab');
      trainers.push(trainer);
      const { evaluate } = trainer;
      const lost = () => Promise.reject(new TrainerLostError({ subject: 'worker', actual: 'gone' }));
      return Object.assign(trainer, {
        evaluate: (...args: Parameters<typeof evaluate>) => (isGone(trainer) ? lost() : evaluate(...args)),
      });
    },
    chance: (): Digest => seedOf(`chance ${keys++}`),
    async lock(name) {
      if (locks.has(name)) return undefined;
      locks.add(name);
      return () => locks.delete(name);
    },
    arena: () => Promise.reject(new TypeError('no arena here')),
    funds: () => Promise.reject(new TypeError('no funds here')),
    createTask: () => Promise.reject(new TypeError('no factory here')),
    log: () => undefined,
  };
  return openRoom(ground, task);
}

type Room = ReturnType<typeof openTab>;
const rooms: Room[] = [];
const tab = () => {
  const room = openTab();
  rooms.push(room);
  return room;
};
afterAll(() => Promise.all(rooms.map((room) => room.close())));

function seen({ view }: Room, check: (view: SessionView) => boolean | undefined): Promise<SessionView> {
  return new Promise((resolve) => {
    const look = () => {
      if (!check(view.getSnapshot())) return;
      unsubscribe();
      resolve(view.getSnapshot());
    };
    const unsubscribe = view.subscribe(look);
    look();
  });
}

const rows = Array.from({ length: 200 }, (_, i) => `${i % 5},${i % 3},${i % 2},${i % 2 ? 'yes' : 'no'}`);
const source = { kind: 'files', files: [new File([['a,b,c,y', ...rows].join('\n')], 'rows.csv')] } as const;

test('[V20] a tab names its own key as operator and acts by it; its data open again after a reload', async () => {
  const first = tab();
  first.enter(wallet);
  await first.chooseData(source);
  await first.replaceOperator();
  const named = (await seen(first, ({ me, status }) => me !== undefined && status === 'following')).me!.operator;
  expect(first.view.getSnapshot().problems).toEqual([]);
  await first.close();

  const again = tab();
  again.enter(wallet);
  const { me } = await seen(again, (view) => view.me !== undefined && view.device !== undefined);
  expect(me!.operator).toBe(named);
  expect(again.data.getSnapshot()?.source).toBe('rows.csv');
});

test('[V20] a second tab reads along, and takes over once the first is closed', async () => {
  const second = tab();
  second.enter(wallet);
  await seen(second, ({ problems, warmUp }) => warmUp !== undefined && problems.some((item) => item.error === 'SecondTabError'));
  await realClock.sleep(500);
  await rooms[1].close();
  await seen(second, ({ problems, me }) => me !== undefined && problems.length === 0);
});

test('[V20] who pauses stays paused, also when another wallet enters', async () => {
  const room = rooms[2];
  room.pause();
  room.enter(otherWallet);
  await seen(room, ({ me, status }) => me?.wallet === other.address && status === 'paused');
  room.resume();
  room.enter(wallet);
  await seen(room, ({ me, status }) => me?.wallet === account.address && status === 'following');
});

test('[V20] a trainer that is lost is replaced, once', async () => {
  const room = rooms[2];
  await seen(room, ({ model }) => model?.score !== undefined);
  const before = trainers.length;
  gone.add(trainers[before - 1]);
  room.enter(otherWallet);
  // The other wallet acts from elsewhere, and is told so; nothing else is left to tell.
  await seen(room, ({ problems }) => problems.every(({ key }) => key === 'elsewhere') && trainers[before]?.evaluations.length > 0);
  await realClock.sleep(500);
  expect(trainers).toHaveLength(before + 1);
});

test('[V20] the adopted model can be taken home', async () => {
  const { digest, bytes } = await rooms[2].downloadModel();
  expect(digest).toBe(initialModel);
  expect(await seeder.digestOf(bytes)).toBe(digest);
});
