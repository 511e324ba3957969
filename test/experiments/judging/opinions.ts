import type { Committee, Signals } from './measure.ts';

/** Ways in which a voter can make an opinion of what it measured: merit of proposer p in voter v's eyes, 2…255 around 128. */
type Opinion = (signals: Signals, v: number, p: number) => number;

const GAIN = 64;
const FLOOR = 0.1;

const scaled =
  (gain: (signals: Signals, v: number, p: number) => number, floor = FLOOR): Opinion =>
  (s, v, p) =>
    within(128 + (GAIN * gain(s, v, p)) / Math.max(Math.abs(s.base[v] - s.mean[v]), floor * s.base[v]));

const step = scaled((s, v, p) => s.step[v].length * (s.base[v] - s.step[v][p]));
const stepWide = scaled((s, v, p) => s.step[v].length * (s.base[v] - s.step[v][p]), 0.3);
const without = scaled((s, v, p) => s.step[v].length * (s.without[v][p] - s.mean[v]));
const full = scaled((s, v, p) => s.base[v] - s.full[v][p]);
const cosine: Opinion = (s, v, p) => within(128 + 2 * GAIN * s.cosine[v][p]);
const both =
  (a: Opinion, b: Opinion): Opinion =>
  (s, v, p) =>
    Math.round((a(s, v, p) + b(s, v, p)) / 2);
const least =
  (a: Opinion, b: Opinion): Opinion =>
  (s, v, p) =>
    Math.min(a(s, v, p), b(s, v, p));

export const OPINIONS = {
  step,
  'step, floor 0.3': stepWide,
  'leave-one-out': without,
  'full length': full,
  cosine,
  'step + cosine': both(step, cosine),
  'full + cosine': both(full, cosine),
  'step + full': both(step, full),
  'least of step, cosine': least(step, cosine),
  'least of full, cosine': least(full, cosine),
} as const satisfies Record<string, Opinion>;
export type OpinionName = keyof typeof OPINIONS;
export const OPINION_NAMES = Object.keys(OPINIONS) as OpinionName[];

/** What the voters make of a committee's updates: alone, on the public reference set only, or the mean of both. */
export const EYES = ['own', 'reference', 'own + reference'] as const;
export type Eyes = (typeof EYES)[number];

/** `[voters][proposers]` */
export function meritsOf(committee: Committee, name: OpinionName, eyes: Eyes): number[][] {
  const opinion = OPINIONS[name];
  const { voters, proposers } = committee;
  const shared = proposers.map((_, p) => (eyes === 'own' ? 128 : opinion(committee.reference, 0, p)));
  return voters.map((_, v) =>
    proposers.map((_, p) => {
      if (eyes === 'reference') return shared[p];
      const own = opinion(committee.own, v, p);
      return eyes === 'own' ? own : Math.round((own + shared[p]) / 2);
    }),
  );
}

function within(value: number): number {
  return Math.min(255, Math.max(2, Math.round(value)));
}
