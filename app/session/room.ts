import type { Chain, ChainWallet, Sent } from '../chain/chain.ts';
import { NoOperatorError } from '../chain/openChain.ts';
import type { TaskFacts } from '../chain/views.ts';
import type { Wallet } from '../chain/wallet.ts';
import { fromHex, toHex } from '../core/bytes.ts';
import { BaseError, isAbort } from '../core/errors.ts';
import { initialWeights, layoutOf } from '../core/layout.ts';
import type { Spec } from '../core/spec.ts';
import { type Address, type Digest, ZERO_DIGEST } from '../core/words.ts';
import { readExample } from '../data/example.ts';
import type { Trainer } from '../train/trainer.ts';
import { decodeModel, encodeModel, maxModelBytes } from '../update/model.ts';
import { cell } from './cell.ts';
import { type LocalData, openData, packData, unpackData } from './data.ts';
import { mySeat } from './due.ts';
import { examine, trainAlone } from './examine.ts';
import type { Ground, OpenRoom } from './ground.ts';
import type { ExamplesView, OnTx } from './house.ts';
import { keepLast, readLast } from './last.ts';
import { NeedsDataError } from './local.ts';
import { checkPassport } from './passport.ts';
import { describe, pauseMs } from './problems.ts';
import { scoped } from './scoped.ts';
import { fetchSpec, isHopeless } from './spec.ts';
import type { Activity, Leaderboard, SessionView, TaskView } from './views.ts';
import { startWalk } from './walk.ts';

const SPEC_WAIT_MS = 12_000;
const LOOK_PAUSE_MS = 2_000;
const GIFT_FACTOR = 3n;
const BOARD_PAUSE_MS = 1_500;
const LOCK_PAUSE_MS = 5_000;

/**
 * One task in one tab. It follows the chain from the start; with data it warms up; with a wallet whose operator key it
 * holds it takes its seats. Whatever changes (wallet, data, key), the walk is started anew from chain, store and journal.
 */
export function openRoom(ground: Ground, address: Address): OpenRoom {
  const { journal, clock } = ground;
  const view = cell<SessionView>({
    status: 'starting',
    doing: { act: 'wait' },
    steps: [],
    curve: [],
    bytesOut: {},
    activity: [],
    problems: [],
  });
  const board = cell<Leaderboard | undefined>(undefined);
  const data = cell<ExamplesView | undefined>(undefined);
  const closing = new AbortController();

  let entered: Wallet | undefined;
  let local: (LocalData & { trainer: Trainer }) | undefined;
  let walk: ReturnType<typeof startWalk> | undefined;
  let chain: Chain = ground.chain(address, {});
  let unlock: (() => void) | undefined;
  let changes: Promise<void> = Promise.resolve();
  let paused = false;

  /** Of the wallet that is entered now; taken once by whatever takes its time, as another one may enter meanwhile. */
  const keyName = () => `operator:${ground.network.chainId}:${address.toLowerCase()}:${entered?.account.address.toLowerCase()}`;
  const name = (what: string) => `${what}:${ground.network.chainId}:${address.toLowerCase()}`;
  const problem = (key: string, error: unknown, retrying: boolean) => {
    const { problems, task } = view.getSnapshot();
    const entry = { key, time: task?.time ?? 0, ...describe(error), retrying };
    view.patch({ problems: [...problems.filter((item) => item.key !== key), entry] });
    if (key === 'spec' && task) view.patch({ task: { ...task, specError: entry.error } });
  };
  const solved = (key: string) => view.patch({ problems: view.getSnapshot().problems.filter((item) => item.key !== key) });

  /** Tries until it works or the room is closed; the person sees why it does not yet. */
  async function insist<T>(key: string, work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      closing.signal.throwIfAborted();
      try {
        const result = await work();
        solved(key);
        return result;
      } catch (error) {
        if (isAbort(error) && closing.signal.aborted) throw error;
        problem(key, error, !isHopeless(error));
        await clock.sleep(pauseMs(tries), closing.signal);
      }
    }
  }

  const task: Promise<TaskFacts> = insist('chain', async () => (await ground.chain(address, {}).now()).task);
  /** As it was at the last visit, until the chain answers; a problem says that it does not. */
  void readLast<Last>(journal, name('last')).then((last) => {
    if (!last || view.getSnapshot().task) return;
    view.patch({ task: last.task, activity: last.activity });
    board.set(last.board);
  });
  const spec: Promise<Spec> = task.then(async ({ specDigest }) => {
    view.patch({ task: await task });
    const found = new AbortController();
    void lookOn(AbortSignal.any([closing.signal, found.signal]));
    const soon = () => AbortSignal.any([closing.signal, AbortSignal.timeout(SPEC_WAIT_MS)]);
    const known = await insist('spec', () => fetchSpec(ground, specDigest, soon()));
    found.abort();
    view.patch({ task: { ...view.getSnapshot().task!, spec: known } });
    return known;
  });
  /** Without a spec there is no walk; whoever has staked still sees the task and can take the stake out. */
  async function lookOn(signal: AbortSignal): Promise<void> {
    for (;;) {
      await clock.sleep(LOOK_PAUSE_MS, signal);
      if (signal.aborted) return;
      const read = ground.chain(address, { wallet: entered?.account.address }).now();
      const now = await read.catch((error: unknown) => problem('chain', error, true));
      if (!now || signal.aborted) continue;
      solved('chain');
      view.patch({ task: { ...now.task, specError: view.getSnapshot().task?.specError }, round: now.round, me: now.me });
    }
  }
  const splitSeed = () => remembered(ground, name('split'));

  /** One change of the walk after another. */
  function change(work: () => Promise<void>): Promise<void> {
    const next = changes.then(work);
    changes = next.catch(() => undefined);
    return next;
  }

  /** A tab that closed between sending a new operator's name and hearing of it finds the key beside the old one. */
  async function promoteKey(wallet: Address | undefined, key: string): Promise<void> {
    const fresh = wallet && (await journal.get(`${key}:next`));
    if (!fresh) return;
    const { operator } = ground.chain(address, { operatorKey: toHex(fresh) });
    const { me } = await ground.chain(address, { wallet }).now();
    if (!operator || me?.operator.toLowerCase() !== operator.toLowerCase()) return;
    const old = await journal.get(key);
    await journal.set(key, fresh);
    await journal.delete(`${key}:next`);
    // Too few coins to send are no trouble, and what is lost here is small change.
    if (old)
      await ground
        .chain(address, { operatorKey: toHex(old) })
        .sweep(wallet)
        .catch((error) => ground.log(describe(error).message));
  }

  async function restart(): Promise<void> {
    await walk?.stop();
    walk = undefined;
    unlock?.();
    unlock = undefined;
    if (closing.signal.aborted) return;
    const [wallet, key] = [entered?.account.address, keyName()];
    await promoteKey(wallet, key);
    const stored = wallet && (await journal.get(key));
    // A second tab of the same wallet reads along; it never takes the first one's place.
    unlock = stored && (await ground.lock(key));
    const acts = stored !== undefined && unlock !== undefined;
    if (!stored || unlock) solved('tab');
    else {
      problem('tab', new SecondTabError(), true);
      void takeOver(key);
    }
    const operatorKey = acts ? toHex(stored) : undefined;
    chain = ground.chain(address, { wallet, operatorKey });
    if (wallet && !stored) void tellElsewhere(wallet, key);
    else solved('elsewhere');
    const { store, net } = await ground.content();
    view.patch({ status: 'starting', me: undefined, device: local?.trainer.device });
    const world = {
      chain,
      store,
      net,
      journal: scoped(journal, `${key}:`),
      clock,
      operatorKey: operatorKey ?? ground.chance(),
      aggregate: ground.aggregate,
      log: ground.log,
    };
    const trainer = local?.trainer;
    const onTrainerLost = () => void change(() => reopenTrainer(trainer)).catch((error) => problem('trainer', error, false));
    walk = startWalk(world, { spec: await spec, trainer, warmsUp: true, acts, paused, onTrainerLost }, view);
  }

  /** Who takes part with a key that this browser does not hold is told so: nothing here acts for the seat. */
  async function tellElsewhere(wallet: Address, key: string): Promise<void> {
    const now = await ground
      .chain(address, { wallet })
      .now()
      .catch(() => undefined);
    if (!now || key !== keyName() || (await journal.get(key))) return;
    const { me, task: facts } = now;
    const isOver = facts.phase === 'Finished' || facts.phase === 'Aborted';
    if (me && !isOver && (me.active || me.benched || me.seat)) problem('elsewhere', new NoOperatorError({ task: address }), false);
    else solved('elsewhere');
  }

  /** Waits until the other tab is gone, and works in its place. */
  async function takeOver(key: string): Promise<void> {
    for (;;) {
      await clock.sleep(LOCK_PAUSE_MS, closing.signal);
      if (closing.signal.aborted || unlock || key !== keyName()) return;
      const free = await ground.lock(key);
      if (!free) continue;
      free();
      return renew();
    }
  }

  /** Starts the walk anew, until it works. */
  const renew = () => change(() => insist('start', restart)).catch(ended);
  /** A room that is closed starts nothing more. */
  const ended = (error: unknown) => {
    if (!closing.signal.aborted) problem('start', error, false);
  };

  async function openLocal(opened: LocalData): Promise<void> {
    const trainer = await ground.openTrainer({ spec: await spec, dataset: opened.dataset, split: opened.split });
    const before = local;
    local = { ...opened, trainer };
    ground.log(`trains on ${trainer.device.backend} (${trainer.device.description})`);
    await insist('start', restart);
    await before?.trainer.close();
  }

  /** The worker or the GPU is gone: another one on the same data, unless that has happened already. */
  async function reopenTrainer(lost: Trainer | undefined): Promise<void> {
    if (local && local.trainer === lost) await openLocal(local);
  }

  async function takeData(opened: LocalData): Promise<void> {
    await change(() => openLocal(opened));
    data.set(opened.view);
    view.patch({ steps: [], curve: [], warmUp: undefined });
  }

  async function begin(): Promise<void> {
    const { net } = await ground.content();
    const unfollow = net.follow(address, () => walk?.nudge());
    const unwatch = net.watch(() => view.patch({ net: net.view() }));
    view.patch({ net: net.view() });
    closing.signal.addEventListener('abort', () => {
      unfollow();
      unwatch();
    });
  }

  /** The data of an earlier visit, where there are some that still open; without them the room follows along. */
  async function resumeData(): Promise<void> {
    try {
      const packed = await journal.get(name('data'));
      if (packed) return await takeData(await unpackData(packed, await spec, await splitSeed()));
    } catch (error) {
      if (closing.signal.aborted) return;
      problem('data', error, false);
    }
    await renew();
  }

  /** Rounds and activity, read anew whenever the round, its phase or my reward has changed. */
  async function keepBoard(): Promise<void> {
    let shown = '';
    while (!closing.signal.aborted) {
      const { task: now, me } = view.getSnapshot();
      const state = now && `${now.round} ${now.phase} ${now.adoptions} ${now.participantCount} ${me?.reward} ${me?.stake}`;
      if (state && state !== shown) {
        await chain
          .history()
          .then(({ leaderboard, activity }) => {
            shown = state;
            solved('history');
            board.set(leaderboard);
            view.patch({ activity });
            const { task: seen } = view.getSnapshot();
            if (seen) void keepLast(journal, name('last'), lastOf(seen, leaderboard, activity));
          })
          .catch((error) => problem('history', error, true));
      }
      await clock.sleep(BOARD_PAUSE_MS, closing.signal);
    }
  }

  const started = insist('start', begin).then(resumeData);
  started.catch(ended);
  void keepBoard();

  const counted = ({ bytes }: Sent) => {
    const { bytesOut } = view.getSnapshot();
    view.patch({ bytesOut: { ...bytesOut, transaction: (bytesOut.transaction ?? 0) + bytes } });
  };
  const asWallet = async (onTx: OnTx | undefined, work: (wallet: ChainWallet, onSent: (hash: Digest) => void) => Promise<Sent>) => {
    if (!entered) throw new NoWalletError();
    onTx?.({ step: 'sign' });
    const sent = await work(ground.wallet(await task, entered), (hash) => onTx?.({ step: 'pending', hash }));
    counted(sent);
    onTx?.({ step: 'confirmed', hash: sent.hash });
    walk?.nudge();
  };
  const forecastGift = async () => {
    const { rules, roundsDone } = (await chain.now()).task;
    return (await chain.roundCost()) * BigInt(Math.max(1, rules.rounds - roundsDone)) * GIFT_FACTOR;
  };
  /** A fresh operator key, in the journal before anything names it. */
  const freshKey = async () => {
    // One that was made before may be in a transaction that is still on its way: its key must not be lost.
    const next = `${keyName()}:next`;
    const made = await journal.get(next);
    const key = made ? toHex(made) : ground.chance();
    if (!made) await journal.set(next, fromHex(key));
    return { operator: ground.chain(address, { operatorKey: key }).operator! };
  };

  async function downloadModel(): Promise<{ digest: Digest; bytes: Uint8Array }> {
    const { base, baseSeed } = (await chain.now()).task;
    const { store } = await ground.content();
    if (base !== ZERO_DIGEST) {
      const signal = AbortSignal.any([closing.signal, AbortSignal.timeout(MODEL_WAIT_MS)]);
      return { digest: base, bytes: await store.get(base, { signal, maxBytes: maxModelBytes(await spec) }) };
    }
    if (baseSeed === ZERO_DIGEST) throw new NoModelError();
    const bytes = encodeModel(initialWeights(layoutOf(await spec), baseSeed), await spec);
    return { digest: await store.digestOf(bytes), bytes };
  }

  return {
    address,
    view,
    board,
    data,
    enter(wallet) {
      const isSame = wallet?.account.address === entered?.account.address;
      entered = wallet;
      if (!isSame) void started.then(renew, ended);
    },
    async chooseData(source, slow = {}) {
      const opened = await openData(source, await spec, await splitSeed(), slow);
      await journal.set(name('data'), packData(source, opened)).catch((error) => problem('data', error, false));
      await takeData(opened);
    },
    forecastGift,
    async balances() {
      if (!entered) throw new NoWalletError();
      return ground.wallet(await task, entered).balances();
    },
    async join(amount, onTx) {
      const { operator } = await freshKey();
      const gift = await forecastGift();
      await asWallet(onTx, (wallet, onSent) => wallet.join(amount, operator, gift, onSent));
      await renew();
    },
    async replaceOperator(onTx) {
      const { operator } = await freshKey();
      const gift = await forecastGift();
      await asWallet(onTx, (wallet, onSent) => wallet.setOperator(operator, gift, onSent));
      await renew();
    },
    topUp: (amount, onTx) => asWallet(onTx, (wallet, onSent) => wallet.topUp(amount, onSent)),
    leave: (onTx) => asWallet(onTx, (wallet, onSent) => wallet.leave(onSent)),
    withdraw: (amount, onTx) => asWallet(onTx, (wallet, onSent) => wallet.withdraw(amount, onSent)),
    claim: (onTx) => asWallet(onTx, (wallet, onSent) => wallet.claim(onSent)),
    async giveUpSeat() {
      const now = await chain.now();
      const seat = mySeat(now);
      if (seat && now.round) counted(await chain.giveUpSeat(now.round.round, seat.role, seat.seat));
      walk?.nudge();
    },
    async comeBack() {
      const { me } = await chain.now();
      if (me) counted(await chain.comeBack(me.id));
      walk?.nudge();
    },
    pause() {
      paused = true;
      walk?.pause();
    },
    resume() {
      paused = false;
      walk?.resume();
    },
    proveDraw: (round) => chain.proveDraw(round),
    async checkPassport({ signal, onProgress } = {}) {
      const { store } = await ground.content();
      const end = signal ? AbortSignal.any([signal, closing.signal]) : closing.signal;
      return checkPassport(
        { chain, store, spec: await spec, waitMs: PASSPORT_WAIT_MS, aggregate: ground.aggregate },
        { signal: end, onProgress },
      );
    },
    downloadModel,
    digestOf: async (bytes) => (await ground.content()).store.digestOf(bytes),
    readExample: async (raw) => readExample(raw, await spec),
    async examine() {
      if (!local) throw new NeedsDataError();
      const { digest, bytes } = await downloadModel();
      return examine(local.trainer, await spec, digest, decodeModel(bytes, await spec), await splitSeed());
    },
    async trainAlone(slow) {
      if (!local) throw new NeedsDataError();
      return trainAlone(local.trainer, await spec, await splitSeed(), ALONE_FITS, slow);
    },
    async close() {
      closing.abort(new DOMException('Closed', 'AbortError'));
      await change(restart);
      await local?.trainer.close();
    },
  };
}

type Last = { readonly task: TaskView; readonly board: Leaderboard; readonly activity: readonly Activity[] };
/** Enough of a long task to open with, without filling the journal. */
const LAST_ROUNDS = 60;
const LAST_ACTS = 40;

function lastOf(task: TaskView, board: Leaderboard, activity: readonly Activity[]): Last {
  return { task, board: { ...board, rounds: board.rounds.slice(-LAST_ROUNDS) }, activity: activity.slice(0, LAST_ACTS) };
}

/** For one file: what peers have comes in seconds. */
const PASSPORT_WAIT_MS = 15_000;
const MODEL_WAIT_MS = 60_000;
/** More fits alone than this teach nothing new and take a person's time. */
const ALONE_FITS = 10;

/** 32 random bytes that stay the same under a name. */
async function remembered(ground: Ground, key: string): Promise<Digest> {
  const known = await ground.journal.get(key);
  if (known) return toHex(known);
  const fresh = ground.chance();
  await ground.journal.set(key, fromHex(fresh));
  return fresh;
}

export class NoWalletError extends BaseError {
  constructor() {
    super('No wallet is connected');
  }
}

export class NoModelError extends BaseError {
  constructor() {
    super('No model has been adopted yet');
  }
}

export class SecondTabError extends BaseError {
  constructor() {
    super('Another tab works for this wallet; this one reads along');
  }
}
