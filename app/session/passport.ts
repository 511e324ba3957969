import type { Aggregate } from '../aggregate/open.ts';
import type { Chain } from '../chain/chain.ts';
import type { Spec } from '../core/spec.ts';
import { type Digest, type ParticipantId, type Slow, ZERO_DIGEST } from '../core/words.ts';
import type { Store } from '../store/store.ts';
import { type Base, openChecks } from './checks.ts';

/**
 * The passport of a task's models: every adopted one derived again from what the chain says and from the updates that it
 * names. Whoever adopted them is not asked. What cannot be had is told apart from what is false.
 */
export type Passport = {
  /** One per adopted model, in order. */
  readonly findings: readonly Finding[];
  /** The first that is false; where none is, the first that could not be checked. */
  readonly first?: Finding;
  readonly verdict: 'derived' | 'false' | 'unchecked';
};

/** What came of one adoption. `cause` and `subject` say why it is not `derived`. */
export type Finding = {
  readonly round: number;
  /** The adopted model's; zero where it follows from the round's seed alone. */
  readonly digest: Digest;
  readonly state: 'derived' | 'false' | 'unchecked';
  /** How many updates it was derived from. */
  readonly updates: number;
  readonly cause?: Cause;
  readonly subject?: Subject;
};

export type Cause =
  /** The beacon's value gives another seed, or the seed other seats. */
  | 'draw'
  /** The revealed merits give other judged merits, or other updates are kept. */
  | 'judgement'
  /** Less than half of the seated weight sealed this model. */
  | 'seals'
  /** The bytes are not those that the digest names. */
  | 'bytes'
  /** The updates give another model. */
  | 'model'
  /** Nobody who can be reached has a file. */
  | 'missing';

/** The file that it is about: an update with its seat, or the model that the round started from. */
export type Subject = { readonly digest: Digest; readonly seat?: number; readonly id?: ParticipantId };

export type PassportProgress = { readonly done: number; readonly of: number; readonly findings: readonly Finding[] };

export type PassportParts = {
  readonly chain: Pick<Chain, 'records' | 'now' | 'task'>;
  readonly store: Pick<Store, 'get' | 'digestOf'>;
  readonly spec: Spec;
  /** How long one file may be searched for. */
  readonly waitMs: number;
  /** Here where it is absent. */
  readonly aggregate?: Aggregate;
};

/** Derives all models. Ends with the signal's reason where it is aborted. @throws what the chain throws */
export async function checkPassport(parts: PassportParts, { signal, onProgress }: Slow<PassportProgress> = {}): Promise<Passport> {
  const { task } = await parts.chain.now();
  const adoptions = (await parts.chain.records()).filter(({ adopted }) => adopted !== undefined);
  const checks = openChecks(parts, task, signal);
  const findings: Finding[] = [];
  let base: Base | undefined = task.initialModel === ZERO_DIGEST ? undefined : await checks.model(task.initialModel);
  const report = () => onProgress?.({ done: findings.length, of: adoptions.length, findings: [...findings] });
  for (const record of adoptions) {
    report();
    const { finding, next } = base ? await checks.round(record, base) : await checks.pioneer(record);
    signal?.throwIfAborted();
    findings.push(finding);
    base = next;
  }
  report();
  const first = findings.find(({ state }) => state === 'false') ?? findings.find(({ state }) => state === 'unchecked');
  return { findings, ...(first && { first }), verdict: first?.state ?? 'derived' };
}
