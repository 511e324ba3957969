import { MAX_SEATS, MERIT_INVALID, MERIT_MISSING, type Merits, NEUTRAL_MERIT } from './words.ts';

/**
 * How a round is judged, as the contract does it, to the bit: merits of the voters → judged merits → kept seats →
 * agreement → standings. Whole numbers only, except in `meritOf`, where a voter forms its opinion.
 */

/** One revealed voter, in seat order. Weight in the smallest unit of the stake token. */
export type Ballot = { readonly weight: bigint; readonly merits: Merits };

/** The estimators in the order of the contract's `Estimator` enum. */
export type Estimator = 'Median' | 'ClampedMean';

/** Judged merits `[32]` (0 without a proposal, 1 undecided) and a bitmap of the seats kept for the aggregate. */
export type Judged = { readonly judged: Merits; readonly kept: number };

/** A standing after a round, and whether it fell to its boundary: then stake is taken and it restarts at 0. */
export type Move = { readonly standing: number; readonly slashed: boolean };

const MOVE_MAX = 64;
const CLAMP_LOW = 64;
const CLAMP_HIGH = 192;
const TRIM_FROM = 5;
/** Spread of judged merits per proposal; less is noise among honest voters. */
const SPREAD = 64;

/** Seat numbers in a bitmap, ascending. */
export function seatsIn(bitmap: number): number[] {
  return Array.from({ length: MAX_SEATS }, (_, seat) => seat).filter((seat) => (bitmap >>> seat) & 1);
}

/** Judged merit of every proposal, and which seats are kept: judged merit at least `keepFrom`. */
export function judge(proposed: number, ballots: readonly Ballot[], estimator: Estimator, keepFrom: number): Judged {
  const judged = new Uint8Array(MAX_SEATS);
  let kept = 0;
  for (const seat of seatsIn(proposed)) {
    judged[seat] = judgedMerit(
      ballots.map(({ weight, merits }) => ({ weight, merit: merits[seat] })),
      estimator,
    );
    if (judged[seat] >= keepFrom) kept |= 1 << seat;
  }
  return { judged, kept: kept >>> 0 };
}

type Opinion = { readonly weight: bigint; readonly merit: number };

function judgedMerit(opinions: readonly Opinion[], estimator: Estimator): number {
  const present = opinions.filter(({ merit }) => merit !== MERIT_MISSING);
  const total = sum(opinions);
  if (2n * (total - sum(present)) >= total) return MERIT_MISSING;
  return estimator === 'Median' ? median(present) : clampedMean(present);
}

/** Lower weighted median: the smallest v with 2 · weight(≤ v) ≥ total. */
function median(opinions: readonly Opinion[]): number {
  const total = sum(opinions);
  const sorted = [...opinions].sort((a, b) => a.merit - b.merit);
  let below = 0n;
  for (const { merit, weight } of sorted) {
    below += weight;
    if (2n * below >= total) return merit;
  }
  return MERIT_MISSING;
}

/** Weighted mean, rounded down, of merits clamped to 64…192; of five or more, without the lowest and the highest (the first of each). */
function clampedMean(opinions: readonly Opinion[]): number {
  const clamped = opinions.map(({ weight, merit }) => ({ weight, merit: clamp(merit, CLAMP_LOW, CLAMP_HIGH) }));
  if (clamped.length >= TRIM_FROM) {
    for (const worst of [Math.min, Math.max]) {
      const merit = worst(...clamped.map((opinion) => opinion.merit));
      clamped.splice(
        clamped.findIndex((opinion) => opinion.merit === merit),
        1,
      );
    }
  }
  return Number(clamped.reduce((total, { weight, merit }) => total + weight * BigInt(merit), 0n) / sum(clamped));
}

/** At least ¾ of the seated voter weight says that the bytes of a seat are invalid. */
export function isConvicted(seat: number, ballots: readonly Ballot[], seatedWeight: bigint): boolean {
  return 4n * sum(ballots.filter(({ merits }) => merits[seat] === MERIT_INVALID)) >= 3n * seatedWeight;
}

/**
 * A voter's agreement in 64ths: `a = 64 · (Σ|c − j| − Σ|m − j|) / max(Σ|c − j|, 64 · k)` in −64…64, rounded to 0, over the
 * k proposals that it and the round judged, with j the judged merits and c their median, the best constant in hindsight:
 * no constant word agrees. Where the judged merits lie close together, to differ from them is little evidence. Undefined
 * where Σ|c − j| = 0: then nothing can be told.
 */
export function agreementOf(merits: Merits, proposed: number, judged: Merits): number | undefined {
  const seats = seatsIn(proposed).filter((seat) => merits[seat] !== MERIT_MISSING && judged[seat] !== MERIT_MISSING);
  const sorted = seats.map((seat) => judged[seat]).sort((a, b) => a - b);
  const constant = sorted[Math.floor((sorted.length - 1) / 2)];
  let own = 0;
  let best = 0;
  for (const seat of seats) {
    own += Math.abs(merits[seat] - judged[seat]);
    best += Math.abs(constant - judged[seat]);
  }
  if (best === 0) return undefined;
  return Math.max(-MOVE_MAX, Math.trunc((MOVE_MAX * (best - own)) / Math.max(best, SPREAD * seats.length)) + 0);
}

/**
 * Standing as proposer after a judged merit: moved by its distance to neutral, at most 64; by `−convictionStep` where
 * convicted; not at all where it could not be judged.
 */
export function moveProposer(
  standing: number,
  judged: number,
  convicted: boolean,
  rules: { readonly convictionStep: number; readonly proposerBoundary: number },
): Move {
  if (judged === MERIT_MISSING) return { standing, slashed: false };
  const step = convicted ? -rules.convictionStep : clamp(judged - NEUTRAL_MERIT, -MOVE_MAX, MOVE_MAX);
  return moved(standing, step, rules.proposerBoundary);
}

/** Standing as voter: moved by agreement − expected agreement, and by `−convictionStep` where it attested a losing digest. */
export function moveVoter(
  standing: number,
  agreement: number | undefined,
  convicted: boolean,
  rules: { readonly expectedAgreement: number; readonly convictionStep: number; readonly voterBoundary: number },
): Move {
  const step = agreement === undefined ? 0 : agreement - rules.expectedAgreement;
  return moved(standing, convicted ? step - rules.convictionStep : step, rules.voterBoundary);
}

function moved(standing: number, step: number, boundary: number): Move {
  const next = Math.min(0, standing + step);
  return next <= -boundary ? { standing: 0, slashed: true } : { standing: next, slashed: false };
}

/** Losses in nats on the voter's test part: of the base, of base + Δ / P, of base + mean Δ; all Δ clipped. */
export type Measured = { readonly lossBase: number; readonly lossStep: number; readonly lossMean: number };

/**
 * A voter's opinion on one of `proposals` = P updates:
 * `m = clamp(128 + round(gain · P · (ℓ(base) − ℓ(base + Δ/P)) / max(|ℓ(base) − ℓ(base + mean Δ)|, floor · ℓ(base))), 2, 255)`.
 * An update that makes the loss overflow is as harmful as can be; without any scale the opinion is neutral.
 */
export function meritOf({
  lossBase,
  lossStep,
  lossMean,
  proposals,
  gain,
  floor,
}: Measured & { readonly proposals: number; readonly gain: string; readonly floor: string }): number {
  if (!Number.isFinite(lossBase)) return NEUTRAL_MERIT;
  if (!Number.isFinite(lossStep)) return MERIT_MISSING + 1;
  const least = Number(floor) * lossBase;
  const scale = Number.isFinite(lossMean) ? Math.max(Math.abs(lossBase - lossMean), least) : least;
  if (scale === 0) return NEUTRAL_MERIT;
  return clamp(NEUTRAL_MERIT + Math.round((Number(gain) * proposals * (lossBase - lossStep)) / scale), MERIT_MISSING + 1, 255);
}

function sum(items: readonly { readonly weight: bigint }[]): bigint {
  return items.reduce((total, { weight }) => total + weight, 0n);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
