import { type ReactNode, useId } from 'react';

const INPUT =
  'min-w-0 w-full rounded-lg border border-line-strong bg-paper px-3 py-2 text-sm aria-[invalid=true]:border-bad focus-visible:border-accent-text';

/** A named field with what it means below, and what is wrong with it. */
export function Field({
  label,
  note,
  fault,
  children,
}: {
  label: string;
  note?: ReactNode;
  fault?: string;
  children: (ids: { id: string; describedBy: string; invalid: boolean; look: string }) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="text-ink-2 text-sm">
        {label}
      </label>
      <div className="mt-1">{children({ id, describedBy: `${id}-note`, invalid: fault !== undefined, look: INPUT })}</div>
      <p id={`${id}-note`} className="mt-1 text-xs leading-snug">
        {fault !== undefined && (
          <span data-fault className="block text-bad">
            {fault}
          </span>
        )}
        {note !== undefined && <span className="text-ink-3">{note}</span>}
      </p>
    </div>
  );
}

type Common = { label: string; value: string; onValue: (value: string) => void; note?: ReactNode; fault?: string };

export function TextField({ suffix, long, max = 80, ...common }: Common & { suffix?: string; long?: boolean; max?: number }) {
  const { value, onValue } = common;
  return (
    <Field {...common}>
      {({ id, describedBy, invalid, look }) => {
        const shared = { id, value, maxLength: max, 'aria-invalid': invalid, 'aria-describedby': describedBy, autoComplete: 'off' };
        return (
          <span className="flex items-center gap-2">
            {long ? (
              <textarea {...shared} rows={3} className={look} onChange={(event) => onValue(event.target.value)} />
            ) : (
              <input {...shared} spellCheck={false} className={look} onChange={(event) => onValue(event.target.value)} />
            )}
            {suffix !== undefined && <span className="shrink-0 text-ink-3 text-sm">{suffix}</span>}
          </span>
        );
      }}
    </Field>
  );
}

export function ChoiceField({ options, ...common }: Common & { options: readonly (readonly [value: string, name: string])[] }) {
  return (
    <Field {...common}>
      {({ id, describedBy, invalid, look }) => (
        <select
          id={id}
          value={common.value}
          aria-invalid={invalid}
          aria-describedby={describedBy}
          className={look}
          onChange={(event) => common.onValue(event.target.value)}
        >
          {options.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

/** One of a few, side by side. */
export function Choices<Name extends string>({
  legend,
  options,
  chosen,
  onChoose,
}: {
  legend: string;
  options: readonly (readonly [value: Name, name: string, note?: string])[];
  chosen?: Name;
  onChoose: (value: Name) => void;
}) {
  return (
    <fieldset>
      <legend className="text-ink-2 text-sm">{legend}</legend>
      <div className="mt-1 grid gap-2 sm:grid-cols-2 lg:grid-cols-3">
        {options.map(([value, name, note]) => (
          <button
            key={value}
            type="button"
            aria-pressed={chosen === value}
            onClick={() => onChoose(value)}
            className={`rounded-xl border px-3 py-2 text-left text-sm ${chosen === value ? 'border-accent bg-accent-soft' : 'border-line hover:border-ink-3'}`}
          >
            <span className="block font-semibold">{name}</span>
            {note !== undefined && <span className="block text-ink-2 text-xs leading-snug">{note}</span>}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
