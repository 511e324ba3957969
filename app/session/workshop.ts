import type { TaskConfig } from '../chain/config.ts';
import type { ArenaTask, TokenView } from '../chain/views.ts';
import { initialWeights, layoutOf } from '../core/layout.ts';
import type { RuleDraft } from '../core/rules.ts';
import { type Spec, writeSpec } from '../core/spec.ts';
import { type Address, type Digest, type Score, type Slow, ZERO_DIGEST } from '../core/words.ts';
import { inferSpec, type SpecData } from '../data/inferSpec.ts';
import type { Device, FitProgress } from '../train/trainer.ts';
import { encodeUpdate } from '../update/encode.ts';
import { decodeModel } from '../update/model.ts';
import { openData } from './data.ts';
import type { Ground } from './ground.ts';
import type { DataSource, ExamplesView, OnTx, Wallet } from './house.ts';

export type { SpecData } from '../data/inferSpec.ts';

/** What one participant's part of a round was on these examples and this device, before anything is signed. */
export type Rehearsal = {
  readonly device: Device;
  readonly data: ExamplesView;
  readonly before: Score;
  readonly after: Score;
  readonly parameters: number;
  /** Size of the update's file, as it would be proposed. */
  readonly updateBytes: number;
  readonly modelBytes: number;
  readonly fitSeconds: number;
  /** One measurement of one model on the test part: a voter makes one per update and three more. */
  readonly measureSeconds: number;
};

export type TaskDraft = {
  readonly spec: Spec;
  /** `startBy` in seconds from now. */
  readonly rules: RuleDraft;
  readonly arenaTask: bigint;
  /** A model's file to start from; without it round 0 draws one. */
  readonly initialModel?: Uint8Array;
};

export type Created = { readonly task: Address; readonly specDigest: Digest };

/** Where tasks are made: nothing here needs a permission, and nothing moves money but `create`. */
export type Workshop = {
  /** Finished and unfinished arena tasks, and the token of stakes and pools. */
  arena(): Promise<{ readonly tasks: readonly ArenaTask[]; readonly token: TokenView; readonly registry: Address }>;
  /** Smallest unit, and wei. */
  funds(wallet: Address): Promise<{ readonly token: bigint; readonly ether: bigint }>;
  /** Proposes kind and data of a spec from a sample. @throws the readers' errors, named */
  infer(files: readonly File[], slow?: Slow): Promise<SpecData>;
  /** Trains for real, in a worker, from a first model as round 0 would draw it. @throws the readers' and trainer's errors */
  rehearse(spec: Spec, source: DataSource, slow?: Slow<FitProgress>): Promise<Rehearsal>;
  /** @throws WrongModelError, InvalidContainerError, NotFiniteError where a file is no model of the spec */
  checkModel(bytes: Uint8Array, spec: Spec): void;
  /**
   * Serves spec and first model from this tab, then creates the task with a permit for its pool. Relays read the digests from
   * the chain and fetch the bytes from here.
   */
  create(wallet: Wallet, draft: TaskDraft, onTx?: OnTx): Promise<Created>;
  /** True once as many bytes as the files have were fetched from this tab; false when `signal` ends the waiting. */
  taken(created: Created, signal: AbortSignal): Promise<boolean>;
};

const LOOK_MS = 500;

export function openWorkshop(ground: Ground): Workshop {
  /** What had left before a task was named on chain, and what of it is to leave. */
  const leaving = new Map<Digest, { before: number; bytes: number }>();
  return {
    arena: () => ground.arena(),
    funds: (wallet) => ground.funds(wallet),
    infer: inferSpec,
    checkModel: (bytes, spec) => void decodeModel(bytes, spec),
    async rehearse(spec, source, { signal, onProgress } = {}) {
      const opened = await openData(source, spec, ground.chance(), { signal });
      const trainer = await ground.openTrainer({ spec, dataset: opened.dataset, split: opened.split });
      try {
        const layout = layoutOf(spec);
        const base = initialWeights(layout, ground.chance());
        const before = await trainer.evaluate(base, 'test', { signal });
        const fit = await trainer.fit(base, ground.chance(), { signal, onProgress });
        const started = ground.clock.now();
        const after = await trainer.evaluate(fit.weights, 'test', { signal });
        const measureSeconds = (ground.clock.now() - started) / 1000;
        const delta = fit.weights.map((value, i) => value - base[i]);
        const update = encodeUpdate({ task: NOWHERE, round: 1, proposer: 1, base: ZERO_DIGEST, delta }, spec);
        return {
          device: trainer.device,
          data: opened.view,
          before,
          after,
          parameters: layout.size,
          updateBytes: update.length,
          modelBytes: 4 * layout.size,
          fitSeconds: fit.seconds,
          measureSeconds,
        };
      } finally {
        await trainer.close();
      }
    },
    async create(wallet, { spec, rules, arenaTask, initialModel }, onTx) {
      onTx?.({ step: 'sign' });
      const { store } = await ground.content();
      const files = [writeSpec(spec), ...(initialModel ? [initialModel] : [])];
      const before = store.traffic().sentBytes;
      const [specDigest, model] = await Promise.all(files.map((bytes) => store.put(bytes)));
      const sent = await ground.createTask(
        wallet,
        arenaTask,
        (fixed) => configOf(rules, { ...fixed, specDigest, initialModel: model ?? ZERO_DIGEST, creator: wallet.account.address }),
        (hash) => onTx?.({ step: 'pending', hash }),
      );
      leaving.set(specDigest, { before, bytes: files.reduce((sum, bytes) => sum + bytes.length, 0) });
      onTx?.({ step: 'confirmed', hash: sent.hash });
      return { task: sent.task, specDigest };
    },
    async taken({ specDigest }, signal) {
      const { store } = await ground.content();
      const { before, bytes } = leaving.get(specDigest) ?? { before: 0, bytes: 1 };
      while (!signal.aborted) {
        if (store.traffic().sentBytes - before >= bytes) return true;
        await ground.clock.sleep(LOOK_MS, signal);
      }
      return false;
    },
  };
}

const NOWHERE: Address = `0x${'00'.repeat(20)}`;

type Fixed = Pick<TaskConfig, 'stakeToken' | 'beacon' | 'specDigest' | 'initialModel' | 'creator'> & { readonly time: number };

/** The rules as the contract takes them. */
function configOf({ minStake, weightCap, startBy, ...rest }: RuleDraft, { time, ...fixed }: Fixed): TaskConfig {
  const numbers = Object.fromEntries(Object.entries(rest).map(([name, value]) => [name, Number(value)])) as {
    [K in keyof typeof rest]: number;
  };
  return { ...fixed, minStake, weightCap, ...numbers, startBy: time + Number(startBy) };
}
