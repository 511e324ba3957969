import { random, seedOf } from '../../../app/core/random.ts';
import { castsOf } from './committees.ts';
import { ATTACKS, type Attack, type Measurements } from './measure.ts';
import { type Eyes, meritsOf, type OpinionName } from './opinions.ts';
import { areaUnder, meanOf } from './rank.ts';

/** How nine opinions become one. `one`: each voter by itself. */
export const ESTIMATORS = ['one', 'median', 'clamped mean', 'trimmed mean'] as const;
export type EstimatorName = (typeof ESTIMATORS)[number];

/** Of single judgements: area under the curve, and what share of the malicious is kept at neutral, by attack. */
export type Single = {
  readonly leftOut: number;
  readonly byAttack: readonly { readonly attack: Attack; readonly area: number; readonly kept: number }[];
};

/** Honest against malicious updates in the same rounds. `leftOut`: share of the honest below neutral where nobody attacks. */
export function judgeSingly(
  worlds: readonly Measurements[],
  how: { readonly opinion: OpinionName; readonly eyes: Eyes; readonly estimator: EstimatorName; readonly eta: number },
): Single {
  const stream = random(seedOf(`single ${how.eta}`));
  const found = new Map<Attack, { honest: number[]; malicious: number[] }>(
    ATTACKS.map((attack) => [attack, { honest: [], malicious: [] }]),
  );
  for (const committee of worlds.flatMap(({ committees }) => committees)) {
    const merits = meritsOf(committee, how.opinion, how.eyes);
    for (const seats of castsOf({ voters: 9, eta: how.eta })) {
      const lying = seats.map(() => stream.uniform() < how.eta);
      committee.malicious.forEach((isBad, p) => {
        const said = seats.map((v, i) => (lying[i] ? (isBad ? 255 : 2) : merits[v][p]));
        const list = found.get(committee.attack)![isBad ? 'malicious' : 'honest'];
        if (how.estimator === 'one') list.push(...said);
        else list.push(estimate(said, how.estimator));
      });
    }
  }
  const below = found.get('none')!.honest;
  return {
    leftOut: share(below, (merit) => merit < 128),
    byAttack: ATTACKS.filter((attack) => attack !== 'none').map((attack) => {
      const { honest, malicious } = found.get(attack)!;
      return { attack, area: areaUnder(honest, malicious), kept: share(malicious, (merit) => merit >= 128) };
    }),
  };
}

function estimate(merits: readonly number[], how: EstimatorName): number {
  const sorted = [...merits].sort((a, b) => a - b);
  if (how === 'median') return sorted[Math.floor((sorted.length - 1) / 2)];
  if (how === 'clamped mean') return meanOf(sorted.slice(1, -1).map((merit) => Math.min(192, Math.max(64, merit))));
  const cut = Math.floor(sorted.length / 4);
  return meanOf(sorted.slice(cut, sorted.length - cut));
}

function share(values: readonly number[], is: (value: number) => boolean): number {
  return values.length === 0 ? 0 : values.filter(is).length / values.length;
}
