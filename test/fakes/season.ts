import { seal } from '../../app/core/hashes.ts';
import { sharesOf } from '../../app/core/payout.ts';
import type { Address, Digest } from '../../app/core/words.ts';
import type { RoundRow, RulesView, SeatRow } from '../../app/session/views.ts';

/** A made-up season of a task whose sums are right: every reward is what the contract would pay for these merits and votes. */

export function hash(seed: string): Digest {
  let out = '';
  for (let i = 0; out.length < 64; i++) {
    let h = 0x811c9dc5 ^ i;
    for (const c of `${seed}/${i}`) h = Math.imul(h ^ c.charCodeAt(0), 0x01000193) >>> 0;
    h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d) >>> 0;
    out += ((h ^ (h >>> 13)) >>> 0).toString(16).padStart(8, '0');
  }
  return `0x${out}`;
}

/** mulberry32 */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function lossAt(round: number): number {
  const wobble = Math.sin(round * 12.9898) * 0.04;
  return round === 0 ? Math.LN10 : Math.max(0.09, Math.LN10 * Math.exp(-round * 0.24) + 0.14 + wobble * Math.exp(-round * 0.08));
}

export function accuracyAt(round: number): number {
  return Math.min(0.985, Math.max(0.09, 1 - lossAt(round) * 0.39 - (round === 0 ? 0.01 : 0)));
}

const ROUND_S = 130;
const KEEPER_ACTS = 2n;

export type Season = {
  readonly people: number;
  /** Number of the last round; the first is 0, the pioneer. */
  readonly last: number;
  readonly rules: RulesView;
  readonly walletOf: (id: number) => Address;
  readonly mine: number;
  readonly poisoner: number;
  /** Chain time at which the last round was settled. */
  readonly end: number;
};

export function seasonOf(season: Season): RoundRow[] {
  const next = chance(11);
  return Array.from({ length: season.last + 1 }, (_, round) => roundOf(season, round, next));
}

function roundOf({ people, last, rules, walletOf, mine, poisoner, end }: Season, round: number, next: () => number): RoundRow {
  const pioneer = round === 0;
  const { proposers, voters } = rules;
  const ids = drawn(people, proposers + voters, next);
  const refused = !pioneer && next() < 0.08;
  const budget = 240n * 10n ** 18n;
  const digest = hash(`model ${round}`);
  const weight = rules.weightCap;
  const of = (bps: number) => (weight * BigInt(bps)) / 10_000n;
  const settleTx = hash(`settle ${round}`);

  const seats = ids.map((id, i): SeatRow => {
    const role = i < proposers ? 'proposer' : 'voter';
    const seat = role === 'proposer' ? i : i - proposers;
    const bad = id === poisoner;
    const absent = !bad && id !== mine && next() < 0.03;
    const good = role === 'proposer' ? 112 + Math.floor(next() * 120) : Math.floor(34 + next() * 30);
    const worse = role === 'proposer' ? 18 + Math.floor(next() * 30) : -40;
    const measure = absent || pioneer ? 0 : bad ? worse : good;
    const convicted = bad && !pioneer && role === 'proposer' && round % 2 === 0;
    const tx = (act: string): Digest => hash(`${round} ${role} ${seat} ${act}`);
    const acts =
      role === 'proposer'
        ? { propose: tx('propose') }
        : pioneer
          ? { attest: tx('attest') }
          : { commit: tx('commit'), reveal: tx('reveal'), attest: tx('attest') };
    return {
      round,
      id,
      wallet: walletOf(id),
      role,
      seat,
      weight,
      digest: role === 'proposer' && !absent ? hash(`update ${round} ${id}`) : undefined,
      seal: role === 'voter' && !absent ? seal(id, round, digest) : undefined,
      measure,
      kept: role === 'proposer' && !pioneer && !absent ? measure >= rules.keepFrom : undefined,
      standing: bad ? -120 : 0,
      reward: 0n,
      slashed: convicted ? of(rules.standingPenaltyBps) : absent ? of(rules.absentPenaltyBps) : 0n,
      penalty: convicted ? 'Standing' : absent ? 'Absent' : 'None',
      attended: !absent,
      txs: { ...(absent ? {} : acts), settle: settleTx },
    };
  });
  const row = { round, pioneer, outcome: refused ? 'Refused' : 'Adopted', digest, budget, seats } as const;
  const shares = sharesOf(row, rules);
  const paidSeats = seats.map((seat, i) => ({ ...seat, reward: shares[i].reduce((sum, { got }) => sum + got, 0n) }));
  const forKeepers = (budget * BigInt(rules.keeperShareBps)) / 10_000n;
  const total = (of: (seat: SeatRow) => bigint) => paidSeats.reduce((sum, seat) => sum + of(seat), 0n);
  const slashed = total((seat) => seat.slashed);
  const keeper = (turn: number) => walletOf(1 + ((round + turn) % people));
  return {
    ...row,
    seats: paidSeats,
    paid: total((seat) => seat.reward) + forKeepers,
    slashed,
    lossBefore: pioneer ? undefined : lossAt(round - 1),
    lossAfter: pioneer ? undefined : refused ? lossAt(round - 1) * 1.08 : lossAt(round),
    settledAt: end - (last - round) * ROUND_S,
    settleTx,
    drawTx: hash(`draw ${round}`),
    seed: hash(`seed ${round}`),
    keepers: [
      { account: keeper(1), amount: forKeepers / KEEPER_ACTS },
      { account: keeper(4), amount: forKeepers - forKeepers / KEEPER_ACTS + slashed / 10n },
    ],
  };
}

/** Some ids of 1 … `people`, all different. */
function drawn(people: number, count: number, next: () => number): number[] {
  const ids = Array.from({ length: people }, (_, i) => i + 1);
  for (let i = 0; i < count; i++) {
    const j = i + Math.floor(next() * (people - i));
    [ids[i], ids[j]] = [ids[j], ids[i]];
  }
  return ids.slice(0, count);
}
