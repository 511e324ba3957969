/** Numbers as people read them. Amounts stay bigint to the last digit: no float ever holds money. */

import { language, T } from './language.ts';

const formats = new Map<string, Intl.NumberFormat>();
/** Whole numbers in groups, as the chosen language writes them. */
const grouped = {
  format(value: number | bigint): string {
    const format = formats.get(language()) ?? new Intl.NumberFormat(language(), { maximumFractionDigits: 0 });
    formats.set(language(), format);
    return format.format(value);
  },
};
/** The mark before decimals. */
const mark = () => (language() === 'de' ? ',' : '.');
const marked = (text: string) => text.replace('.', mark());

/** An amount in whole tokens, rounded towards zero to `digits` decimals; something too small to show is `<0.01`. */
export function amount(value: bigint, decimals: number, digits = 2): string {
  const sign = value < 0n ? '−' : '';
  const absolute = value < 0n ? -value : value;
  const unit = 10n ** BigInt(decimals);
  const whole = grouped.format(absolute / unit);
  const shown = Math.min(digits, decimals);
  const fraction = ((absolute % unit) / 10n ** BigInt(decimals - shown)).toString().padStart(shown, '0');
  if (absolute > 0n && absolute / unit === 0n && /^0*$/.test(fraction)) return `${sign}<0${mark()}${'0'.repeat(Math.max(0, shown - 1))}1`;
  const trimmed = fraction.replace(/0+$/, '');
  return sign + (trimmed === '' ? whole : `${whole}${mark()}${fraction}`);
}

/** Every digit, without grouping: what an input field or an export holds. */
export function exact(value: bigint, decimals: number): string {
  const sign = value < 0n ? '-' : '';
  const digits = (value < 0n ? -value : value).toString().padStart(decimals + 1, '0');
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  return sign + digits.slice(0, digits.length - decimals) + (decimals > 0 && fraction !== '' ? `.${fraction}` : '');
}

/** What a person typed, in the smallest unit; undefined where it is no plain decimal or has too many decimals. */
export function parseAmount(text: string, decimals: number): bigint | undefined {
  const match = /^(\d{1,40})(?:[.,](\d*))?$/.exec(text.trim());
  if (!match) return undefined;
  const fraction = match[2] ?? '';
  if (fraction.length > decimals) return undefined;
  return BigInt(match[1] + fraction.padEnd(decimals, '0'));
}

/** With a sign in front, `+` included. */
export function signed(value: bigint, decimals: number, digits = 2): string {
  return (value > 0n ? '+' : '') + amount(value, decimals, digits);
}

export function count(value: number): string {
  return Number.isFinite(value) ? grouped.format(Math.round(value)) : '–';
}

/** A share in 0…1 as percent. */
export function percent(share: number, digits = 1): string {
  return Number.isFinite(share) ? `${marked((share * 100).toFixed(digits))} %` : '–';
}

/** Basis points as percent, without needless decimals. */
export function basisPoints(value: number): string {
  return `${marked(`${Number((value / 100).toFixed(2))}`)} %`;
}

export function loss(nats: number): string {
  return Number.isFinite(nats) ? marked(nats.toFixed(3)) : '–';
}

export function bytes(value: number): string {
  if (value < 1000) return `${value} B`;
  if (value < 1_000_000) return `${marked((value / 1000).toFixed(1))} kB`;
  if (value < 1_000_000_000) return `${marked((value / 1_000_000).toFixed(1))} MB`;
  return `${marked((value / 1_000_000_000).toFixed(2))} GB`;
}

/** Seconds as a clock: `0:07`, `12:30`, `1:02:03`, and in days from two days on. */
export function clock(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds));
  if (whole >= 172_800) return `${Math.floor(whole / 86_400)} d`;
  const [h, m, s] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const two = (part: number) => part.toString().padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** Seconds in words: `45 s`, `10 min`, `3 h`, `5 days`. */
export function span(seconds: number): string {
  const words = T.phrases.span;
  if (seconds < 90) return words.seconds(Math.round(seconds));
  if (seconds < 5400) return words.minutes(Math.round(seconds / 60));
  if (seconds < 172_800) return words.hours(Math.round(seconds / 3600));
  return words.days(Math.round(seconds / 86_400));
}

export function ago(seconds: number): string {
  return seconds < 3 ? T.phrases.span.now : T.phrases.span.ago(span(seconds));
}
