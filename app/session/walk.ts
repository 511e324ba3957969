import type { ChainNow, Tick } from '../chain/chain.ts';
import { NotEnoughGasError } from '../chain/errors.ts';
import { NoOperatorError } from '../chain/openChain.ts';
import { BaseError, isAbort } from '../core/errors.ts';
import { keccakWords } from '../core/hashes.ts';
import { layoutOf } from '../core/layout.ts';
import type { Spec } from '../core/spec.ts';
import type { Layout } from '../core/words.ts';
import { type Trainer, TrainerLostError } from '../train/trainer.ts';
import type { ActContext } from './act.ts';
import { attest, settle } from './attest.ts';
import type { Cell } from './cell.ts';
import { contextOf } from './context.ts';
import { type Due, type DueAct, dueActs, missedAct } from './due.ts';
import { follow, warmUp } from './follow.ts';
import { commit, reveal } from './judge.ts';
import { comeBack, sweep } from './keep.ts';
import { type Local, openLocal } from './local.ts';
import { type Models, openModels } from './models.ts';
import { describe, pauseMs, verdict } from './problems.ts';
import { offer, propose, publish } from './propose.ts';
import { scoped } from './scoped.ts';
import { openUpdates, type Updates } from './updates.ts';
import type { SessionView } from './views.ts';
import { openWorks } from './works.ts';
import type { World } from './world.ts';

/** What the acts of one participant share. */
export type Walk = World & {
  readonly spec: Spec;
  readonly layout: Layout;
  /** Absent for somebody who looks on without data: then only `follow` is due. */
  readonly local?: Local;
  readonly models: Models;
  readonly updates: Updates;
  /** Counts what was handed out, by kind. */
  count(kind: string, bytes: number): void;
  held(model: NonNullable<SessionView['model']>): void;
  warmed(gain: NonNullable<SessionView['warmUp']>): void;
};

export type WalkOptions = {
  readonly spec: Spec;
  readonly trainer?: Trainer;
  readonly warmsUp: boolean;
  /** False for somebody who only looks on: no seat is worked for. */
  readonly acts: boolean;
  /** Starts without acting, until `resume`. */
  readonly paused?: boolean;
  /** The trainer is gone for good and another one is needed. */
  readonly onTrainerLost?: () => void;
};

/** What each act does. */
export const ACTS: Record<DueAct, (act: ActContext) => Promise<void>> = {
  advance: async (act) => act.sent(await act.walk.chain.advance()),
  draw: async (act) => act.sent(await act.walk.chain.draw()),
  offer,
  propose,
  publish,
  commit,
  reveal,
  attest,
  settle,
  comeBack,
  sweep,
  follow,
  'warm-up': warmUp,
};

/** One act at a time in each lane: what only needs the chain does not wait for what needs the trainer. */
const LANES = ['work', 'chain'] as const;
type Lane = (typeof LANES)[number];
const CHAIN_ACTS: readonly DueAct[] = ['advance', 'draw', 'settle', 'comeBack', 'sweep'];
const laneOf = ({ act }: Due): Lane => (CHAIN_ACTS.includes(act) ? 'chain' : 'work');

/** Acts that the chain does not show: here it is remembered that they are over. */
const UNSHOWN: readonly DueAct[] = ['publish', 'follow', 'warm-up', 'sweep'];
/** After an act, this long the chain may take to show it, before it is looked at again. */
const SHOWN_PAUSE_MS = 5_000;
const NUDGE_PAUSE_MS = 1_000;
const FAILED_READ_MS = 2_000;
const GAS_LOOK_MS = 20_000;
const PROBLEMS_SHOWN = 20;
/** Coins for fewer rounds than this are too few. */
const LEAST_ROUNDS = 2n;

/**
 * The walk: reads the chain at each block, decides what is due, and runs it until the phase it belongs to is over. Nothing
 * decisive lives only in memory: a walk that is started anew goes on from chain, store and journal.
 */
export function startWalk(world: World, options: WalkOptions, view: Cell<SessionView>) {
  const { spec, trainer, warmsUp, acts } = options;
  const { chain, clock } = world;
  const layout = layoutOf(spec);
  const stopping = new AbortController();
  const works = openWorks();
  const running: { [lane in Lane]?: { due: Due; abort: AbortController; done: Promise<void> } } = {};
  const told = new Set<string>();
  /** Bytes by kind since the store and the net were opened; talk is what peers say to each other about it all. */
  const sentSoFar = () => {
    const [{ sentBytes: block, streamBytes }, { hintBytesSent: hint }] = [world.store.traffic(), world.net.view()];
    return { block, hint, talk: Math.max(0, streamBytes - block - hint) };
  };
  const handedOut = sentSoFar();
  let before: ChainNow | undefined;
  let roundSince = 0;
  let comeBacks = 0;
  let gas = { isLow: false, lookAgainAt: Number.NEGATIVE_INFINITY };
  let paused = options.paused ?? false;
  let alarm = new AbortController();
  let nudgedAt = Number.NEGATIVE_INFINITY;
  let wake: () => void = () => {};

  const walk: Walk = {
    ...world,
    journal: scoped(world.journal, `${chain.chainId}:${chain.task.toLowerCase()}:`),
    spec,
    layout,
    local:
      trainer &&
      openLocal(trainer, keccakWords(world.operatorKey, 0), ({ rows }) =>
        world.log(`fitted ${rows.train} rows of the train part, ${rows.test} of the test part`),
      ),
    models: openModels(world.store, spec, layout),
    updates: openUpdates(world.store, spec, chain.task),
    count(kind, bytes) {
      const { bytesOut } = view.getSnapshot();
      view.patch({ bytesOut: { ...bytesOut, [kind]: (bytesOut[kind] ?? 0) + bytes } });
    },
    held(model) {
      const { score, round } = model;
      const curve = view.getSnapshot().curve.filter((point) => point.round !== round);
      if (score) curve.push({ round, loss: score.loss, accuracy: score.accuracy });
      view.patch({ model, curve: curve.sort((a, b) => a.round - b.round) });
      world.log(`holds the model of round ${round} ${model.digest}${score ? `, accuracy ${score.accuracy.toFixed(3)}` : ''}`);
    },
    warmed: (gain) => view.patch({ warmUp: gain }),
  };

  const problem = (key: string, error: unknown, retrying: boolean) => {
    const { problems, task } = view.getSnapshot();
    const entry = { key, time: task?.time ?? 0, ...describe(error), retrying };
    told.add(key);
    if (problems.some((item) => item.key === key && item.message === entry.message)) return;
    view.patch({ problems: [...problems.filter((item) => item.key !== key), entry].slice(-PROBLEMS_SHOWN) });
    world.log(`${key}: ${entry.error}: ${entry.message}`);
  };
  const solved = (...keys: string[]) => {
    const { problems } = view.getSnapshot();
    for (const key of keys) told.delete(key);
    if (problems.some((item) => keys.includes(item.key))) view.patch({ problems: problems.filter((item) => !keys.includes(item.key)) });
  };

  const run = async (lane: Lane, due: Due, now: ChainNow, readAt: number, abort: AbortController) => {
    const signal = AbortSignal.any([abort.signal, stopping.signal]);
    const work = works.of(due.key);
    const isShown = () => lane === 'work' || !running.work;
    view.patch({ status: 'working' });
    if (due.seat || lane === 'chain') world.log(`round ${due.round}: ${due.act}`);
    try {
      await ACTS[due.act](contextOf({ walk, now, due, signal, readAt, isShown }, view));
      work.over = UNSHOWN.includes(due.act);
      // A call that is in the chain and has changed nothing is not repeated as fast as it can be.
      work.notBefore = clock.now() + Math.max(SHOWN_PAUSE_MS, pauseMs(++work.tries));
      if (due.act === 'comeBack') comeBacks++;
      solved(due.key);
      if (lane === 'work' && due.seat) {
        comeBacks = 0;
        solved('missed');
      }
    } catch (error) {
      const isQuiet = (signal.aborted && isAbort(error)) || verdict(error) === 'quiet';
      work.tries = isQuiet ? 0 : work.tries + 1;
      // Who waits for the beacon goes on taking turns.
      work.notBefore = clock.now() + (signal.aborted ? 0 : pauseMs(work.tries) + (isQuiet ? due.turnMs : 0));
      if (!isQuiet && !stopping.signal.aborted) problem(due.key, error, true);
      if (error instanceof TrainerLostError && !stopping.signal.aborted) options.onTrainerLost?.();
    } finally {
      running[lane] = undefined;
      // Ends the timers of this run.
      abort.abort(new DOMException('Over', 'AbortError'));
      if (!stopping.signal.aborted && !running.work && !running.chain) {
        view.patch({ status: paused ? 'paused' : 'following', doing: { act: 'wait' } });
      }
      wake();
    }
  };

  /** Starts the first act of a lane whose time has come. What runs and is not it gives way. */
  const tend = (lane: Lane, list: readonly Due[], now: ChainNow, readAt: number): number => {
    const startAt = (due: Due) => {
      const work = works.of(due.key);
      work.firstSeen ??= clock.now();
      return Math.max(work.firstSeen + due.turnMs, work.notBefore);
    };
    const current = running[lane];
    const isReady = (due: Due) => due.key === current?.due.key || startAt(due) <= clock.now();
    const next = list.find(isReady);
    if (current && current.due.key !== next?.key) current.abort.abort(new DOMException('The phase is over', 'AbortError'));
    if (!current && next) {
      const abort = new AbortController();
      const parts = { due: next, abort, done: Promise.resolve() };
      running[lane] = parts;
      parts.done = run(lane, next, now, readAt, abort);
    }
    return Math.min(...list.filter((due) => !isReady(due)).map(startAt), Number.POSITIVE_INFINITY);
  };

  /** Whether the operator's coins last, looked at now and then. */
  const lookAtGas = async ({ me, task }: ChainNow) => {
    if (!me?.active && !me?.benched) return;
    if (clock.now() < gas.lookAgainAt || task.phase === 'Finished' || task.phase === 'Aborted') return;
    gas = { ...gas, lookAgainAt: clock.now() + GAS_LOOK_MS };
    const expected = LEAST_ROUNDS * (await chain.roundCost());
    gas = { ...gas, isLow: me.operatorBalance < expected };
    if (!gas.isLow) solved('gas');
    else problem('gas', new NotEnoughGasError({ account: me.operator, expected, actual: me.operatorBalance }), true);
  };

  const show = (now: ChainNow) => {
    const { task: shown, status } = view.getSnapshot();
    if (before && before.task.round !== now.task.round) {
      if (roundSince > 0) view.patch({ lastRoundMs: (now.time - roundSince) * 1000 });
      roundSince = now.time;
      // What went wrong in a round that is over is not being tried any more.
      solved(...[...told].filter((key) => key.split(':')[1] === `${before?.task.round}`));
    }
    const { bytesOut } = view.getSnapshot();
    const sent = sentSoFar();
    const more = (kind: keyof typeof sent) => (bytesOut[kind] ?? 0) + sent[kind] - handedOut[kind];
    view.patch({
      task: { ...now.task, spec: shown?.spec ?? spec },
      round: now.round,
      me: now.me,
      net: world.net.view(),
      bytesOut: { ...bytesOut, block: more('block'), hint: more('hint'), talk: more('talk') },
      status: status === 'starting' ? (paused ? 'paused' : 'following') : status,
    });
    Object.assign(handedOut, sent);
  };

  const step = async () => {
    const now = await chain.now();
    const readAt = clock.now();
    if (stopping.signal.aborted) return;
    solved('chain');
    show(now);
    const missed = acts && before && missedAct(before, now);
    if (missed) problem('missed', new MissedActError({ act: missed, round: now.task.round }), false);
    before = now;

    // Another key was named in another place: this one can do nothing any more.
    const isOperator = now.me !== undefined && now.me.operator.toLowerCase() === chain.operator?.toLowerCase();
    if (acts && now.me && !isOperator) problem('operator', new NoOperatorError({ task: chain.task }), false);
    else solved('operator');
    const isActing = acts && isOperator;
    if (isActing) await lookAtGas(now).catch(() => undefined);

    const ready = {
      canTrain: trainer !== undefined,
      warmsUp,
      canPay: !gas.isLow,
      comeBacks,
      over: (key: string) => works.of(key).over,
    };
    const list = paused ? [] : dueActs(isActing ? now : { ...now, me: undefined }, ready);
    const starts = LANES.map((lane) =>
      tend(
        lane,
        list.filter((due) => laneOf(due) === lane),
        now,
        readAt,
      ),
    );
    wakeAt(Math.min(...starts));
  };

  const wakeAt = (time: number) => {
    alarm.abort();
    if (time === Number.POSITIVE_INFINITY) return;
    const mine = new AbortController();
    alarm = mine;
    void clock.sleep(Math.max(0, time - clock.now()), AbortSignal.any([mine.signal, stopping.signal])).then(() => {
      if (!mine.signal.aborted) wake();
    });
  };

  const onTick = (tick: Tick) => {
    // Acts of a lost block are run again: the chain says which it still has.
    if (tick.lost.length > 0) works.redo();
    if (tick.problem) problem('chain', tick.problem, true);
    wake();
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
      // Made before the step, so that no call during the step is missed.
      const woken = new Promise<void>((resolve) => {
        wake = resolve;
      });
      try {
        await step();
      } catch (error) {
        problem('chain', error, true);
        await clock.sleep(FAILED_READ_MS, stopping.signal);
        continue;
      }
      await woken;
    }
  };

  const unwatch = chain.watch(onTick);
  const looping = loop();
  const abortAll = (reason: string) => {
    for (const lane of LANES) running[lane]?.abort.abort(new DOMException(reason, 'AbortError'));
  };
  return {
    pause() {
      paused = true;
      abortAll('Paused');
      walk.local?.stopFit();
      view.patch({ status: 'paused' });
      wake();
    },
    resume() {
      paused = false;
      view.patch({ status: 'following' });
      wake();
    },
    /** Something may be new: a hint arrived, the network changed. Anybody can send hints, so not each one counts. */
    nudge() {
      if (clock.now() - nudgedAt < NUDGE_PAUSE_MS) return;
      nudgedAt = clock.now();
      wake();
    },
    models: walk.models,
    /** Resolves once nothing runs any more; a transaction on its way is waited for. */
    async stop() {
      unwatch();
      stopping.abort(new DOMException('Stopped', 'AbortError'));
      alarm.abort();
      walk.local?.stopFit();
      wake();
      await Promise.all(LANES.map((lane) => running[lane]?.done));
      await looping;
      solved(...told);
      view.patch({ status: 'stopped', doing: { act: 'wait' } });
    },
  };
}

/** The phase ended before the own seat's act was in the chain. */
export class MissedActError extends BaseError {
  constructor(facts: { act: DueAct; round: number }) {
    super('Missed an act', facts);
  }
}
