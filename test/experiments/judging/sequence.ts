import { random, seedOf } from '../../../app/core/random.ts';
import { type Bench, type Made, make, type Rules } from './committees.ts';
import { boundOn, rateOf, simulated, stepsUntil } from './evidence.ts';
import type { Attack, Measurements } from './measure.ts';
import { areaUnder, meanOf } from './rank.ts';

/** Judgements per task, at most: a seat as proposer, or as voter, in every one of sixty rounds. */
export const JUDGEMENTS = 60;
export const BOUNDARIES = [160, 256, 512, 1024] as const;
export const SHOWN: readonly Attack[] = ['sign flip', 'label flip', 'backdoor', 'gaussian'];
/** One in a thousand, per honest participant and task. */
export const PROMISE = 0.001;
const HISTORIES = 100_000;
const SLASHES = 4; // of an eighth each: half of the stake
const MOST = 600;

export type Sequence = {
  readonly clear: number;
  readonly byBoundary: readonly {
    readonly boundary: number;
    /** Share of honest proposers slashed: simulated, and the bound, a mean over people of min(1, n · e^(−θB)). */
    readonly slashed: number;
    readonly bound: number;
    readonly voters: number;
    /** Judgements until half of the stake is lost, in the median; absent beyond 600. */
    readonly until: readonly (number | undefined)[];
    readonly liar: number | undefined;
  }[];
};

/** What becomes of honest and malicious participants under a rule. */
export function sequence(worlds: readonly Measurements[], bench: Bench, rules: Rules): Sequence {
  const made = make(worlds, bench, rules);
  const rates = made.honest.map(rateOf);
  return {
    clear: round(made.clear, 3),
    byBoundary: BOUNDARIES.map((boundary) => {
      const history = { boundary, steps: JUDGEMENTS, histories: HISTORIES };
      const half = { boundary, times: SLASHES, histories: 300, most: MOST };
      const until = (steps: readonly number[]) => stepsUntil(steps, half, random(seedOf('until')));
      return {
        boundary,
        slashed: round(simulated(made.honest, history, random(seedOf('honest'))), 5),
        bound: round(meanOf(rates.map((rate) => boundOn(rate, boundary, JUDGEMENTS))), 5),
        voters: round(simulated(made.honestVoters, history, random(seedOf('voters'))), 5),
        until: SHOWN.map((attack) => until((made.malicious.get(attack) ?? []).flat())),
        liar: until(made.liars),
      };
    }),
  };
}

/** Area under the curve of the sum of k judged merits, honest people against malicious ones. */
export function curve(made: Made, attack: Attack, counts: readonly number[]): number[] {
  const stream = random(seedOf(`curve ${attack}`));
  const sums = (people: readonly (readonly number[])[], count: number) =>
    Array.from({ length: 600 }, () => {
      const own = people[stream.below(people.length)];
      let sum = 0;
      for (let i = 0; i < count; i++) sum += Math.max(-64, Math.min(64, own[stream.below(own.length)]));
      return sum;
    });
  return counts.map((count) => round(areaUnder(sums(made.judgedHonest, count), sums(made.judgedMalicious.get(attack) ?? [[0]], count)), 3));
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
