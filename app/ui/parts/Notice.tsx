import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { T } from '../language.ts';
import type { Trouble } from '../words.ts';

const TONES = {
  neutral: { icon: Info, look: 'border-line bg-sunken text-ink-2', mark: 'text-ink-3' },
  warn: { icon: TriangleAlert, look: 'border-line-strong bg-accent-soft text-ink', mark: 'text-warn' },
  bad: { icon: CircleAlert, look: 'border-bad/40 bg-bad-soft text-ink', mark: 'text-bad' },
  good: { icon: CircleCheck, look: 'border-line bg-sunken text-ink', mark: 'text-good' },
} as const;

export function Notice({
  tone = 'neutral',
  title,
  children,
  action,
}: {
  tone?: keyof typeof TONES;
  title?: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
}) {
  const { icon: Icon, look, mark } = TONES[tone];
  return (
    <div role={tone === 'bad' ? 'alert' : 'status'} className={`flex gap-3 rounded-xl border px-3.5 py-3 text-sm ${look}`}>
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${mark}`} />
      <div className="min-w-0 flex-1 space-y-1">
        {title !== undefined && <p className="font-semibold">{title}</p>}
        {children}
        {action !== undefined && <div className="flex flex-wrap gap-2 pt-1.5">{action}</div>}
      </div>
    </div>
  );
}

/** What went wrong, what to do, and the error's own words for those who ask. */
export function TroubleNotice({ trouble, action, open = false }: { trouble: Trouble; action?: ReactNode; open?: boolean }) {
  return (
    <Notice tone={trouble.tone} title={trouble.sentence} action={action}>
      {trouble.fact !== undefined && <p className="break-words">{trouble.fact}</p>}
      <p className="text-ink-2">{trouble.way}</p>
      {trouble.detail !== undefined && (
        <details open={open} className="text-ink-3 text-xs">
          <summary className="w-fit">{T.parts.details}</summary>
          <p className="mt-1 break-words font-mono">
            {trouble.name}: {trouble.detail}
          </p>
        </details>
      )}
    </Notice>
  );
}
