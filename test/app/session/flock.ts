import { createPublicClient, decodeFunctionData, http, type PublicClient } from 'viem';
import { federatedTaskAbi } from '../../../app/chain/abi.gen.ts';
import type { Chain } from '../../../app/chain/chain.ts';
import type { TaskConfig } from '../../../app/chain/config.ts';
import { openChain } from '../../../app/chain/openChain.ts';
import type { RoundRow } from '../../../app/chain/views.ts';
import { layoutOf } from '../../../app/core/layout.ts';
import type { Spec } from '../../../app/core/spec.ts';
import type { Digest } from '../../../app/core/words.ts';
import { cell } from '../../../app/session/cell.ts';
import type { SessionView } from '../../../app/session/views.ts';
import { startWalk } from '../../../app/session/walk.ts';
import { type Clock, realClock, type World } from '../../../app/session/world.ts';
import { type Journal, memoryJournal } from '../../../app/store/journal.ts';
import { type Player, STAKE, type TestWorld } from '../../chain.ts';
import { type FakeNet, fakeNets } from '../../fakes/net.ts';
import { type FakeStore, fakeStores } from '../../fakes/store.ts';
import { type FakeTrainer, fakeTrainer } from '../../fakes/trainer.ts';
import { tinySpec } from '../../golden/specs.ts';
import { openWorld } from '../chain/world.ts';

const POLL_MS = 100;
const POLLING_MS = 50;
/** What an update cannot carry goes on into the next one: who begins anew has to find it. */
export const SPEC: Spec = { ...tinySpec, update: { codec: 'sparse', keep: '0.5', bits: 3, rounding: 'stochastic', feedback: '0.9' } };
/** Of the beacon: draws can be repeated. */
export const SEED = 7n;
const SIZE = layoutOf(SPEC).size;

/** Windows that nobody who acts ever waits for. */
export const CALM: Partial<TaskConfig> = {
  proposeWindow: 120,
  commitWindow: 120,
  revealWindow: 120,
  attestWindow: 120,
  minParticipants: 6,
};

/** What is odd about a participant: each part of its world, changed. */
export type Oddity = Partial<{
  step: number;
  fitMs: number;
  chain(real: Chain): Chain;
  store(real: FakeStore): FakeStore;
  journal(real: Journal): Journal;
  clock: Clock;
}>;

/** One participant: what survives its tab, and the tab that runs now. */
export type Member = {
  readonly name: string;
  readonly player: Player;
  readonly store: FakeStore;
  readonly net: FakeNet;
  readonly log: string[];
  /** Of all its tabs so far. */
  readonly trainers: FakeTrainer[];
  /** False: its node does not answer. */
  isReached: boolean;
  odd: Oddity;
  /** Of the tab that is open. */
  readonly view: ReturnType<typeof cell<SessionView>>;
  /** Opens a tab on what survived. */
  start(): void;
  stop(): Promise<void>;
  /** Ends as a crash does: nothing that the tab still does arrives anywhere. */
  kill(): void;
};

export type Flock = { readonly world: TestWorld; readonly members: readonly Member[]; readonly config: TaskConfig; stop(): Promise<void> };

/** A real chain with blocks five times a second, and `count` participants over one pretended network. */
export async function openFlock(count: number, rules: Partial<TaskConfig> = {}, stake = STAKE): Promise<Flock> {
  const world = await openWorld({ blockTimeS: 0.2, seed: SEED });
  const { task, players, config } = await world.openTask(count, { ...CALM, ...rules }, stake);
  const [openStore, openNet] = [fakeStores(), fakeNets()];
  const members = players.map((player, i) => openMember(`member ${i + 1}`, player, openStore(), openNet()));

  function openMember(name: string, player: Player, store: FakeStore, net: FakeNet): Member {
    const journal = memoryJournal();
    let walk: ReturnType<typeof startWalk> | undefined;
    let cut = () => {};
    let tabs = 0;
    const member: Member = {
      name,
      player,
      store,
      net,
      log: [],
      trainers: [],
      isReached: true,
      odd: {},
      view: cell(EMPTY),
      start() {
        const { odd } = member;
        let isAlive = true;
        cut = () => {
          isAlive = false;
        };
        const client = clientOf(world, () => isAlive && member.isReached);
        const chain = openChain({
          client,
          deployment: world.deployment,
          task,
          operatorKey: player.operatorKey,
          wallet: player.account.address,
          pollMs: POLL_MS,
        });
        const parts: World = {
          chain: odd.chain ? odd.chain(chain) : chain,
          store: odd.store ? odd.store(store) : store,
          net,
          journal: odd.journal ? odd.journal(journal) : journal,
          clock: odd.clock ?? realClock,
          operatorKey: player.operatorKey,
          log: (line) => void member.log.push(line),
        };
        const trainer = fakeTrainer(SIZE, name, odd);
        member.trainers.push(trainer);
        const view = cell(EMPTY);
        const tab = ++tabs;
        view.subscribe(() => {
          if (tab === tabs) member.view.set(view.getSnapshot());
        });
        walk = startWalk(parts, { spec: SPEC, trainer, warmsUp: false, acts: true }, view);
      },
      async stop() {
        const ending = walk;
        walk = undefined;
        await ending?.stop();
      },
      kill() {
        cut();
        void walk?.stop();
        walk = undefined;
      },
    };
    return member;
  }

  return { world, members, config, stop: async () => void (await Promise.all(members.map((member) => member.stop()))) };
}

const EMPTY: SessionView = { status: 'starting', doing: { act: 'wait' }, steps: [], curve: [], bytesOut: {}, activity: [], problems: [] };

function clientOf({ anvil, client }: TestWorld, isReached: () => boolean): PublicClient {
  const fetchFn: typeof fetch = (...args) => (isReached() ? fetch(...args) : Promise.reject(new TypeError('fetch failed')));
  return createPublicClient({
    chain: client.chain,
    transport: http(anvil.rpc, { retryCount: 0, fetchFn }),
    pollingInterval: POLLING_MS,
    cacheTime: 0,
  });
}

/** Resolves with the view once `test` holds. */
export function seen({ view }: Member, test: (view: SessionView) => boolean | undefined): Promise<SessionView> {
  return new Promise((resolve) => {
    const look = () => {
      if (!test(view.getSnapshot())) return;
      unsubscribe();
      resolve(view.getSnapshot());
    };
    const unsubscribe = view.subscribe(look);
    look();
  });
}

/** The task has ended and this participant holds its last model. */
export async function ended(member: Member): Promise<Digest> {
  const { task } = await seen(member, ({ task: now, model }) => now?.phase === 'Finished' && model?.digest === now.base);
  return task!.base;
}

const ONCE = ['propose', 'commit', 'reveal', 'attest'];

/** The acts of a seat that an operator sent, as `act round`, in order, and how many of its transactions were in vain. */
export async function sentBy({ world }: Flock, member: Member): Promise<{ acts: readonly string[]; failed: number }> {
  const { client } = world;
  const head = await client.getBlockNumber();
  const acts: string[] = [];
  let failed = 0;
  for (let number = 0n; number <= head; number++) {
    const { transactions } = await client.getBlock({ blockNumber: number, includeTransactions: true });
    for (const { from, input, hash } of transactions) {
      if (from.toLowerCase() !== member.player.chain.operator?.toLowerCase() || input === '0x') continue;
      const { functionName, args } = decodeFunctionData({ abi: federatedTaskAbi, data: input });
      if (!ONCE.includes(functionName)) continue;
      acts.push(`${functionName} ${args?.[0]}`);
      if ((await client.getTransactionReceipt({ hash })).status === 'reverted') failed++;
    }
  }
  return { acts, failed };
}

/** The rows of all settled rounds. */
export async function roundsOf({ members }: Flock): Promise<readonly RoundRow[]> {
  return (await members[0].player.chain.history()).leaderboard.rounds;
}
