import { captureChance } from '../../core/capture.ts';
import type { RuleDraft } from '../../core/rules.ts';
import { NEUTRAL_MERIT } from '../../core/words.ts';
import type { TokenView } from '../../session/views.ts';
import { T } from '../language.ts';
import { amount, basisPoints, count, percent, span } from '../numbers.ts';
import { plain } from '../text.ts';

type Consequence = { readonly text: string; readonly isGrave?: boolean };

/** Share of malicious weight that a committee's risk is stated for. */
const MALICIOUS = 0.3;
const RISKY = 0.05;
/** A standing moves by at most this in one round. */
const STEP = 64;

const tokens = (value: bigint, { decimals, symbol }: TokenView) => `${amount(value, decimals)} ${plain(symbol, 12)}`;
const of = (value: bigint, bps: bigint) => (value * bps) / 10_000n;

/** Longest time of one round and of all, what a round pays, and how likely a committee is captured. */
export function roundConsequences(rules: RuleDraft, token: TokenView, pool: bigint | undefined): Consequence[] {
  const longest = Number(rules.proposeWindow + rules.commitWindow + rules.revealWindow + rules.attestWindow + rules.settleGrace);
  const all = longest * Number(rules.rounds + 1n);
  const lifetime = Number(rules.maxLifetime);
  const seats = rules.proposers + rules.voters;
  const captured = captureChance(Number(rules.voters), MALICIOUS);
  const budget = pool === undefined ? undefined : pool / (rules.rounds + 1n);
  return [
    { text: T.create.means.roundTime(span(longest), span(all)) },
    ...(all > lifetime ? [{ text: T.create.means.tooLong(span(lifetime)), isGrave: true }] : []),
    ...(rules.minParticipants < seats
      ? [{ text: T.create.means.fewSeats(count(Number(rules.minParticipants)), count(Number(seats))) }]
      : [{ text: T.create.means.enough(count(Number(rules.minParticipants))) }]),
    ...(budget === undefined
      ? []
      : [
          {
            text: T.create.means.budget(
              tokens(budget, token),
              tokens(of(budget, rules.proposerShareBps), token),
              tokens(of(budget, rules.keeperShareBps), token),
            ),
          },
        ]),
    { text: T.create.means.captured(count(Number(rules.voters)), percent(MALICIOUS, 0), percent(captured)), isGrave: captured > RISKY },
  ];
}

/** What each penalty takes, and how soon evidence adds up. */
export function stakeConsequences(rules: RuleDraft, token: TokenView): Consequence[] {
  const isCapped = rules.weightCap < rules.minStake;
  const weight = isCapped ? rules.weightCap : rules.minStake;
  const costs = (bps: bigint) => tokens(of(weight, bps), token);
  const worst = Math.min(STEP, NEUTRAL_MERIT);
  const rounds = Math.ceil(Number(rules.proposerBoundary) / worst);
  return [
    { text: T.create.means.join(tokens(rules.minStake, token)) },
    { text: T.create.means.absent(costs(rules.absentPenaltyBps)) },
    { text: T.create.means.unopened(costs(rules.unopenedPenaltyBps)) },
    { text: T.create.means.standing(costs(rules.standingPenaltyBps), count(rounds)) },
    ...(rules.weightCap > rules.minStake
      ? [{ text: T.create.means.cap(tokens(rules.weightCap, token)), isGrave: true }]
      : [{ text: T.create.means.equal }]),
    { text: T.create.means.epsilon(basisPoints(Number(rules.epsilonBps))) },
    ...(rules.absentPenaltyBps === 0n && rules.unopenedPenaltyBps === 0n ? [{ text: T.create.means.free, isGrave: true }] : []),
  ];
}
