import type { ReactNode } from 'react';

/** A number with its name above and, small, what it means below. */
export function Figure({ name, children, note, tone = '' }: { name: string; children: ReactNode; note?: ReactNode; tone?: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className={`truncate font-semibold text-lg leading-snug tracking-tight ${tone}`}>{children}</dd>
      {note !== undefined && <dd className="text-ink-3 text-xs leading-snug">{note}</dd>}
    </div>
  );
}

/** A line of name and value. */
export function Fact({ name, children }: { name: ReactNode; children: ReactNode }) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-line/60 border-b py-1.5 last:border-0">
      <dt className="text-ink-2 text-sm">{name}</dt>
      <dd className="min-w-0 text-right text-sm">{children}</dd>
    </div>
  );
}
