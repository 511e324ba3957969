import { useId } from 'react';
import type { TokenView } from '../../session/views.ts';
import { T } from '../language.ts';
import { amount, exact, parseAmount } from '../numbers.ts';
import { plain } from '../text.ts';

/** What is wrong with a typed amount, in words; undefined where it can be sent. */
export function amountFault(text: string, token: TokenView, bounds: { min?: bigint; max?: bigint }): string | undefined {
  const value = parseAmount(text, token.decimals);
  if (value === undefined) return text.trim() === '' ? T.phrases.amount.enter : T.phrases.amount.decimals(token.decimals);
  if (value === 0n && bounds.min !== 0n) return T.phrases.amount.positive;
  if (bounds.min !== undefined && value < bounds.min) return T.phrases.amount.least(amount(bounds.min, token.decimals, 4));
  if (bounds.max !== undefined && value > bounds.max) return T.phrases.amount.most(amount(bounds.max, token.decimals, 4));
  return undefined;
}

/** A field for tokens: a plain decimal, with its bounds in words and one click to the most. */
export function AmountField({
  label,
  text,
  token,
  bounds,
  onText,
}: {
  label: string;
  text: string;
  token: TokenView;
  bounds: { min?: bigint; max?: bigint };
  onText: (text: string) => void;
}) {
  const id = useId();
  const fault = amountFault(text, token, bounds);
  return (
    <div>
      <label htmlFor={id} className="text-ink-2 text-sm">
        {label}
      </label>
      <div className="mt-1 flex items-center gap-2 rounded-lg border border-line-strong bg-paper px-3 focus-within:border-accent-text">
        <input
          id={id}
          value={text}
          onChange={(event) => onText(event.target.value)}
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          maxLength={60}
          aria-invalid={fault !== undefined}
          aria-describedby={`${id}-fault`}
          className="min-w-0 flex-1 bg-transparent py-2 font-semibold text-lg outline-none"
        />
        <span className="text-ink-3 text-sm">{plain(token.symbol, 12)}</span>
        {bounds.max !== undefined && bounds.max > 0n && (
          <button
            type="button"
            onClick={() => onText(exact(bounds.max ?? 0n, token.decimals))}
            className="rounded-md bg-sunken px-2 py-0.5 text-ink-2 text-xs hover:text-ink"
          >
            {T.stake.most}
          </button>
        )}
      </div>
      <p id={`${id}-fault`} className="mt-1 min-h-4 text-bad text-xs">
        {text !== '' && fault}
      </p>
    </div>
  );
}
