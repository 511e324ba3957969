import { keccakWords } from '../../../app/core/hashes.ts';
import { layoutOf } from '../../../app/core/layout.ts';
import type { Spec } from '../../../app/core/spec.ts';
import type { Address } from '../../../app/core/words.ts';
import type { ActContext } from '../../../app/session/act.ts';
import type { Due, DueAct } from '../../../app/session/due.ts';
import { openLocal } from '../../../app/session/local.ts';
import { openModels } from '../../../app/session/models.ts';
import { openUpdates } from '../../../app/session/updates.ts';
import { ACTS, type Walk } from '../../../app/session/walk.ts';
import { realClock } from '../../../app/session/world.ts';
import { memoryJournal } from '../../../app/store/journal.ts';
import type { Trainer } from '../../../app/train/trainer.ts';
import type { Player, TestWorld } from '../../chain.ts';
import type { FakeNet } from '../../fakes/net.ts';
import type { FakeStore } from '../../fakes/store.ts';
import type { Deviation } from './deviations.ts';

/** A participant whose acts are run when they are asked for, rather than when time comes. */
export type Member = {
  readonly walk: Walk;
  readonly trainer: Trainer;
  /** Acts that it leaves undone. */
  readonly skips: readonly DueAct[];
  /** Keys of work that is over. */
  readonly over: Set<string>;
  run(due: Due, now: ActContext['now']): Promise<void>;
};

export type MemberParts = {
  readonly world: TestWorld;
  readonly task: Address;
  readonly player: Player;
  readonly store: FakeStore;
  readonly net: FakeNet;
  readonly spec: Spec;
  readonly trainer: Trainer;
  readonly deviation?: Deviation;
};

export function openMember({ player, store, net, spec, trainer, deviation, task }: MemberParts): Member {
  const { chain, operatorKey } = player;
  const layout = layoutOf(spec);
  const nothing = () => undefined;
  const walk: Walk = {
    chain,
    store,
    net,
    journal: memoryJournal(),
    clock: realClock,
    operatorKey,
    log: nothing,
    spec,
    layout,
    local: openLocal(deviation?.trainer?.(trainer) ?? trainer, keccakWords(operatorKey, 0)),
    models: openModels(store, spec, layout),
    updates: openUpdates(store, spec, task),
    count: nothing,
    held: nothing,
    warmed: nothing,
  };
  return {
    walk,
    trainer,
    skips: deviation?.skips ?? [],
    over: new Set(),
    async run(due, now) {
      const { signal } = new AbortController();
      // Whoever serves anything has done so before: what is not there at once does not come. Measuring has all the time it takes.
      const beforeEnd = (share: number) => (share < MEASURE_SHARE ? AbortSignal.timeout(MISSING_MS) : signal);
      await ACTS[due.act]({ walk, now, due, signal, beforeEnd, doing: nothing, progress: nothing, fitting: nothing, sent: nothing });
    },
  };
}

const MISSING_MS = 1_000;
/** Of a window; what the session allows for fetching is less. */
const MEASURE_SHARE = 0.8;
