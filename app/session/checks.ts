import type { RoundRecord, TaskFacts } from '../chain/views.ts';
import { seal } from '../core/hashes.ts';
import { judge } from '../core/judge.ts';
import { initialSeed, initialWeights, layoutOf } from '../core/layout.ts';
import { type Digest, MERIT_MISSING, type Model, type Weights, ZERO_DIGEST } from '../core/words.ts';
import { NonCanonicalFileError, TooLargeError } from '../store/store.ts';
import { NotFiniteError } from '../update/codec.ts';
import { decodeUpdate, isRejected } from '../update/decode.ts';
import { maxUpdateBytes } from '../update/encode.ts';
import { encodeModel, maxModelBytes, readModel } from '../update/model.ts';
import { derive } from './derive.ts';
import type { Cause, Finding, PassportParts, Subject } from './passport.ts';
import type { Received } from './updates.ts';

/** What a round starts from. Without a model nobody had its file. */
export type Base = { readonly digest: Digest; readonly model?: Model };

/** What came of one adoption, and the base that it makes. */
export type Checked = { readonly finding: Finding; readonly next: Base };

export type Checks = {
  /** A model by its digest. */
  model(digest: Digest): Promise<Base>;
  /** An adoption of a round 0: the initialisation of the first seat that proposed, or the one that follows from the seed. */
  pioneer(record: RoundRecord): Promise<Checked>;
  /** Any other adoption. */
  round(record: RoundRecord, base: Base): Promise<Checked>;
};

type Failure = { readonly cause: Cause; readonly subject?: Subject };
/** A file's bytes, or why there are none; `refused` by every reader, because what the digest names is no file of the task. */
type Got = { readonly bytes: Uint8Array } | { readonly refused: string } | { readonly cause: 'bytes' | 'missing' };

/** The parts of a passport, each of one round. `signal` ends searches; the caller looks at it. */
export function openChecks({ chain, store, spec, waitMs, aggregate }: PassportParts, { rules }: TaskFacts, signal?: AbortSignal): Checks {
  const layout = layoutOf(spec);

  /** Nothing that was fetched is believed: what a digest names is what imports to it. */
  const fetched = async (digest: Digest, maxBytes: number): Promise<Got> => {
    const wait = AbortSignal.timeout(waitMs);
    try {
      const bytes = await store.get(digest, { maxBytes, signal: signal ? AbortSignal.any([signal, wait]) : wait });
      return (await store.digestOf(bytes)) === digest ? { bytes } : { cause: 'bytes' };
    } catch (error) {
      return error instanceof NonCanonicalFileError || error instanceof TooLargeError ? { refused: error.name } : { cause: 'missing' };
    }
  };

  const model = async (digest: Digest): Promise<Base> => {
    const got = await fetched(digest, maxModelBytes(spec));
    if (!('bytes' in got)) return { digest };
    try {
      return { digest, model: readModel(got.bytes, spec) };
    } catch {
      return { digest };
    }
  };

  /** What the chain says of the round, against what it says followed from it. */
  const failureOf = (record: RoundRecord, isJudged: boolean): Cause | undefined => {
    if (!record.isDrawnRight) return 'draw';
    if (isJudged ? !isJudgedRight(record, rules) : record.judged.some((merit) => merit !== 0) || record.kept.length > 0) return 'judgement';
    return record.adopted === ZERO_DIGEST || isSealed(record) ? undefined : 'seals';
  };

  /** Compares, and goes on from the adopted model in any case. */
  const against = async (record: RoundRecord, made: Pick<Model, 'weights'> & Partial<Model>, updates: number): Promise<Checked> => {
    const digest = record.adopted!;
    const bytes = written(made);
    if (!bytes || (digest !== ZERO_DIGEST && (await store.digestOf(bytes)) !== digest)) return failed(record, { cause: 'model' }, updates);
    return { finding: { round: record.round, digest, state: 'derived', updates }, next: { digest, model: readModel(bytes, spec) } };
  };

  /** Undefined where a weight has run away: nobody can have adopted that. */
  const written = ({ weights, memory }: Pick<Model, 'weights'> & Partial<Model>): Uint8Array | undefined => {
    try {
      return encodeModel(weights, spec, memory);
    } catch (error) {
      if (error instanceof NotFiniteError) return undefined;
      throw error;
    }
  };

  /** As its file says it, with what the outer step remembers at the start. */
  const firstModel = (weights: Weights): Model => readModel(encodeModel(weights, spec), spec);

  const failed = async (record: RoundRecord, { cause, subject }: Failure, updates: number): Promise<Checked> => {
    const digest = record.adopted!;
    const state = cause === 'missing' ? 'unchecked' : 'false';
    const next = digest === ZERO_DIGEST ? { digest, model: firstModel(initialWeights(layout, record.seed)) } : await model(digest);
    return { finding: { round: record.round, digest, state, updates, cause, ...(subject && { subject }) }, next };
  };

  /** The updates that count, checked, or the worst of what is wrong with them: false before missing. */
  const updatesOf = async ({ round, proposals, judged }: RoundRecord, base: Digest): Promise<Received[] | Failure> => {
    const wanted = proposals.filter(({ seat }) => judged[seat] > MERIT_MISSING);
    const got = await Promise.all(wanted.map(({ digest }) => fetched(digest, maxUpdateBytes(spec))));
    for (const cause of ['bytes', 'missing'] as const) {
      const at = got.findIndex((item) => 'cause' in item && item.cause === cause);
      if (at >= 0) return { cause, subject: wanted[at] };
    }
    return wanted.map(({ id: proposer, seat, digest }, i): Received => {
      const item = got[i] as Exclude<Got, { cause: unknown }>;
      // What is no update contributes nothing, here as with the voters.
      if ('refused' in item) return { seat, digest, state: 'invalid', reason: item.refused };
      const update = decodeUpdate(item.bytes, { task: chain.task, round, proposer, base, spec });
      return isRejected(update)
        ? { seat, digest, state: 'invalid', reason: update.reason }
        : { seat, digest, state: 'valid', delta: update.delta };
    });
  };

  return {
    model,
    async pioneer(record) {
      const cause = failureOf(record, false);
      if (cause) return failed(record, { cause }, 0);
      const [first] = record.proposals;
      if (record.adopted === ZERO_DIGEST) return against(record, { weights: initialWeights(layout, record.seed) }, 0);
      if (first?.digest !== record.adopted) return failed(record, { cause: 'model' }, 0);
      return against(record, { weights: initialWeights(layout, initialSeed(record.seed, first.id)) }, 0);
    },
    async round(record, base) {
      const cause = failureOf(record, true);
      if (cause) return failed(record, { cause }, 0);
      const received = await updatesOf(record, base.digest);
      if ('cause' in received) return failed(record, received, 0);
      if (!base.model) return failed(record, { cause: 'missing', subject: { digest: base.digest } }, received.length);
      return against(record, await derive(spec, base.model, received, record, aggregate), received.length);
    },
  };
}

/** Whether the revealed merits come to the judged merits and kept seats that the contract wrote down. */
function isJudgedRight({ proposals, ballots, judged, kept }: RoundRecord, rules: TaskFacts['rules']): boolean {
  const proposed = proposals.reduce((bitmap, { seat }) => (bitmap | (1 << seat)) >>> 0, 0);
  // Nobody may judge a seat that is empty.
  if (ballots.some(({ merits }) => merits.some((merit, seat) => merit !== 0 && ((proposed >>> seat) & 1) === 0))) return false;
  const again = judge(proposed, ballots, rules);
  const keptMap = kept.reduce((bitmap, seat) => (bitmap | (1 << seat)) >>> 0, 0);
  return again.kept === keptMap && again.judged.every((merit, seat) => merit === judged[seat]);
}

/** Whether more than half of the seated weight sealed the model that was adopted. */
function isSealed({ round, adopted, seals, voterWeight }: RoundRecord): boolean {
  const agreed = seals.filter((item) => item.seal === seal(item.id, round, adopted!));
  return 2n * agreed.reduce((sum, { weight }) => sum + weight, 0n) > voterWeight;
}
