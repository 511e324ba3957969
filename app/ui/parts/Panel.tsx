import { type ReactNode, useId } from 'react';

/** A titled part of a page. `aside` stands at the right of the title. */
export function Panel({
  title,
  aside,
  marked = false,
  className = '',
  children,
}: {
  title: ReactNode;
  aside?: ReactNode;
  marked?: boolean;
  className?: string;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section
      aria-labelledby={id}
      className={`min-w-0 rounded-2xl border bg-surface p-4 shadow-[0_1px_2px_var(--shadow)] sm:p-5 ${marked ? 'border-accent' : 'border-line'} ${className}`}
    >
      <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1">
        <h2 id={id} className="font-semibold text-[0.95rem] tracking-tight">
          {title}
        </h2>
        {aside !== undefined && <div className="text-ink-3 text-xs">{aside}</div>}
      </div>
      {children}
    </section>
  );
}
