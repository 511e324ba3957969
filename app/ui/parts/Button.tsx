import type { ButtonHTMLAttributes } from 'react';

type Look = 'main' | 'plain' | 'quiet' | 'danger';

const LOOKS: Readonly<Record<Look, string>> = {
  main: 'bg-accent text-accent-ink border-transparent hover:brightness-105 active:brightness-95 font-semibold',
  plain: 'bg-surface text-ink border-line-strong hover:border-ink-3',
  quiet: 'bg-transparent text-ink-2 border-transparent hover:text-ink hover:bg-sunken',
  danger: 'bg-surface text-bad border-bad/50 hover:border-bad hover:bg-bad-soft',
};

const FRAME =
  'inline-flex min-h-9 items-center justify-center gap-2 rounded-lg border px-3.5 py-1.5 text-sm leading-tight transition-[filter,border-color,background-color] disabled:cursor-not-allowed disabled:opacity-55 disabled:hover:brightness-100';

export function buttonLook(look: Look = 'plain'): string {
  return `${FRAME} ${LOOKS[look]}`;
}

export function Button({ look = 'plain', className = '', ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { look?: Look }) {
  return <button type="button" {...rest} className={`${buttonLook(look)} ${className}`} />;
}
