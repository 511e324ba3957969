import { RULE_NAMES, type RuleDraft, type RuleName } from '../../core/rules.ts';
import { parseAmount } from '../numbers.ts';

/** How a rule is asked for: tokens, a number, a time with its unit, percent, or one of two. */
export type RuleForm = 'amount' | 'whole' | 'time' | 'percent' | 'estimator';

export const RULE_FORMS: Readonly<Record<RuleName, RuleForm>> = {
  minStake: 'amount',
  weightCap: 'amount',
  rounds: 'whole',
  proposers: 'whole',
  voters: 'whole',
  minParticipants: 'whole',
  maxLifetime: 'time',
  startBy: 'time',
  proposeWindow: 'time',
  commitWindow: 'time',
  revealWindow: 'time',
  attestWindow: 'time',
  settleGrace: 'time',
  beaconTimeout: 'time',
  estimator: 'estimator',
  keepFrom: 'whole',
  evidenceBps: 'percent',
  epsilonBps: 'percent',
  proposerBoundary: 'whole',
  voterBoundary: 'whole',
  convictionStep: 'whole',
  expectedAgreement: 'whole',
  proposerShareBps: 'percent',
  keeperShareBps: 'percent',
  absentPenaltyBps: 'percent',
  unopenedPenaltyBps: 'percent',
  standingPenaltyBps: 'percent',
};

/** What is always shown; the others stand behind one more click. */
export const ROUND_RULES: readonly RuleName[] = ['rounds', 'minParticipants', 'proposers', 'voters'];
export const WINDOW_RULES: readonly RuleName[] = ['proposeWindow', 'commitWindow', 'revealWindow', 'attestWindow'];
export const STAKE_RULES: readonly RuleName[] = ['minStake', 'absentPenaltyBps', 'unopenedPenaltyBps', 'standingPenaltyBps'];
export const MORE_ROUND_RULES: readonly RuleName[] = ['startBy', 'maxLifetime', 'settleGrace', 'beaconTimeout'];
export const MORE_STAKE_RULES: readonly RuleName[] = RULE_NAMES.filter(
  (name) => ![...ROUND_RULES, ...WINDOW_RULES, ...STAKE_RULES, ...MORE_ROUND_RULES].includes(name),
);

/** As `npm start` has them; found by experiment where they are about judging. */
export const RULE_DEFAULTS: Readonly<Record<RuleName, string>> = {
  minStake: '100',
  weightCap: '100',
  rounds: '60',
  proposers: '3',
  voters: '3',
  minParticipants: '4',
  maxLifetime: '7 d',
  startBy: '1 d',
  proposeWindow: '60 s',
  commitWindow: '40 s',
  revealWindow: '20 s',
  attestWindow: '40 s',
  settleGrace: '20 s',
  beaconTimeout: '60 s',
  estimator: '0',
  keepFrom: '128',
  evidenceBps: '66.66',
  epsilonBps: '5',
  proposerBoundary: '160',
  voterBoundary: '512',
  convictionStep: '128',
  expectedAgreement: '0',
  proposerShareBps: '50',
  keeperShareBps: '1',
  absentPenaltyBps: '5',
  unopenedPenaltyBps: '12.5',
  standingPenaltyBps: '12.5',
};

/** Times that go together. */
export const PACES = {
  minutes: { proposeWindow: '60 s', commitWindow: '40 s', revealWindow: '20 s', attestWindow: '40 s', settleGrace: '20 s' },
  hours: { proposeWindow: '2 h', commitWindow: '1 h', revealWindow: '30 min', attestWindow: '1 h', settleGrace: '30 min' },
  days: { proposeWindow: '1 d', commitWindow: '12 h', revealWindow: '6 h', attestWindow: '12 h', settleGrace: '6 h' },
} as const;

export const UNITS = { s: 1, min: 60, h: 3600, d: 86_400 } as const;
export type Unit = keyof typeof UNITS;

/** `40 s` as its number and unit. */
export function timeOf(text: string): { number: string; unit: Unit } {
  const [, number = '', unit = 's'] = /^([\d.,]*) ?(s|min|h|d)?$/.exec(text.trim()) ?? [];
  return { number, unit: unit as Unit };
}

/** A rule's text as the contract takes it; undefined where it is none. */
export function ruleValue(name: RuleName, text: string, decimals: number): bigint | undefined {
  const form = RULE_FORMS[name];
  if (form === 'amount') return parseAmount(text, decimals);
  if (form === 'percent') return parseAmount(text, 2);
  if (form === 'time') {
    const { number, unit } = timeOf(text);
    const thousandths = parseAmount(number, 3);
    const seconds = thousandths === undefined ? undefined : thousandths * BigInt(UNITS[unit]);
    return seconds === undefined || seconds % 1000n !== 0n ? undefined : seconds / 1000n;
  }
  return /^\d{1,12}$/.test(text.trim()) ? BigInt(text.trim()) : undefined;
}

/** All rules of the draft; undefined where one cannot be read, with the names of those. */
export function readRules(texts: Readonly<Record<string, string>>, decimals: number): { rules?: RuleDraft; unread: readonly RuleName[] } {
  const values = RULE_NAMES.map((name) => [name, ruleValue(name, texts[`rules.${name}`] ?? '', decimals)] as const);
  const unread = values.filter(([, value]) => value === undefined).map(([name]) => name);
  return unread.length > 0 ? { unread } : { rules: Object.fromEntries(values) as RuleDraft, unread };
}
