import { fieldsOf, layerFields, SPEC_PARTS, type SpecField } from '../../core/fields.ts';
import { type RuleName, ruleFaults } from '../../core/rules.ts';
import { checkSpec, InvalidSpecError, SPEC_SCHEMAS } from '../../core/spec.ts';
import { T } from '../language.ts';
import { count, exact, span } from '../numbers.ts';
import { type Draft, specValue } from './draft.ts';
import { RULE_FORMS, readRules } from './ruleForms.ts';

/** What is not right yet, by the path of its field: `title`, `training.epochs`, `layers.2`, `rules.minStake`. */
export type Faults = Readonly<Record<string, string>>;

export function faultsOf(draft: Draft, decimals: number): Faults {
  return { ...specFaults(draft), ...ruleTexts(draft, decimals), ...(draft.arenaTask ? {} : { arenaTask: T.create.fault.arena }) };
}

function specFaults(draft: Draft): Record<string, string> {
  if (!draft.data) return { ...titleFault(draft), data: T.create.fault.data };
  const value = specValue(draft);
  const parsed = SPEC_SCHEMAS[draft.kind].safeParse(value);
  if (!parsed.success) {
    const fields = new Map(allFields(draft).map((field) => [field.path, field]));
    const entries = parsed.error.issues.map((issue) => {
      const path = issue.path.join('.');
      return [path, wordsFor(fields.get(path), issue.message)] as const;
    });
    return { ...Object.fromEntries(entries.reverse()), ...titleFault(draft) };
  }
  try {
    checkSpec(value);
    return {};
  } catch (error) {
    if (!(error instanceof InvalidSpecError)) throw error;
    return { [String(error.facts.subject)]: T.create.fault.layer(String(error.facts.expected), error.facts.actual as string | undefined) };
  }
}

function titleFault({ texts }: Draft): Record<string, string> {
  return (texts.title ?? '').trim() === '' ? { title: T.create.fault.title } : {};
}

function allFields(draft: Draft): SpecField[] {
  const layers = draft.preset === 'own' ? Array.from({ length: draft.ownLayers }, (_, i) => layerFields(draft.kind, i, draft.texts)) : [];
  return [...SPEC_PARTS.flatMap((part) => fieldsOf(draft.kind, part, draft.texts)), ...layers.flat()];
}

function wordsFor(field: SpecField | undefined, message: string): string {
  if (field?.type === 'whole') return T.create.fault.between(count(field.min), count(field.max));
  if (field?.type === 'decimal') return T.create.fault.decimal;
  return T.create.fault.other(message);
}

function ruleTexts({ texts }: Draft, decimals: number): Record<string, string> {
  const { rules, unread } = readRules(texts, decimals);
  const name = (rule: RuleName) => `rules.${rule}`;
  if (!rules) return Object.fromEntries(unread.map((rule) => [name(rule), T.create.fault.number]));
  return Object.fromEntries(
    ruleFaults(rules).map(({ name: rule, least, most, below }) => [
      name(rule),
      below
        ? T.create.fault.below(T.create.rules[below].label)
        : T.create.fault.between(shown(rule, least, decimals), shown(rule, most, decimals)),
    ]),
  );
}

function shown(rule: RuleName, value: bigint, decimals: number): string {
  const form = RULE_FORMS[rule];
  if (form === 'amount') return value > 10n ** 30n ? '2¹¹²' : exact(value, decimals);
  if (form === 'percent') return `${exact(value, 2)} %`;
  return form === 'time' ? span(Number(value)) : count(Number(value));
}
