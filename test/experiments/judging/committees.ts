import { agreementOf, type Ballot, isClear, judge, moveProposer, moveVoter } from '../../../app/core/judge.ts';
import { random, seedOf } from '../../../app/core/random.ts';
import { MAX_SEATS } from '../../../app/core/words.ts';
import type { Attack, Measurements } from './measure.ts';
import { type Eyes, meritsOf, type OpinionName } from './opinions.ts';

/** How large a committee is, and what share of the voters lies: 255 for those they shield, 2 for everybody else. */
export type Bench = { readonly voters: 9 | 32; readonly eta: number };

export type Rules = { readonly opinion: OpinionName; readonly eyes: Eyes; readonly evidenceBps: number };

/** What committees made of people, judgement by judgement. Everybody's steps are a list of their own. */
export type Made = {
  readonly honest: readonly (readonly number[])[];
  readonly malicious: ReadonlyMap<Attack, readonly (readonly number[])[]>;
  readonly honestVoters: readonly (readonly number[])[];
  readonly liars: readonly number[];
  readonly clear: number;
  /** Judged merits less 128. */
  readonly judgedHonest: readonly (readonly number[])[];
  readonly judgedMalicious: ReadonlyMap<Attack, readonly (readonly number[])[]>;
};

const LOW = -30_000;
const ENDLESS = { convictionStep: 0, proposerBoundary: 60_000, voterBoundary: 60_000, expectedAgreement: 0 };
/** How often each measured committee is cast anew: the first nine voters, the next nine, and so on. */
const CASTS = 3;

/** Runs the contract's own rules over the committees of several worlds. */
export function make(worlds: readonly Measurements[], bench: Bench, rules: Rules): Made {
  const stream = random(seedOf(`bench ${bench.voters} ${bench.eta}`));
  const honest = new Lists();
  const honestVoters = new Lists();
  const judgedHonest = new Lists();
  const malicious = new Map<Attack, Lists>();
  const judgedMalicious = new Map<Attack, Lists>();
  const liars: number[] = [];
  let [clear, all] = [0, 0];
  for (const [w, { committees }] of worlds.entries()) {
    for (const committee of committees) {
      const merits = meritsOf(committee, rules.opinion, rules.eyes);
      for (const seats of castsOf(bench)) {
        const lying = seats.map(() => stream.uniform() < bench.eta);
        const ballots = seats.map((v, i) => ballotOf(merits[v], committee.malicious, lying[i]));
        const proposed = 2 ** committee.proposers.length - 1;
        const { judged, agreed } = judge(proposed, ballots, { estimator: 'Median', keepFrom: 128, evidenceBps: rules.evidenceBps });
        const agreements = ballots.map((ballot) => agreementOf(ballot.merits, proposed, judged));
        const isSure = isClear(ballots, agreements, rules.evidenceBps);
        all++;
        if (isSure) clear++;
        committee.proposers.forEach((id, p) => {
          const said = { judged: judged[p], agreed: agreed[p], isClear: isSure, convicted: false };
          const step = moveProposer(LOW, said, ENDLESS).standing - LOW;
          const key = `${w} ${id}`;
          const isBad = committee.malicious[p];
          (isBad ? listsOf(malicious, committee.attack) : honest).add(key, step);
          (isBad ? listsOf(judgedMalicious, committee.attack) : judgedHonest).add(key, judged[p] - 128);
        });
        seats.forEach((v, i) => {
          const said = { agreement: agreements[i], isClear: isSure, convicted: false };
          const step = moveVoter(LOW, said, ENDLESS).standing - LOW;
          if (lying[i]) liars.push(step);
          else honestVoters.add(`${w} ${committee.voters[v]}`, step);
        });
      }
    }
  }
  return {
    honest: honest.all(),
    malicious: new Map([...malicious].map(([attack, lists]) => [attack, lists.all()])),
    honestVoters: honestVoters.all(),
    liars,
    clear: clear / all,
    judgedHonest: judgedHonest.all(),
    judgedMalicious: new Map([...judgedMalicious].map(([attack, lists]) => [attack, lists.all()])),
  };
}

function ballotOf(merits: readonly number[], malicious: readonly boolean[], isLying: boolean): Ballot {
  const word = new Uint8Array(MAX_SEATS);
  merits.forEach((merit, p) => {
    word[p] = isLying ? (malicious[p] ? 255 : 2) : merit;
  });
  return { weight: 1n, merits: word };
}

export function castsOf({ voters }: Bench): number[][] {
  const casts = voters === 32 ? 1 : CASTS;
  return Array.from({ length: casts }, (_, cast) => Array.from({ length: voters }, (__, i) => cast * voters + i));
}

function listsOf(map: Map<Attack, Lists>, attack: Attack): Lists {
  const lists = map.get(attack) ?? new Lists();
  map.set(attack, lists);
  return lists;
}

class Lists {
  readonly #lists = new Map<string, number[]>();
  add(key: string, value: number): void {
    const list = this.#lists.get(key);
    if (list) list.push(value);
    else this.#lists.set(key, [value]);
  }
  all(): number[][] {
    return [...this.#lists.values()];
  }
}
