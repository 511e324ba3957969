import type { Spec } from './spec.ts';
import { MAX_SEATS, MERIT_INVALID, MERIT_MISSING, type Merits, NEUTRAL_MERIT } from './words.ts';

/**
 * How a round is judged, as the contract does it, to the bit: merits of the voters → judged merits → kept seats →
 * agreement → standings. Whole numbers only, except in `meritOf`, where a voter forms its opinion.
 */

/** One revealed voter, in seat order. Weight in the smallest unit of the stake token. */
export type Ballot = { readonly weight: bigint; readonly merits: Merits };

/** The estimators in the order of the contract's `Estimator` enum. */
export type Estimator = 'Median' | 'ClampedMean';

/** How merits become judgements: kept from which judged merit on, and what share of the weight, in 1/10,000, makes evidence. */
export type JudgeRules = { readonly estimator: Estimator; readonly keepFrom: number; readonly evidenceBps: number };

/**
 * Judged merits `[32]` (0 without a proposal, 1 undecided); what the voters agree on, `[32]`: the smallest merit that enough
 * of them are at or below; and a bitmap of the seats kept for the aggregate.
 */
export type Judged = { readonly judged: Merits; readonly agreed: Merits; readonly kept: number };

/** A standing after a round, and whether it fell to its boundary: then stake is taken and it restarts at 0. */
export type Move = { readonly standing: number; readonly slashed: boolean };

const BPS = 10_000n;
const HALF_BPS = 5_000;
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

/** Judges every proposal. Kept are the seats whose judged merit is at least `keepFrom`. */
export function judge(proposed: number, ballots: readonly Ballot[], rules: JudgeRules): Judged {
  const judged = new Uint8Array(MAX_SEATS);
  const agreed = new Uint8Array(MAX_SEATS);
  let kept = 0;
  for (const seat of seatsIn(proposed)) {
    const opinions = ballots.map(({ weight, merits }) => ({ weight, merit: merits[seat] }));
    const present = opinions.filter(({ merit }) => merit !== MERIT_MISSING);
    const total = sum(opinions);
    const isUndecided = 2n * (total - sum(present)) >= total;
    judged[seat] = isUndecided ? MERIT_MISSING : rules.estimator === 'Median' ? quantile(present, HALF_BPS) : clampedMean(present);
    agreed[seat] = isUndecided ? MERIT_MISSING : quantile(present, rules.evidenceBps);
    if (judged[seat] >= rules.keepFrom) kept |= 1 << seat;
  }
  return { judged, agreed, kept: kept >>> 0 };
}

type Opinion = { readonly weight: bigint; readonly merit: number };

/** The smallest v with 10,000 · weight(≤ v) ≥ share · total; of half, the lower weighted median. */
function quantile(opinions: readonly Opinion[], shareBps: number): number {
  const least = BigInt(shareBps) * sum(opinions);
  const sorted = [...opinions].sort((a, b) => a.merit - b.merit);
  let below = 0n;
  for (const { merit, weight } of sorted) {
    below += weight;
    if (BPS * below >= least) return merit;
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
 * Whether a round is clear: the share of the revealed weight that makes evidence agrees with it no less than the best constant
 * word would. Where data differ so much that each voter sees something else, it is not, and no standing falls by opinions.
 */
export function isClear(ballots: readonly Ballot[], agreements: readonly (number | undefined)[], evidenceBps: number): boolean {
  return BPS * sum(ballots.filter((_, i) => (agreements[i] ?? -1) >= 0)) >= BigInt(evidenceBps) * sum(ballots);
}

/** What a round says of a proposer. `isClear` is the round's; `convicted`: enough weight saw invalid bytes. */
export type ProposerEvidence = { readonly judged: number; readonly agreed: number; readonly isClear: boolean; readonly convicted: boolean };

/** What a round says of a voter. `convicted`: it attested a digest that three quarters of the weight did not. */
export type VoterEvidence = { readonly agreement: number | undefined; readonly isClear: boolean; readonly convicted: boolean };

/**
 * Standing as proposer after a judgement: where the round is clear and enough voters agree that the update harmed, it falls by
 * the distance of what they agree on to neutral; else it rises by how far the judged merit is above neutral; at most 64
 * either way. By `−convictionStep` where convicted; not at all where it could not be judged.
 */
export function moveProposer(
  standing: number,
  { judged, agreed, isClear, convicted }: ProposerEvidence,
  rules: { readonly convictionStep: number; readonly proposerBoundary: number },
): Move {
  if (judged === MERIT_MISSING) return { standing, slashed: false };
  const merit = isClear && agreed < NEUTRAL_MERIT ? agreed : Math.max(judged, NEUTRAL_MERIT);
  const step = convicted ? -rules.convictionStep : clamp(merit - NEUTRAL_MERIT, -MOVE_MAX, MOVE_MAX);
  return moved(standing, step, rules.proposerBoundary);
}

/**
 * Standing as voter: moved by agreement − expected agreement, down only where the round is clear, and by `−convictionStep`
 * where it attested a losing digest.
 */
export function moveVoter(
  standing: number,
  { agreement, isClear, convicted }: VoterEvidence,
  rules: { readonly expectedAgreement: number; readonly convictionStep: number; readonly voterBoundary: number },
): Move {
  const told = agreement === undefined ? 0 : agreement - rules.expectedAgreement;
  const step = isClear ? told : Math.max(0, told);
  return moved(standing, convicted ? step - rules.convictionStep : step, rules.voterBoundary);
}

function moved(standing: number, step: number, boundary: number): Move {
  const next = Math.min(0, standing + step);
  return next <= -boundary ? { standing: 0, slashed: true } : { standing: next, slashed: false };
}

/**
 * What a voter measured of one update, as far as the spec's merit asks for it: losses in nats on its test part of the base,
 * of base + Δ / P and of base + mean Δ, all Δ clipped; the cosine of Δ with the update that it has trained itself.
 */
export type Measured = { readonly losses?: Losses; readonly cosine?: number };
export type Losses = { readonly base: number; readonly step: number; readonly mean: number };

/** An update that brings nothing of its own is worth this at most: it is paid nothing, and left out where that needs neutral. */
export const REPEATED_MERIT = NEUTRAL_MERIT - 1;

/**
 * A voter's opinion on one of `proposals` = P updates, as the spec says; of what it could not measure it has none.
 * `isRepeat`: see `repeats` in `aggregate/alike.ts`.
 */
export function meritOf(merit: Spec['merit'], { losses, cosine }: Measured, proposals: number, isRepeat: boolean): number {
  const opinions: number[] = [];
  if (merit.name !== 'cosine' && losses) opinions.push(stepMerit(losses, proposals, merit));
  if (merit.name !== 'step' && cosine !== undefined) opinions.push(cosineMerit(cosine, merit));
  if (opinions.length === 0) return MERIT_MISSING;
  const mean = Math.round(opinions.reduce((total, opinion) => total + opinion, 0) / opinions.length);
  return isRepeat ? Math.min(mean, REPEATED_MERIT) : mean;
}

/**
 * `m = clamp(128 + round(gain · P · (ℓ(base) − ℓ(base + Δ/P)) / max(|ℓ(base) − ℓ(base + mean Δ)|, floor · ℓ(base))), 2, 255)`.
 * An update that makes the loss overflow is as harmful as can be; without any scale the opinion is neutral.
 */
function stepMerit(
  { base, step, mean }: Losses,
  proposals: number,
  { gain, floor }: { readonly gain: string; readonly floor: string },
): number {
  if (!Number.isFinite(base)) return NEUTRAL_MERIT;
  if (!Number.isFinite(step)) return MERIT_MISSING + 1;
  const least = Number(floor) * base;
  const scale = Number.isFinite(mean) ? Math.max(Math.abs(base - mean), least) : least;
  if (scale === 0) return NEUTRAL_MERIT;
  return opinion((Number(gain) * proposals * (base - step)) / scale);
}

/** `m = clamp(128 + round(2 · gain · cosine), 2, 255)`. */
function cosineMerit(cosine: number, { gain }: { readonly gain: string }): number {
  return opinion(2 * Number(gain) * cosine);
}

function opinion(distance: number): number {
  return clamp(NEUTRAL_MERIT + Math.round(distance), MERIT_MISSING + 1, 255);
}

function sum(items: readonly { readonly weight: bigint }[]): bigint {
  return items.reduce((total, { weight }) => total + weight, 0n);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
