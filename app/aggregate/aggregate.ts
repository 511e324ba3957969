import { BaseError } from '../core/errors.ts';
import { normalised } from '../core/float.ts';
import type { Spec } from '../core/spec.ts';
import type { Merits, Weights } from '../core/words.ts';
import { auto } from './auto.ts';
import { centredClipping } from './centred.ts';
import { bySeat, factorsOf, type SeatUpdate } from './clip.ts';
import { geometricMedian } from './geometric.ts';
import { type Gram, gramOf } from './gram.ts';
import { multiKrum } from './krum.ts';
import { norm } from './lanes.ts';
import { mean } from './mean.ts';
import { median } from './median.ts';
import type { Ballot, Combine, Rule } from './rule.ts';
import { trimmedMean } from './trimmed.ts';

/**
 * Combines the updates of a round into the next model. In: the base, all *valid* updates with their seats in any order,
 * the kept seats, the spec's rule and bounds. Out: new weights, the same bits on every machine: float64 + − × ÷ and √ in a
 * fixed order, one rounding to float32, −0 and denormals as +0. Refuses updates that are not as long as the base.
 */
export type Round = {
  readonly base: Weights;
  readonly updates: readonly SeatUpdate[];
  /** Seats to aggregate; those without a valid update contribute nothing. */
  readonly keptSeats: readonly number[];
  /** Judged merits by seat, as the chain has them. */
  readonly judged?: Merits;
} & Spec['aggregation'];

const RULES: Record<Spec['aggregation']['rule'], Rule> = {
  mean,
  median,
  'trimmed-mean': trimmedMean,
  'multi-krum': multiKrum,
  'geometric-median': geometricMedian,
  'centred-clipping': centredClipping,
  auto,
};

/** Values combined at a time: the working set stays in a core's cache. */
const CHUNK = 4096;

/** `base + rule(clipped kept updates)`, rounded once; the base itself where nothing was kept. @throws MisfitUpdateError */
export function aggregate(round: Round): Weights {
  const { base, updates } = round;
  for (const { seat, delta } of updates) if (delta.length !== base.length) throw new MisfitUpdateError(seat, base.length, delta.length);
  const ballot = ballotOf(round);
  return combined(base, ballot && RULES[round.rule](ballot));
}

/** Mean of clipped updates `[parameters]`: the common direction that a single merit is measured against. */
export function meanDelta(updates: readonly SeatUpdate[], size: number): Float32Array {
  const rows = bySeat(updates).map(({ delta }) => delta);
  const ballot = { rows, factors: rows.map(() => 1), gram: () => gramOf(rows, []), liars: 0 };
  return combined(new Float32Array(size), rows.length > 0 ? mean(ballot) : undefined);
}

/** `base + Δ · factor`, rounded once: the model a voter evaluates for one update, with factor 1/P, or for their mean. */
export function stepped(base: Weights, delta: Float32Array, factor: number): Weights {
  return base.map((value, i) => value + delta[i] * factor);
}

/** What the rule sees; undefined where nothing was kept. The norms of all valid updates set the clip, kept or not. */
function ballotOf({ updates, keptSeats, judged, ...rule }: Round): Ballot | undefined {
  const kept = new Set(keptSeats);
  const sorted = bySeat(updates);
  const factors = factorsOf(
    sorted.map(({ delta }) => norm(delta)),
    rule,
  );
  const taken = sorted.flatMap(({ seat }, i) => (kept.has(seat) ? [i] : []));
  if (taken.length === 0) return undefined;
  const rows = taken.map((i) => sorted[i].delta);
  const own = taken.map((i) => factors[i]);
  let gram: Gram | undefined;
  return {
    rows,
    factors: own,
    gram: () => {
      gram ??= gramOf(rows, own);
      return gram;
    },
    liars: liarsAmong(rows.length, rule),
    ...(judged && { merits: taken.map((i) => judged[sorted[i].seat]) }),
  };
}

/** The spec's share, rounded up, and always fewer than half. */
function liarsAmong(count: number, rule: Spec['aggregation']): number {
  return 'liars' in rule ? Math.min(Math.ceil(Number(rule.liars) * count), Math.floor((count - 1) / 2)) : 0;
}

function combined(base: Weights, combine: Combine | undefined): Weights {
  const result = new Float32Array(base.length);
  const total = new Float64Array(CHUNK);
  for (let start = 0; start < base.length; start += CHUNK) {
    const size = Math.min(CHUNK, base.length - start);
    combine?.(start, total.subarray(0, size));
    for (let i = 0; i < size; i++) result[start + i] = normalised(Math.fround(base[start + i] + total[i]));
  }
  return result;
}

/** An update of another model. */
export class MisfitUpdateError extends BaseError {
  constructor(seat: number, expected: number, actual: number) {
    super('Update does not fit the base', { subject: `seat ${seat}`, expected, actual });
  }
}
