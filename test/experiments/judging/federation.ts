import { aggregate, meanDelta, stepped } from '../../../app/aggregate/aggregate.ts';
import { clipped, type SeatUpdate } from '../../../app/aggregate/clip.ts';
import { keccakWords } from '../../../app/core/hashes.ts';
import { agreementOf, type Ballot, type Judged, judge, meritOf, seatsIn } from '../../../app/core/judge.ts';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { drawSeats } from '../../../app/core/lottery.ts';
import { seedOf } from '../../../app/core/random.ts';
import type { ImageSpec } from '../../../app/core/spec.ts';
import {
  type Address,
  type Digest,
  MAX_SEATS,
  NEUTRAL_MERIT,
  type ParticipantId,
  type Weights,
  ZERO_DIGEST,
} from '../../../app/core/words.ts';
import { splitDataset } from '../../../app/data/split.ts';
import { openEngine } from '../../../app/train/engine.ts';
import type { Trainer } from '../../../app/train/trainer.ts';
import { decodeUpdate, isRejected } from '../../../app/update/decode.ts';
import { encodeUpdate } from '../../../app/update/encode.ts';
import type { Shards } from './examples.ts';

/** What a federation is made of. The poisoner, id 1, proposes the negative of what it has learnt; as voter it is as told. */
export type Setting = {
  readonly spec: ImageSpec;
  readonly participants: number;
  readonly proposers: number;
  readonly voters: number;
  readonly rounds: number;
  readonly keepFrom: number;
  readonly epsilonBps: number;
  readonly poisoner: 'none' | 'honest voter' | 'inverting voter';
};

export type ProposerSeat = { readonly id: ParticipantId; readonly judged: number; readonly kept: boolean };
export type VoterSeat = {
  readonly id: ParticipantId;
  readonly merits: readonly number[];
  readonly agreement: number | undefined;
  readonly change: number;
  readonly drift: number;
};

/** One round: who was judged how, by what share the loss changed on each voter's test part, and what came of it. */
export type RoundRecord = {
  readonly proposers: readonly ProposerSeat[];
  readonly voters: readonly VoterSeat[];
  readonly adopted: boolean;
  /** What the agreement of a voter that always says 128 would have been. */
  readonly idle: number | undefined;
  /** Of the base after the round, on examples that nobody holds. */
  readonly accuracy: number;
};

export const POISONER: ParticipantId = 1;
const TASK: Address = `0x${'11'.repeat(20)}`;
const ANCHOR_DISTANCE = 10;

/** Runs one task without chain and network: real training, real updates, real judging. */
export async function federate(setting: Setting, shards: Shards, seed: Digest): Promise<RoundRecord[]> {
  const { spec } = setting;
  const trainers = await Promise.all(
    shards.own.map((dataset, i) =>
      openEngine({ spec, dataset, split: splitDataset(dataset, spec, keccakWords(seed, i)), backend: 'wasm' }),
    ),
  );
  const rows = shards.heldOut.labels.length;
  const judgeRows = { train: Uint32Array.of(0), test: Uint32Array.from({ length: rows - 1 }, (_, i) => i + 1) };
  const outside = await openEngine({ spec, dataset: shards.heldOut, split: judgeRows, backend: 'wasm' });
  const adopted = [initialWeights(layoutOf(spec), seed)];
  const records: RoundRecord[] = [];
  try {
    for (let round = 1; round <= setting.rounds; round++) {
      const { next, ...record } = await play(setting, trainers, adopted, round, keccakWords(seed, round));
      if (record.adopted) adopted.push(next);
      const { accuracy } = await outside.evaluate(adopted[adopted.length - 1], 'test');
      records.push({ ...record, accuracy: rounded(accuracy) });
    }
    return records;
  } finally {
    for (const trainer of [...trainers, outside]) await trainer.close();
  }
}

type Played = Omit<RoundRecord, 'accuracy'> & { readonly next: Weights };

async function play(
  setting: Setting,
  trainers: readonly Trainer[],
  adopted: readonly Weights[],
  round: number,
  seed: Digest,
): Promise<Played> {
  const { spec, keepFrom } = setting;
  const base = adopted[adopted.length - 1];
  const ids = trainers.map((_, i) => i + 1);
  const seats = drawSeats(seed, ids, setting.proposers, setting.voters);
  const updates: SeatUpdate[] = [];
  for (const [seat, id] of seats.proposers.entries())
    updates.push({ seat, delta: await propose(setting, trainers[id - 1], base, id, round, seed) });

  const short = clipped(updates, spec.aggregation);
  const mean = stepped(base, meanDelta(short, base.length), 1);
  const opinions: Ballot[] = [];
  const before: number[] = [];
  for (const id of seats.voters) {
    const loss = async (weights: Weights) => (await trainers[id - 1].evaluate(weights, 'test')).loss;
    const common = { lossBase: await loss(base), lossMean: await loss(mean), proposals: short.length, ...spec.merit };
    const merits = new Uint8Array(MAX_SEATS);
    for (const { seat, delta } of short) {
      const merit = meritOf({ ...common, lossStep: await loss(stepped(base, delta, 1 / short.length)) });
      merits[seat] = id === POISONER && setting.poisoner === 'inverting voter' ? Math.max(2, 256 - merit) : merit;
    }
    opinions.push({ weight: 1n, merits });
    before.push(common.lossBase);
  }
  const proposed = 2 ** updates.length - 1;
  const judged = judge(proposed, opinions, 'Median', keepFrom);
  const next = aggregate({ base, updates, keptSeats: seatsIn(judged.kept), ...spec.aggregation });
  return { next, ...(await attest(setting, trainers, adopted, next, { seats, opinions, before, proposed, judged })) };
}

/** An update as it arrives: trained, quantised, written and read. */
async function propose(
  { spec, poisoner }: Setting,
  trainer: Trainer,
  base: Weights,
  id: ParticipantId,
  round: number,
  seed: Digest,
): Promise<Float32Array> {
  const { weights } = await trainer.fit(base, keccakWords(seed, id));
  const sign = id === POISONER && poisoner !== 'none' ? -1 : 1;
  const delta = weights.map((value, i) => sign * (value - base[i]));
  const about = { task: TASK, round, proposer: id, base: ZERO_DIGEST };
  const read = decodeUpdate(encodeUpdate({ ...about, delta }, spec), { ...about, spec });
  if (isRejected(read)) throw new RangeError(`own update rejected: ${read.reason}`);
  return read.delta;
}

type Ballots = {
  readonly seats: ReturnType<typeof drawSeats>;
  readonly opinions: readonly Ballot[];
  readonly before: readonly number[];
  readonly proposed: number;
  readonly judged: Judged;
};

async function attest(
  { epsilonBps }: Setting,
  trainers: readonly Trainer[],
  adopted: readonly Weights[],
  next: Weights,
  { seats, opinions, before, proposed, judged: { judged, kept } }: Ballots,
): Promise<Omit<Played, 'next'>> {
  const anchor = adopted[adopted.length - 1 - ANCHOR_DISTANCE];
  const voters: VoterSeat[] = [];
  for (const [i, id] of seats.voters.entries()) {
    const { loss } = await trainers[id - 1].evaluate(next, 'test');
    const drift = anchor ? loss / (await trainers[id - 1].evaluate(anchor, 'test')).loss - 1 : 0;
    voters.push({
      id,
      merits: [...opinions[i].merits.subarray(0, seats.proposers.length)],
      agreement: agreementOf(opinions[i].merits, proposed, judged),
      change: rounded(loss / before[i] - 1),
      drift: rounded(drift),
    });
  }
  const proposers = seats.proposers.map((id, seat) => ({ id, judged: judged[seat], kept: seatsIn(kept).includes(seat) }));
  const idle = agreementOf(new Uint8Array(MAX_SEATS).fill(NEUTRAL_MERIT), proposed, judged);
  return { proposers, voters, adopted: isAdopted(voters, epsilonBps), idle };
}

/** What the voters make of it, with equal weights, were the tolerance `bps`. */
export function isAdopted(voters: readonly VoterSeat[], bps: number): boolean {
  const worse = voters.filter(({ change, drift }) => change > bps / 1e4 || drift > (3 * bps) / 1e4).length;
  return 2 * worse < voters.length;
}

/** A seed of chance for a name, so that runs can be named. */
export function runSeed(name: string): Digest {
  return seedOf(`judging ${name}`);
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
