import { type Move, moveProposer, moveVoter } from '../../../app/core/judge.ts';
import type { ImageSpec } from '../../../app/core/spec.ts';
import { isAdopted, POISONER, type RoundRecord, type Setting } from './federation.ts';

/** All that the figures depend on; the spec and the rules are the local network's. */
export type Conditions = {
  readonly command: string;
  readonly seeds: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  readonly participants: number;
  readonly proposers: number;
  readonly voters: number;
  readonly rounds: number;
  readonly rows: number;
  readonly rules: Rules;
  readonly training: ImageSpec['training'];
};

export type Rules = {
  readonly keepFrom: number;
  readonly proposerBoundary: number;
  readonly voterBoundary: number;
  readonly convictionStep: number;
  readonly expectedAgreement: number;
  readonly epsilonBps: number;
};

export type Scene = {
  readonly title: string;
  readonly poisoner: Setting['poisoner'] /** Under the preset. */;
  readonly isUsual: boolean;
  readonly runs: readonly (readonly RoundRecord[])[];
};
export type Findings = { readonly scenes: readonly SceneFindings[]; readonly recommended: Omit<Rules, 'convictionStep'> };
export type SceneFindings = ReturnType<typeof sceneFindings>;

export const EPSILONS_BPS = [0, 200, 500, 1000] as const;
export const ACCURACY_AFTER = [4, 8, 12, 16] as const;
export const PROPOSALS = [2, 3, 4] as const;
export const EXPECTED = [0, 4, 8, 16] as const;
/** Votes after which a voter against the truth should have been found. */
export const VOTES = 8;
const QUANTILES = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 1];
/** Share of rounds that must be adopted for a tolerance to be recommended. */
const ADOPTED = 0.98;
const STEP = 64;

export function findingsOf({ rules }: Conditions, scenes: readonly Scene[]): Findings {
  const all = scenes.map((scene) => sceneFindings(scene, rules));
  return { scenes: all, recommended: recommend(all.filter((_, i) => scenes[i].isUsual)) };
}

/** Standings as if no boundary were ever met: what a boundary would have to tell apart. */
function sceneFindings({ title, poisoner, runs }: Scene, rules: Rules) {
  const seats = runs.flat().flatMap(({ proposers }) => proposers);
  const honest = seats.filter(({ id }) => id !== POISONER);
  const malicious = seats.filter(({ id }) => id === POISONER);
  const proposerCourses = runs.map((run) => courses(run, 'proposers', rules));
  const isLiar = poisoner === 'inverting voter';
  const byExpected = EXPECTED.map((expectedAgreement) => {
    const found = runs.map((run) => courses(run, 'voters', { ...rules, expectedAgreement }));
    const idle = runs.map((run) => courses(run, 'idle', { ...rules, expectedAgreement }));
    const after = (course: readonly number[] = []) => course[Math.min(VOTES, course.length) - 1] ?? 0;
    return {
      expectedAgreement,
      worstHonest: Math.min(...found.flatMap((run) => [...run].flatMap(([id, course]) => (isLiar && id === POISONER ? [] : course)))),
      /** After eight votes, in the run where it fell least. */
      invertingVoter: isLiar ? Math.max(...found.map((run) => after(run.get(POISONER)))) : undefined,
      /** Seated in every round, after eight votes, in the run where it fell least. */
      idleVoter: Math.max(...idle.map((run) => after(run.get(0)))),
    };
  });
  return {
    title,
    merits: { honest: spread(honest.map(({ judged }) => judged)), malicious: spread(malicious.map(({ judged }) => judged)) },
    leftOut: { honest: honest.filter(({ kept }) => !kept).length, of: honest.length },
    poisonKept: { kept: malicious.filter(({ kept }) => kept).length, of: malicious.length },
    worstHonestProposer: Math.min(...proposerCourses.flatMap((run) => [...run].flatMap(([id, course]) => (id === POISONER ? [] : course)))),
    /** The highest over the runs: where it fell least. */
    malicious: PROPOSALS.map((count) => Math.max(...proposerCourses.map((run) => run.get(POISONER)?.[count - 1] ?? 0))),
    agreement: spread(
      runs
        .flat()
        .flatMap(({ voters }) =>
          voters.flatMap(({ id, agreement }) => (agreement === undefined || (isLiar && id === POISONER) ? [] : agreement)),
        ),
    ),
    byExpected,
    adopted: EPSILONS_BPS.map((bps) => share(runs.flat(), ({ voters }) => isAdopted(voters, bps))),
    accuracy: ACCURACY_AFTER.map((round) => spread(runs.map((run) => run[round - 1].accuracy))),
  };
}

/** Standing after each seat held, by participant; 0 is a voter that always says 128. */
function courses(run: readonly RoundRecord[], role: 'proposers' | 'voters' | 'idle', rules: Rules): Map<number, number[]> {
  const found = new Map<number, number[]>();
  const endless = { ...rules, proposerBoundary: Number.POSITIVE_INFINITY, voterBoundary: Number.POSITIVE_INFINITY };
  const settle = (id: number, next: (standing: number) => Move) => {
    const course = found.get(id) ?? [];
    found.set(id, [...course, next(course.at(-1) ?? 0).standing]);
  };
  for (const { proposers, voters, idle, isClear } of run) {
    if (role === 'idle') settle(0, (standing) => moveVoter(standing, { agreement: idle, isClear, convicted: false }, endless));
    if (role === 'voters')
      for (const { id, agreement } of voters)
        settle(id, (standing) => moveVoter(standing, { agreement, isClear, convicted: false }, endless));
    if (role === 'proposers')
      for (const { id, ...seat } of proposers)
        settle(id, (standing) => moveProposer(standing, { ...seat, isClear, convicted: false }, endless));
  }
  return found;
}

/**
 * What tells apart best: no poison is kept; a poisoner falls with its fourth proposal, with a sixth to spare;
 * voters may fall twice as far as any honest one did, and four of the longest steps; the smallest tolerance that stops next to no round.
 */
function recommend(scenes: readonly SceneFindings[]): Findings['recommended'] {
  const poison = Math.max(...scenes.map(({ merits }) => merits.malicious[6]));
  const poisonFall = Math.min(...scenes.map(({ malicious }) => -malicious[PROPOSALS.length - 1]));
  const margins = EXPECTED.map((_, i) => {
    const falls = scenes.map(({ byExpected }) => byExpected[i]);
    const honest = Math.max(1, ...falls.map(({ worstHonest }) => -worstHonest));
    const lying = Math.min(...falls.flatMap(({ invertingVoter }) => (invertingVoter === undefined ? [] : -invertingVoter)));
    return { honest, ratio: lying / honest };
  });
  const best = margins.reduce((at, { ratio }, i) => (ratio > margins[at].ratio ? i : at), 0);
  const epsilon = EPSILONS_BPS.findIndex((_, i) => scenes.every(({ adopted }) => adopted[i] >= ADOPTED));
  return {
    keepFrom: 16 * (Math.floor(poison / 16) + 1),
    proposerBoundary: 32 * Math.floor((5 * poisonFall) / 6 / 32),
    voterBoundary: STEP * Math.max(4, Math.ceil((2 * margins[best].honest) / STEP)),
    expectedAgreement: EXPECTED[best],
    epsilonBps: EPSILONS_BPS.at(epsilon) as number,
  };
}

function spread(values: readonly number[]): number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return QUANTILES.map((q) => sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]);
}

function share<T>(items: readonly T[], is: (item: T) => boolean): number {
  return items.filter(is).length / items.length;
}
