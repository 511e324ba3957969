import { aggregate } from '../../../app/aggregate/aggregate.ts';
import type { SeatUpdate } from '../../../app/aggregate/clip.ts';
import { keccakWords } from '../../../app/core/hashes.ts';
import { agreementOf, type Ballot, isClear, type Judged, judge, seatsIn } from '../../../app/core/judge.ts';
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
import { opinions } from '../../../app/session/opinions.ts';
import { openEngine } from '../../../app/train/engine.ts';
import type { Trainer } from '../../../app/train/trainer.ts';
import { decodeUpdate, isRejected } from '../../../app/update/decode.ts';
import { encodeUpdate } from '../../../app/update/encode.ts';
import type { Shards } from '../judging/examples.ts';

/** What a federation is made of. The poisoner, id 1, proposes the negative of what it has learnt; as voter it is as told. */
export type Setting = {
  readonly spec: ImageSpec;
  readonly participants: number;
  readonly proposers: number;
  readonly voters: number;
  readonly rounds: number;
  readonly keepFrom: number;
  readonly evidenceBps: number;
  readonly epsilonBps: number;
  readonly poisoner: 'none' | 'honest voter' | 'inverting voter';
};

export type ProposerSeat = { readonly id: ParticipantId; readonly judged: number; readonly agreed: number; readonly kept: boolean };
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
  readonly isClear: boolean;
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

  const before = adopted[adopted.length - 2];
  const lastMove = before && base.map((value, i) => value - before[i]);
  const ballots: Ballot[] = [];
  const losses: number[] = [];
  for (const id of seats.voters) {
    const loss = async (weights: Weights) => (await trainers[id - 1].evaluate(weights, 'test')).loss;
    const own = spec.merit.name === 'step' ? undefined : (await trainers[id - 1].fit(base, keccakWords(seed, id))).weights.map(minus(base));
    const merits = new Uint8Array(MAX_SEATS);
    for await (const { seat, merit } of opinions({ spec, base, updates, own, lastMove, lossOf: loss }))
      merits[seat] = id === POISONER && setting.poisoner === 'inverting voter' ? Math.max(2, 256 - merit) : merit;
    ballots.push({ weight: 1n, merits });
    losses.push(await loss(base));
  }
  const proposed = 2 ** updates.length - 1;
  const judged = judge(proposed, ballots, { estimator: 'Median', keepFrom, evidenceBps: setting.evidenceBps });
  const next = aggregate({ base, updates, keptSeats: seatsIn(judged.kept), ...spec.aggregation });
  return { next, ...(await attest(setting, trainers, adopted, next, { seats, ballots, losses, proposed, judged })) };
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
  const delta = weights.map(minus(base)).map((value) => sign * value);
  const about = { task: TASK, round, proposer: id, base: ZERO_DIGEST };
  const read = decodeUpdate(encodeUpdate({ ...about, delta }, spec), { ...about, spec });
  if (isRejected(read)) throw new RangeError(`own update rejected: ${read.reason}`);
  return read.delta;
}

type Ballots = {
  readonly seats: ReturnType<typeof drawSeats>;
  readonly ballots: readonly Ballot[];
  readonly losses: readonly number[];
  readonly proposed: number;
  readonly judged: Judged;
};

async function attest(
  { epsilonBps, evidenceBps }: Setting,
  trainers: readonly Trainer[],
  adopted: readonly Weights[],
  next: Weights,
  { seats, ballots, losses, proposed, judged: { judged, agreed, kept } }: Ballots,
): Promise<Omit<Played, 'next'>> {
  const anchor = adopted[adopted.length - 1 - ANCHOR_DISTANCE];
  const voters: VoterSeat[] = [];
  for (const [i, id] of seats.voters.entries()) {
    const { loss } = await trainers[id - 1].evaluate(next, 'test');
    const drift = anchor ? loss / (await trainers[id - 1].evaluate(anchor, 'test')).loss - 1 : 0;
    voters.push({
      id,
      merits: [...ballots[i].merits.subarray(0, seats.proposers.length)],
      agreement: agreementOf(ballots[i].merits, proposed, judged),
      change: rounded(loss / losses[i] - 1),
      drift: rounded(drift),
    });
  }
  const proposers = seats.proposers.map((id, seat) => ({
    id,
    judged: judged[seat],
    agreed: agreed[seat],
    kept: seatsIn(kept).includes(seat),
  }));
  const idle = agreementOf(new Uint8Array(MAX_SEATS).fill(NEUTRAL_MERIT), proposed, judged);
  const clear = isClear(
    ballots,
    voters.map(({ agreement }) => agreement),
    evidenceBps,
  );
  return { proposers, voters, adopted: isAdopted(voters, epsilonBps), isClear: clear, idle };
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

function minus(base: Weights) {
  return (value: number, i: number) => value - base[i];
}

function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
