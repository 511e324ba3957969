import { aggregate } from '../../../app/aggregate/aggregate.ts';
import { norm } from '../../../app/aggregate/lanes.ts';
import { keccakWords } from '../../../app/core/hashes.ts';
import { initialWeights, layoutOf } from '../../../app/core/layout.ts';
import { drawSeats } from '../../../app/core/lottery.ts';
import { random, seedOf } from '../../../app/core/random.ts';
import type { Weights } from '../../../app/core/words.ts';
import { openProjection, rowsOf, type Seen } from './project.ts';
import { openWorld, type WorldSetting } from './world.ts';

/** What a malicious proposer sends. All updates of a round are trained once; each attack meets the same honest ones. */
export const ATTACKS = [
  'none',
  'sign flip',
  'scale 1000',
  'gaussian',
  'label flip',
  'backdoor',
  'little is enough',
  'zero',
  'stale',
  'last move',
  'copy',
] as const;
export type Attack = (typeof ATTACKS)[number];

/** One committee's measurements: everything a voter could know of each update. Signals are `[voters][proposers]`. */
export type Committee = {
  readonly round: number;
  readonly attack: Attack;
  readonly proposers: readonly number[];
  readonly malicious: readonly boolean[];
  readonly voters: readonly number[];
  readonly own: Signals;
  /** The same on the public reference set, as one voter. */
  readonly reference: Signals;
  /** Largest cosine with an update of an earlier seat, and with an update of the round before or the last move. */
  readonly likeEarlier: readonly number[];
  readonly likeLast: readonly number[];
  /** Norm over the lower median norm, before clipping. */
  readonly size: readonly number[];
};

export type Signals = {
  readonly base: readonly number[];
  readonly mean: readonly number[];
  readonly step: readonly (readonly number[])[];
  readonly without: readonly (readonly number[])[];
  readonly full: readonly (readonly number[])[];
  /** Cosine with the update that the voter has trained itself. */
  readonly cosine: readonly (readonly number[])[];
};

export type Measurements = {
  readonly committees: readonly Committee[];
  /** Loss of the base on the reference set, and cosines of two updates of one participant with different orders, per round. */
  readonly losses: readonly number[];
  readonly twins: readonly number[];
};

export type MeasureSetting = WorldSetting & {
  readonly proposers: number;
  readonly voters: number;
  /** Rounds to measure, ascending. Between them the model is only trained. */
  readonly rounds: readonly number[];
  readonly draws: number;
  readonly attacks: readonly Attack[];
  /** Measures cosines only, no losses: a tenth of the work. */
  readonly cosinesOnly?: boolean;
};

type Direction = { readonly delta: Float32Array; readonly seen: Seen; readonly norm: number };

const TWINS = 4;
const LITTLE = 1.5;
const NOISE = 0.05;

/** Trains every participant's updates round by round along one honest course and measures committees on them. */
export async function measure(setting: MeasureSetting): Promise<Measurements> {
  const { spec, participants } = setting;
  const world = await openWorld(setting);
  const rows = rowsOf([
    ...world.own.map((dataset, i) => ({ dataset, rows: world.splits[i].test })),
    { dataset: world.publicRows, rows: Uint32Array.from({ length: setting.reference }, (_, i) => i) },
  ]);
  const starts = [0];
  for (const split of world.splits) starts.push(starts[starts.length - 1] + split.test.length);
  starts.push(starts[starts.length - 1] + setting.reference);
  const projection = openProjection(spec, rows);
  const unseen: Seen = { hidden: new Float32Array(0), last: new Float32Array(0) };
  const see = (delta: Float32Array): Direction => ({
    delta,
    seen: setting.cosinesOnly ? unseen : projection.see(delta),
    norm: norm(delta),
  });
  const layout = layoutOf(spec);
  const dots = new Map<string, number>();
  const numbers = new Map<Direction, number>();
  const numberOf = (direction: Direction) => {
    if (!numbers.has(direction)) numbers.set(direction, numbers.size);
    return numbers.get(direction)!;
  };
  const cosine = (a: Direction, b: Direction): number => {
    if (a.norm === 0 || b.norm === 0) return 0;
    const [i, j] = [numberOf(a), numberOf(b)];
    const key = i < j ? `${i} ${j}` : `${j} ${i}`;
    let value = dots.get(key);
    if (value === undefined) {
      let sum = 0;
      for (let k = 0; k < a.delta.length; k++) sum += a.delta[k] * b.delta[k];
      value = sum / a.norm / b.norm;
      dots.set(key, value);
    }
    return value;
  };

  let base: Weights = initialWeights(layout, world.seed);
  let before: Direction[] = [];
  let lastMove: Direction | undefined;
  const committees: Committee[] = [];
  const losses: number[] = [];
  const twins: number[] = [];
  const ids = Array.from({ length: participants }, (_, i) => i);
  try {
    for (let round = 1; round <= setting.rounds[setting.rounds.length - 1]; round++) {
      const stream = random(keccakWords(world.seed, seedOf('attacks'), round));
      const isMeasured = setting.rounds.includes(round);
      const seated = drawSeats(keccakWords(world.seed, round, 0), ids, setting.proposers, setting.voters).proposers;
      const honest: Direction[] = [];
      // Stale updates are those of the round before.
      for (const id of isMeasured || setting.rounds.includes(round + 1) ? ids : seated)
        honest[id] = see(await world.learn(base, round, id, 'honest'));
      const next = aggregate({
        base,
        updates: seated.map((id, seat) => ({ seat, delta: honest[id].delta })),
        keptSeats: seated.map((_, seat) => seat),
        ...spec.aggregation,
      });
      const goOn = () => {
        before = honest;
        lastMove = see(next.map((value, i) => value - base[i]));
        base = next;
        dots.clear();
        numbers.clear();
      };
      if (!isMeasured) {
        goOn();
        continue;
      }
      const reference = see(await world.learn(base, round, -1, 'honest'));
      for (let id = 0; id < TWINS; id++) twins.push(cosine(honest[id], see(await world.learn(base, round, id, 'honest', 1))));
      const taught = new Map<string, Direction>();
      for (const id of world.malicious)
        for (const lesson of ['label flip', 'backdoor'] as const)
          if (setting.attacks.includes(lesson)) taught.set(`${lesson} ${id}`, see(await world.learn(base, round, id, lesson)));
      const noise = new Map<number, Direction>();
      for (const id of world.malicious) {
        const values = base.map(() => stream.normal());
        const factor = honest[id].norm / norm(values);
        noise.set(id, see(values.map((value) => value * factor)));
      }
      const little = see(alittle([...world.malicious].map((id) => honest[id].delta)));
      const baseLoss: number[] = [];
      const origin = { seen: projection.see(base), factor: 1 };
      const scaled = (of: Direction, factor: number): Direction => ({
        delta: of.delta.map((value) => value * factor),
        seen: { hidden: of.seen.hidden.map((value) => value * factor), last: of.seen.last.map((value) => value * factor) },
        norm: of.norm * Math.abs(factor),
      });
      const added = (a: Direction, b: Direction, factor: number): Direction => {
        const delta = a.delta.map((value, i) => value + factor * b.delta[i]);
        return {
          delta,
          seen: {
            hidden: a.seen.hidden.map((value, i) => value + factor * b.seen.hidden[i]),
            last: a.seen.last.map((value, i) => value + factor * b.seen.last[i]),
          },
          norm: norm(delta),
        };
      };
      const sent = (attack: Attack, id: number, victim: number): Direction => {
        switch (attack) {
          case 'sign flip':
            return scaled(honest[id], -1);
          case 'scale 1000':
            return scaled(honest[id], 1000);
          case 'gaussian':
            return noise.get(id)!;
          case 'label flip':
            return taught.get(`label flip ${id}`)!;
          case 'backdoor':
            return scaled(taught.get(`backdoor ${id}`)!, 5);
          case 'little is enough':
            return little;
          case 'zero':
            return scaled(noise.get(id)!, 1e-3);
          case 'stale':
            return before[id];
          case 'last move':
            return lastMove!;
          case 'copy':
            return added(honest[victim], noise.get(id)!, NOISE);
          default:
            return honest[id];
        }
      };

      for (let draw = 0; draw < setting.draws; draw++) {
        const seats = drawSeats(keccakWords(world.seed, round, draw), ids, setting.proposers, setting.voters);
        for (const attack of setting.attacks) {
          if (round === 1 && (attack === 'stale' || attack === 'last move')) continue;
          const isBad = (id: number) => attack !== 'none' && world.malicious.has(id);
          const victim = seats.proposers.find((id) => !isBad(id)) ?? seats.proposers[0];
          const updates = seats.proposers.map((id) => (isBad(id) ? sent(attack, id, victim) : honest[id]));
          committees.push({
            round,
            attack,
            proposers: seats.proposers,
            malicious: seats.proposers.map(isBad),
            voters: seats.voters,
            ...judged(updates, seats.voters),
          });
        }
      }
      losses.push(projection.loss([origin], starts[participants], starts[participants + 1]));
      goOn();

      function judged(updates: readonly Direction[], voters: readonly number[]) {
        const sorted = updates.map((update) => update.norm).sort((a, b) => a - b);
        const limit = sorted[Math.floor((sorted.length - 1) / 2)];
        const factors = updates.map((update) => (update.norm <= limit ? 1 : limit / update.norm));
        const terms = updates.map(({ seen }, i) => ({ seen, factor: factors[i] }));
        const all = updates.length;
        const total = setting.cosinesOnly ? unseen : sumOf(terms);
        const signals = (at: readonly number[], trained: readonly Direction[]): Signals => {
          const cosines = trained.map((mine) => updates.map((update) => short(cosine(mine, update))));
          if (setting.cosinesOnly) return { base: [], mean: [], step: [], without: [], full: [], cosine: cosines };
          const loss = (voter: number, list: Parameters<typeof projection.loss>[0]) =>
            short(projection.loss([origin, ...list], starts[voter], starts[voter + 1]));
          return {
            base: at.map((voter) => (baseLoss[voter] ??= loss(voter, []))),
            mean: at.map((voter) => loss(voter, [{ seen: total, factor: 1 / all }])),
            step: at.map((voter) => terms.map(({ seen, factor }) => loss(voter, [{ seen, factor: factor / all }]))),
            without: at.map((voter) =>
              terms.map(({ seen, factor }) =>
                loss(voter, [
                  { seen: total, factor: 1 / (all - 1) },
                  { seen, factor: -factor / (all - 1) },
                ]),
              ),
            ),
            full: at.map((voter) => terms.map((term) => loss(voter, [term]))),
            cosine: cosines,
          };
        };
        return {
          own: signals(
            voters,
            voters.map((voter) => honest[voter]),
          ),
          reference: signals([participants], [reference]),
          likeEarlier: updates.map((update, i) => short(Math.max(-1, ...updates.slice(0, i).map((other) => cosine(update, other))))),
          likeLast: updates.map((update) =>
            short(Math.max(-1, ...[...before, ...(lastMove ? [lastMove] : [])].map((other) => cosine(update, other)))),
          ),
          size: updates.map((update) => short(limit === 0 ? 0 : update.norm / limit)),
        };
      }
    }
    return { committees, losses, twins: twins.map(short) };
  } finally {
    projection.close();
    await world.close();
  }
}

function sumOf(terms: readonly { readonly seen: Seen; readonly factor: number }[]): Seen {
  const hidden = new Float32Array(terms[0].seen.hidden.length);
  const last = new Float32Array(terms[0].seen.last.length);
  for (const { seen, factor } of terms) {
    for (let i = 0; i < hidden.length; i++) hidden[i] += factor * seen.hidden[i];
    for (let i = 0; i < last.length; i++) last[i] += factor * seen.last[i];
  }
  return { hidden, last };
}

/** Mean − 1.5 deviations of what the liars would honestly send, value by value (Baruch et al., 2019). */
function alittle(deltas: readonly Float32Array[]): Float32Array {
  return deltas[0].map((_, i) => {
    let [sum, squares] = [0, 0];
    for (const delta of deltas) {
      sum += delta[i];
      squares += delta[i] * delta[i];
    }
    const mean = sum / deltas.length;
    return mean - LITTLE * Math.sqrt(Math.max(0, squares / deltas.length - mean * mean));
  });
}

function short(value: number): number {
  return Number(value.toPrecision(5));
}
