import type { ChainNow, Tick } from '../chain/chain.ts';
import { isAbort } from '../core/errors.ts';
import { keccakWords } from '../core/hashes.ts';
import { layoutOf } from '../core/layout.ts';
import type { Spec } from '../core/spec.ts';
import type { Layout } from '../core/words.ts';
import type { FitProgress, Trainer } from '../train/trainer.ts';
import type { ActContext } from './act.ts';
import { attest, settle } from './attest.ts';
import type { Cell } from './cell.ts';
import { type Due, type DueAct, dueAct } from './due.ts';
import { follow, warmUp } from './follow.ts';
import { commit, reveal } from './judge.ts';
import { type Local, openLocal } from './local.ts';
import { type Models, openModels } from './models.ts';
import { describe, pauseMs, verdict } from './problems.ts';
import { offer, propose, publish } from './propose.ts';
import { openUpdates, type Updates } from './updates.ts';
import type { DoingView, SessionView } from './views.ts';
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
};

const ACTS: Record<DueAct, (act: ActContext) => Promise<void>> = {
  advance: async (act) => act.sent(await act.walk.chain.advance()),
  draw: async (act) => act.sent(await act.walk.chain.draw()),
  offer,
  propose,
  publish,
  commit,
  reveal,
  attest,
  settle,
  follow,
  'warm-up': warmUp,
};

/** Anyone's acts: whether they are over is for the chain to say. */
const SHARED: readonly DueAct[] = ['advance', 'draw', 'settle'];
const SHARED_PAUSE_MS = 2_000;
const STEP_VIEW_MS = 120;
const PROBLEMS_SHOWN = 20;
const STEPS_SHOWN = 2_000;

/**
 * The walk: reads the chain at each block, decides what is due, and runs one act at a time until the phase it belongs to
 * is over. Nothing decisive lives only in memory: a walk that is started anew goes on from chain, store and journal.
 */
export function startWalk(world: World, { spec, trainer, warmsUp, acts }: WalkOptions, view: Cell<SessionView>) {
  const { chain, clock } = world;
  const layout = layoutOf(spec);
  const stopping = new AbortController();
  const over = new Set<string>();
  const firstSeen = new Map<string, number>();
  const tries = new Map<string, { count: number; notBefore: number }>();
  let running: { due: Due; abort: AbortController; done: Promise<void> } | undefined;
  let paused = false;
  let wake: () => void = () => {};

  const walk: Walk = {
    ...world,
    spec,
    layout,
    local: trainer && openLocal(trainer, keccakWords(world.operatorKey, 0)),
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

  const contextOf = (due: Due, now: ChainNow, readAt: number, signal: AbortSignal): ActContext => {
    const { windows } = now.task.rules;
    const windowMs = { Propose: windows.propose, Commit: windows.commit, Reveal: windows.reveal, Attest: windows.attest }[
      now.task.phase as 'Commit'
    ];
    let lastShown = Number.NEGATIVE_INFINITY;
    return {
      walk,
      now,
      due,
      signal,
      beforeEnd(share) {
        const leftMs = (now.task.phaseEnd - now.time) * 1000 - (clock.now() - readAt) - (1 - share) * (windowMs ?? 0) * 1000;
        const timer = new AbortController();
        void clock.sleep(Math.max(0, leftMs), signal).then(() => timer.abort());
        return timer.signal;
      },
      doing: (doing: DoingView) => view.patch({ doing }),
      progress: (share) => view.patch({ doing: { ...view.getSnapshot().doing, progress: share } }),
      fitting(progress: FitProgress) {
        if (clock.now() - lastShown < STEP_VIEW_MS && progress.step < progress.steps) return;
        lastShown = clock.now();
        const { steps, doing } = view.getSnapshot();
        const point = { step: progress.step, loss: progress.loss, accuracy: progress.accuracy };
        const earlier = steps.length > 0 && steps[steps.length - 1].step < point.step ? steps.slice(-STEPS_SHOWN) : [];
        const share = progress.step / progress.steps;
        const etaMs = progress.examplesPerSecond > 0 ? ((1 - share) / share) * (clock.now() - started(due)) : undefined;
        view.patch({
          steps: [...earlier, point],
          doing: { ...doing, progress: share, etaMs, examplesPerSecond: progress.examplesPerSecond },
        });
      },
      sent: (sent) => walk.count('transaction', sent.bytes),
    };
  };
  const startedAt = new Map<string, number>();
  const started = (due: Due) => startedAt.get(due.key) ?? clock.now();

  const problem = (key: string, error: unknown, retrying: boolean) => {
    const entry = { key, time: view.getSnapshot().task?.time ?? 0, ...describe(error), retrying };
    view.patch({ problems: [...view.getSnapshot().problems.filter((item) => item.key !== key), entry].slice(-PROBLEMS_SHOWN) });
    world.log(`${key}: ${entry.error}: ${entry.message}`);
  };
  const solved = (key: string) => {
    const { problems } = view.getSnapshot();
    if (problems.some((item) => item.key === key)) view.patch({ problems: problems.filter((item) => item.key !== key) });
  };

  const run = async (due: Due, now: ChainNow, readAt: number, abort: AbortController) => {
    const signal = AbortSignal.any([abort.signal, stopping.signal]);
    startedAt.set(due.key, clock.now());
    view.patch({ status: 'working' });
    if (due.act !== 'follow' && due.act !== 'warm-up') world.log(`round ${due.round}: ${due.act}`);
    try {
      await ACTS[due.act](contextOf(due, now, readAt, signal));
      if (SHARED.includes(due.act)) tries.set(due.key, { count: 0, notBefore: clock.now() + SHARED_PAUSE_MS });
      else over.add(due.key);
      solved(due.key);
    } catch (error) {
      const what = signal.aborted && isAbort(error) ? 'quiet' : verdict(error);
      if (what === 'over') over.add(due.key);
      const count = what === 'again' ? (tries.get(due.key)?.count ?? 0) + 1 : 0;
      tries.set(due.key, { count, notBefore: clock.now() + pauseMs(count) });
      if (what === 'again') problem(due.key, error, true);
    } finally {
      running = undefined;
      if (!stopping.signal.aborted) view.patch({ status: paused ? 'paused' : 'following', doing: { act: 'wait' } });
      wake();
    }
  };

  const step = async () => {
    const now = await chain.now();
    const readAt = clock.now();
    solved('chain');
    const { task: shown } = view.getSnapshot();
    view.patch({ task: { ...now.task, spec: shown?.spec ?? spec }, round: now.round, me: now.me, net: world.net.view() });
    if (view.getSnapshot().status === 'starting') view.patch({ status: 'following' });

    const due = paused
      ? undefined
      : dueAct(acts ? now : { ...now, me: undefined }, { canTrain: trainer !== undefined, warmsUp, over: (key) => over.has(key) });
    if (running && running.due.key !== due?.key) running.abort.abort(new DOMException('The phase is over', 'AbortError'));
    if (running || !due) return;
    if (!firstSeen.has(due.key)) firstSeen.set(due.key, clock.now());
    const ready = Math.max(firstSeen.get(due.key)! + due.turnMs, tries.get(due.key)?.notBefore ?? 0);
    if (clock.now() < ready) {
      void clock.sleep(ready - clock.now(), stopping.signal).then(() => wake());
      return;
    }
    const abort = new AbortController();
    running = { due, abort, done: run(due, now, readAt, abort) };
  };

  const onTick = (tick: Tick) => {
    // Acts of a lost block are run again: the chain says which it still has.
    if (tick.lost.length > 0) over.clear();
    if (tick.stale) problem('chain', tick.problem ?? new Error('The chain stands still'), true);
    wake();
  };
  const loop = async () => {
    while (!stopping.signal.aborted) {
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
  return {
    pause() {
      paused = true;
      running?.abort.abort(new DOMException('Paused', 'AbortError'));
      view.patch({ status: 'paused' });
      wake();
    },
    resume() {
      paused = false;
      view.patch({ status: 'following' });
      wake();
    },
    /** Something may be new: a hint arrived, the network changed. */
    nudge: () => wake(),
    models: walk.models,
    async stop() {
      unwatch();
      stopping.abort(new DOMException('Stopped', 'AbortError'));
      walk.local?.stopFit();
      wake();
      await running?.done;
      await looping;
      view.patch({ status: 'stopped', doing: { act: 'wait' } });
    },
  };
}

const FAILED_READ_MS = 2_000;
