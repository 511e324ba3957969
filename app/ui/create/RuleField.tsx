import type { RuleName } from '../../core/rules.ts';
import { T } from '../language.ts';
import { ChoiceField, Field, TextField } from './Field.tsx';
import { RULE_FORMS, timeOf, UNITS, type Unit } from './ruleForms.ts';

/** One rule of the contract, asked for the way a person thinks of it. */
export function RuleField({
  name,
  value,
  symbol,
  fault,
  onValue,
}: {
  name: RuleName;
  value: string;
  symbol: string;
  fault?: string;
  onValue: (value: string) => void;
}) {
  const { label, note } = T.create.rules[name];
  const form = RULE_FORMS[name];
  const common = { label, note, fault, value, onValue };
  if (form === 'time') return <TimeField {...common} />;
  if (form === 'estimator')
    return (
      <ChoiceField
        {...common}
        options={[
          ['0', T.create.median],
          ['1', T.create.clampedMean],
        ]}
      />
    );
  return <TextField {...common} max={40} suffix={form === 'amount' ? symbol : form === 'percent' ? '%' : undefined} />;
}

function TimeField({
  value,
  onValue,
  ...common
}: {
  label: string;
  note: string;
  fault?: string;
  value: string;
  onValue: (value: string) => void;
}) {
  const { number, unit } = timeOf(value);
  return (
    <Field {...common}>
      {({ id, describedBy, invalid, look }) => (
        <span className="flex gap-2">
          <input
            id={id}
            value={number}
            inputMode="decimal"
            autoComplete="off"
            maxLength={12}
            aria-invalid={invalid}
            aria-describedby={describedBy}
            className={look}
            onChange={(event) => onValue(`${event.target.value.replace(/[^\d.,]/g, '')} ${unit}`)}
          />
          <select
            value={unit}
            aria-label={T.create.unitOf(common.label)}
            className={`${look} !w-28 shrink-0`}
            onChange={(event) => onValue(`${number} ${event.target.value}`)}
          >
            {(Object.keys(UNITS) as Unit[]).map((name) => (
              <option key={name} value={name}>
                {T.create.units[name]}
              </option>
            ))}
          </select>
        </span>
      )}
    </Field>
  );
}
