/** A choice of a few, with its name for those who hear it. */
export function Select({
  name,
  value,
  options,
  onChange,
}: {
  name: string;
  value: string;
  options: readonly (readonly [value: string, text: string])[];
  onChange: (value: string) => void;
}) {
  return (
    <label className="inline-flex min-w-0 items-center">
      <span className="sr-only">{name}</span>
      <select
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-8 max-w-44 rounded-lg border border-line-strong bg-surface px-2 py-1 text-ink text-xs"
      >
        {options.map(([key, text]) => (
          <option key={key} value={key}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}
