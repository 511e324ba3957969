import { seal } from './hashes.ts';
import { type Digest, MERIT_MISSING, NEUTRAL_MERIT, type Outcome, type ParticipantId, type Role } from './words.ts';

/**
 * Who gets what of a round's budget, as the contract divides it, to the unit: so that anybody can do the sum again from the
 * events. Everything is rounded down; what nobody gets stays in the pool.
 */

export type PaidSeat = {
  readonly id: ParticipantId;
  readonly role: Role;
  readonly weight: bigint;
  /** Judged merit of a proposer, 64 × agreement of a voter. */
  readonly measure: number;
  readonly kept?: boolean;
  /** Proposed; undefined of those who did not. */
  readonly digest?: Digest;
  /** Attested. */
  readonly seal?: Digest;
};

export type PaidRound = {
  readonly round: number;
  readonly pioneer: boolean;
  readonly outcome: Outcome;
  readonly digest: Digest;
  readonly budget: bigint;
  readonly seats: readonly PaidSeat[];
};

export type PayRules = { readonly keeperShareBps: number; readonly proposerShareBps: number };

/** For what a seat is paid. */
export type Part = 'improvement' | 'presence' | 'agreement';

/** One seat's share of one part: `amount · claim / claims`, rounded down. */
export type Share = { readonly part: Part; readonly amount: bigint; readonly claim: bigint; readonly claims: bigint; readonly got: bigint };

const BPS = 10_000n;
/** What a voter attests that lacks an update which the aggregate needs. */
const MISSING: Digest = `0x${'1'.padStart(64, '0')}`;

/** The shares of each seat, in the order of `round.seats`; their sum is what the contract credits it. */
export function sharesOf(round: PaidRound, rules: PayRules): readonly (readonly Share[])[] {
  const { seats, outcome, pioneer } = round;
  const accepted = outcome === 'Adopted' || outcome === 'Refused';
  if (!accepted && (outcome !== 'Undecided' || pioneer)) return seats.map(() => []);
  const parts = partsOf(round.budget, rules);
  const forAgreement = !pioneer && canTell(seats) ? parts.voters - parts.voters / 2n : 0n;
  const backed = (seat: PaidSeat) => seat.seal !== undefined && seat.seal === seal(seat.id, round.round, round.digest);
  const spoke = (seat: PaidSeat) => seat.role === 'voter' && (accepted ? backed(seat) : seat.seal !== undefined && seat.seal !== MISSING);
  const claims: Readonly<Record<Part, { amount: bigint; of: (seat: PaidSeat) => bigint }>> = {
    improvement: { amount: outcome === 'Adopted' ? parts.proposers : 0n, of: (seat) => seat.weight * improvement(seat, pioneer) },
    presence: { amount: accepted ? parts.voters - forAgreement : 0n, of: (seat) => (spoke(seat) ? seat.weight : 0n) },
    agreement: { amount: forAgreement, of: (seat) => (spoke(seat) && seat.measure > 0 ? seat.weight * BigInt(seat.measure) : 0n) },
  };
  const all = (Object.keys(claims) as Part[]).map((part) => {
    const { amount, of } = claims[part];
    const each = seats.map(of);
    const total = each.reduce((sum, claim) => sum + claim, 0n);
    return each.map((claim): Share | undefined =>
      claim === 0n || amount === 0n ? undefined : { part, amount, claim, claims: total, got: (amount * claim) / total },
    );
  });
  return seats.map((_, i) => all.map((shares) => shares[i]).filter((share) => share !== undefined));
}

/** A budget's parts: for who draws and settles, for proposers, for voters. */
export function partsOf(
  budget: bigint,
  rules: PayRules,
): { readonly keepers: bigint; readonly proposers: bigint; readonly voters: bigint } {
  const keepers = (budget * BigInt(rules.keeperShareBps)) / BPS;
  const proposers = ((budget - keepers) * BigInt(rules.proposerShareBps)) / BPS;
  return { keepers, proposers, voters: budget - keepers - proposers };
}

/** Merit above neutral of a kept update; in a round 0 one for whoever proposed. */
function improvement(seat: PaidSeat, pioneer: boolean): bigint {
  if (seat.role !== 'proposer' || seat.digest === undefined) return 0n;
  if (pioneer) return 1n;
  return seat.kept && seat.measure > NEUTRAL_MERIT ? BigInt(seat.measure - NEUTRAL_MERIT) : 0n;
}

/** Whether judged merits differ at all: among equal ones no vote is better than another. */
function canTell(seats: readonly PaidSeat[]): boolean {
  const judged = seats.filter((seat) => seat.role === 'proposer' && seat.digest !== undefined && seat.measure !== MERIT_MISSING);
  return judged.some((seat) => seat.measure !== judged[0].measure);
}
