import type { SeatRow } from '../../../app/chain/views.ts';
import type { ImageSpec } from '../../../app/core/spec.ts';
import { type Address, type Role, ZERO_DIGEST } from '../../../app/core/words.ts';
import { digitsSpec, localRules, TOKEN } from '../../../app/node/presets.ts';
import { type Source, shardsOf } from '../judging/examples.ts';
import { runSeed } from '../poisoner/federation.ts';
import * as deviations from '../simulation/deviations.ts';
import { type Outcome, simulate } from '../simulation/simulate.ts';

/** A way to depart, and how many of the participants take it. */
export type Strategy = { readonly name: string; readonly deviants: number; readonly make: () => deviations.Deviation | undefined };

const one = (make: Strategy['make'], deviants = 1): Strategy => ({ name: make()?.name ?? 'nobody departs', deviants, make });

/** Alone first: does it pay to be the only one? Then a third of all together. */
export const STRATEGIES: readonly Strategy[] = [
  one(() => undefined, 0),
  one(() => deviations.SIGN_FLIP),
  one(() => deviations.SIGN_FLIP_ONLY),
  one(() => deviations.INVERTED_VOTES),
  one(() => deviations.LAZY_VOTER),
  one(() => deviations.guessingVoter('alone')),
  one(() => deviations.FREE_RIDER),
  one(() => deviations.FAINT_FLIP),
  one(() => deviations.LOUD),
  one(() => deviations.WITHHOLDS_REVEAL),
  one(() => deviations.WITHHOLDS_BLOCKS),
  one(() => deviations.IDLE),
  one(deviations.duplicates, 3),
  one(() => deviations.SIGN_FLIP, 4),
  one(() => deviations.LAZY_VOTER, 4),
  one(() => deviations.FREE_RIDER, 4),
];

/** What seats of one role brought on average, in percent of the minimum stake. */
export type Pay = { readonly seats: number; readonly earned: number; readonly slashed: number; readonly net: number };

/** Of one kind of participants over all runs. */
export type Side = {
  readonly proposer: Pay;
  readonly voter: Pay;
  /** Of a seat as proposer and a seat as voter together. */
  readonly net: number;
  /** Share of its judged proposals that were kept. */
  readonly kept: number;
};

export type StrategyResult = {
  readonly name: string;
  readonly deviants: number;
  readonly deviant?: Side;
  readonly honest: Side;
  /** Most that any honest participant lost, in percent of the minimum stake. */
  readonly worstHonestSlash: number;
  readonly adopted: number;
  readonly rounds: number;
  /** On examples that nobody holds, after the last round: mean over runs. */
  readonly accuracy: number;
  readonly failures: readonly string[];
};

export type Form = {
  readonly participants: number;
  readonly proposers: number;
  readonly voters: number;
  readonly rounds: number;
  readonly rows: number;
};
export const FORM: Form = { participants: 12, proposers: 4, voters: 5, rounds: 16, rows: 600 };
const NOBODY: Address = `0x${'00'.repeat(20)}`;

/** Runs a strategy once per seed, under the rules of the local network. */
export async function tryStrategy(
  strategy: Strategy,
  seeds: readonly string[],
  form = FORM,
  source: Source = 'mnist',
): Promise<StrategyResult> {
  const spec = digitsSpec() as ImageSpec;
  const preset = localRules({ stakeToken: NOBODY, beacon: NOBODY, creator: NOBODY, specDigest: ZERO_DIGEST, startBy: 0 });
  const { minStake, weightCap, estimator, keepFrom, epsilonBps, proposerBoundary, voterBoundary, convictionStep, expectedAgreement } =
    preset;
  const judging = {
    minStake,
    weightCap,
    estimator,
    keepFrom,
    epsilonBps,
    proposerBoundary,
    voterBoundary,
    convictionStep,
    expectedAgreement,
  };
  const outcomes: Outcome[] = [];
  for (const seed of seeds) {
    const shards = await shardsOf(source, spec, form.participants, form.rows, runSeed(seed));
    const deviation = strategy.make();
    outcomes.push(
      await simulate({
        spec,
        rules: {
          ...judging,
          rounds: form.rounds,
          proposers: form.proposers,
          voters: form.voters,
          minParticipants: form.proposers + form.voters,
        },
        stake: 2n * minStake,
        parts: shards.own.map((dataset, i) => ({ dataset, ...(i < strategy.deviants && { deviation }) })),
        heldOut: shards.heldOut,
        seed,
      }),
    );
  }
  const isDeviant = ({ ids }: Outcome, id: number) => ids.indexOf(id) < strategy.deviants;
  const seatsOf = (wanted: boolean) =>
    outcomes.flatMap((outcome) =>
      outcome.leaderboard.rounds.flatMap(({ seats }) => seats.filter(({ id }) => isDeviant(outcome, id) === wanted)),
    );
  const training = outcomes.flatMap(({ leaderboard }) => leaderboard.rounds.filter(({ pioneer }) => !pioneer));
  const lost = outcomes.flatMap((outcome) =>
    outcome.leaderboard.rows.filter(({ id }) => !isDeviant(outcome, id)).map(({ slashed }) => percent(slashed)),
  );
  return {
    name: strategy.name,
    deviants: strategy.deviants,
    ...(strategy.deviants > 0 && { deviant: sideOf(seatsOf(true)) }),
    honest: sideOf(seatsOf(false)),
    worstHonestSlash: Math.max(0, ...lost),
    adopted: training.filter(({ outcome }) => outcome === 'Adopted').length,
    rounds: training.length,
    accuracy: outcomes.reduce((sum, { accuracy }) => sum + accuracy[accuracy.length - 1], 0) / outcomes.length,
    failures: [...new Set(outcomes.flatMap(({ failures }) => failures))].slice(0, 10),
  };
}

const percent = (amount: bigint) => Number((amount * 10_000n) / (100n * TOKEN)) / 100;

function sideOf(seats: readonly SeatRow[]): Side {
  const payOf = (role: Role): Pay => {
    const held = seats.filter((seat) => seat.role === role);
    const mean = (of: (seat: SeatRow) => bigint) => percent(held.reduce((sum, seat) => sum + of(seat), 0n)) / Math.max(1, held.length);
    const [earned, slashed] = [mean(({ reward }) => reward), mean((seat) => seat.slashed)];
    return { seats: held.length, earned, slashed, net: earned - slashed };
  };
  const [proposer, voter] = [payOf('proposer'), payOf('voter')];
  const judged = seats.filter((seat) => seat.role === 'proposer' && seat.attended && seat.kept !== undefined);
  const kept = judged.filter((seat) => seat.kept).length / Math.max(1, judged.length);
  return { proposer, voter, net: proposer.net + voter.net, kept };
}
