/**
 * Which rules a contract accepts, as `ConfigLib` has them: said beside the field before anything is signed. The contract's
 * own word decides.
 */
export type RuleDraft = { readonly [name in RuleName]: bigint };

export const RULE_NAMES = [
  'minStake',
  'weightCap',
  'rounds',
  'proposers',
  'voters',
  'minParticipants',
  'maxLifetime',
  'startBy',
  'proposeWindow',
  'commitWindow',
  'revealWindow',
  'attestWindow',
  'settleGrace',
  'beaconTimeout',
  'estimator',
  'keepFrom',
  'evidenceBps',
  'epsilonBps',
  'proposerBoundary',
  'voterBoundary',
  'convictionStep',
  'expectedAgreement',
  'proposerShareBps',
  'keeperShareBps',
  'absentPenaltyBps',
  'unopenedPenaltyBps',
  'standingPenaltyBps',
] as const;
export type RuleName = (typeof RULE_NAMES)[number];

const BPS = 10_000n;
const DAY = 86_400n;
const WINDOW: readonly [bigint, bigint] = [1n, 30n * DAY];
const AMOUNT: readonly [bigint, bigint] = [1n, (1n << 112n) - 1n];
const SEATS: readonly [bigint, bigint] = [1n, 32n];
const SHARE: readonly [bigint, bigint] = [0n, BPS];
const STANDING: readonly [bigint, bigint] = [1n, 32_767n];
const UINT32_MAX = (1n << 32n) - 1n;

/** Least and most of each rule, both allowed. `startBy` in seconds from the creation. */
export const RULE_BOUNDS: Readonly<Record<RuleName, readonly [bigint, bigint]>> = {
  minStake: AMOUNT,
  weightCap: AMOUNT,
  rounds: [1n, 10_000n],
  proposers: SEATS,
  voters: SEATS,
  minParticipants: [2n, UINT32_MAX],
  maxLifetime: [1n, 3650n * DAY],
  startBy: [0n, 3650n * DAY],
  proposeWindow: WINDOW,
  commitWindow: WINDOW,
  revealWindow: WINDOW,
  attestWindow: WINDOW,
  settleGrace: WINDOW,
  beaconTimeout: WINDOW,
  estimator: [0n, 1n],
  keepFrom: [2n, 255n],
  evidenceBps: [BPS / 2n, BPS],
  epsilonBps: SHARE,
  proposerBoundary: STANDING,
  voterBoundary: STANDING,
  convictionStep: [0n, 65_535n],
  expectedAgreement: [0n, 64n],
  proposerShareBps: SHARE,
  keeperShareBps: SHARE,
  absentPenaltyBps: SHARE,
  unopenedPenaltyBps: SHARE,
  standingPenaltyBps: SHARE,
};

/** A rule that is not accepted: by its name, with its bounds, or the rule that it must stay below. */
export type RuleFault = { readonly name: RuleName; readonly least: bigint; readonly most: bigint; readonly below?: RuleName };

/** All faults, in the order in which the contract looks. */
export function ruleFaults(draft: RuleDraft): RuleFault[] {
  return RULE_NAMES.flatMap((name): RuleFault[] => {
    const [least, most] = RULE_BOUNDS[name];
    const value = draft[name];
    if (name === 'startBy' && value > draft.maxLifetime) return [{ name, least, most: draft.maxLifetime, below: 'maxLifetime' }];
    // One conviction alone never slashes.
    const boundary = draft.proposerBoundary < draft.voterBoundary ? 'proposerBoundary' : 'voterBoundary';
    if (name === 'convictionStep' && value >= draft[boundary]) return [{ name, least, most: draft[boundary] - 1n, below: boundary }];
    return value < least || value > most ? [{ name, least, most }] : [];
  });
}
