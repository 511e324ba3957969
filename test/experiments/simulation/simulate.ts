import type { TaskConfig } from '../../../app/chain/config.ts';
import type { Leaderboard } from '../../../app/chain/views.ts';
import { keccakWords } from '../../../app/core/hashes.ts';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { seedOf } from '../../../app/core/random.ts';
import type { Spec } from '../../../app/core/spec.ts';
import { type Dataset, type Weights, ZERO_DIGEST } from '../../../app/core/words.ts';
import { splitDataset } from '../../../app/data/split.ts';
import { baseName } from '../../../app/session/due.ts';
import { openEngine } from '../../../app/train/engine.ts';
import { startWorld } from '../../chain.ts';
import { fakeNets } from '../../fakes/net.ts';
import { fakeStores } from '../../fakes/store.ts';
import type { Deviation } from './deviations.ts';
import { type Member, openMember } from './member.ts';
import { stepTask } from './step.ts';

/** One participant: what it holds, and how it departs from the session's ways. */
export type Part = { readonly dataset: Dataset; readonly deviation?: Deviation };

export type Scenario = {
  readonly spec: Spec;
  readonly rules: Partial<TaskConfig>;
  readonly stake: bigint;
  readonly parts: readonly Part[];
  /** Examples that no participant holds. */
  readonly heldOut: Dataset;
  /** Names all chance: splits, training orders, keys, draws. */
  readonly seed: string;
};

/** `accuracy` of the base on the held-out examples after each settled training round; ids in the order of the parts. */
export type Outcome = {
  readonly accuracy: readonly number[];
  readonly leaderboard: Leaderboard;
  readonly ids: readonly number[];
  /** Bytes of blocks that all stores handed out. */
  readonly sentBytes: number;
  /** Acts that failed, by name. */
  readonly failures: readonly string[];
};

/** Nobody is late by the wall's clock: phases end when all have acted, or when the chain's time is moved on. */
const HOUR = 3_600;
const LONG_WINDOWS = {
  proposeWindow: HOUR,
  commitWindow: HOUR,
  revealWindow: HOUR,
  attestWindow: HOUR,
  settleGrace: HOUR,
  beaconTimeout: HOUR,
};

/**
 * One task from the first stake to its end: the real contract on a local chain, the real session's acts, real training,
 * updates and aggregation. Participants take turns in one process, so that a run is repeatable; where nobody has anything to
 * do, the chain's time is moved on. Only the network is pretended.
 */
export async function simulate({ spec, rules, stake, parts, heldOut, seed }: Scenario): Promise<Outcome> {
  const world = await startWorld({ isRepeatable: true, accounts: parts.length + 1, seed: BigInt(seedOf(`beacon ${seed}`)) >> 8n });
  const members: Member[] = [];
  const rows = heldOut.labels.length;
  const outside = await openEngine({
    spec,
    dataset: heldOut,
    split: { train: Uint32Array.of(0), test: Uint32Array.from({ length: rows - 1 }, (_, i) => i + 1) },
  });
  try {
    const { task, players } = await world.openTask(parts.length, { ...LONG_WINDOWS, ...rules }, stake);
    const [openStore, openNet] = [fakeStores(), fakeNets()];
    for (const [i, { dataset, deviation }] of parts.entries()) {
      const split = splitDataset(dataset, spec, keccakWords(seedOf(seed), i));
      const trainer = await openEngine({ spec, dataset, split, backend: 'wasm' });
      members.push(openMember({ world, task, player: players[i], store: openStore(), net: openNet(), spec, trainer, deviation }));
    }
    const layout = layoutOf(spec);
    const accuracy: number[] = [];
    const failures: string[] = [];
    let measured = { name: ZERO_DIGEST, accuracy: 0 };
    let done = 0;
    for (;;) {
      const { task: now } = await stepTask(world, members, failures);
      if (now.roundsDone > done) {
        done = now.roundsDone;
        const name = baseName(now);
        if (name !== measured.name) {
          const base: Weights =
            now.base === ZERO_DIGEST ? initialWeights(layout, now.baseSeed) : await members[0].walk.models.get(now.base);
          measured = { name, accuracy: (await outside.evaluate(base, 'test')).accuracy };
        }
        accuracy.push(measured.accuracy);
      }
      if (now.phase === 'Finished' || now.phase === 'Aborted') break;
    }
    const { leaderboard } = await members[0].walk.chain.history();
    const ids = await Promise.all(members.map(async ({ walk }) => (await walk.chain.now()).me!.id));
    const sentBytes = members.reduce((sum, { walk }) => sum + walk.store.traffic().sentBytes, 0);
    return { accuracy, leaderboard, ids, sentBytes, failures };
  } finally {
    for (const { trainer } of members) await trainer.close();
    await outside.close();
    await world.stop();
  }
}
