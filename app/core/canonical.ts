import { BaseError } from './errors.ts';

const MAX_DEPTH = 16;

/**
 * JSON as RFC 8785 writes it: keys sorted by UTF-16 code units, no blanks, ECMAScript numbers and strings. Whole
 * numbers only: decimals travel as strings.
 */
export function canonicalJson(value: unknown, depth = 0): string {
  if (depth > MAX_DEPTH) throw new NotCanonicalError({ subject: 'depth', expected: `at most ${MAX_DEPTH}` });
  if (value === null || typeof value === 'boolean') return JSON.stringify(value);
  if (typeof value === 'string') {
    if (!value.isWellFormed()) throw new NotCanonicalError({ subject: 'string', expected: 'well-formed UTF-16' });
    return JSON.stringify(value);
  }
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new NotCanonicalError({ subject: 'number', expected: 'a safe integer', actual: value });
    return Object.is(value, -0) ? '0' : String(value);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item, depth + 1)).join(',')}]`;
  if (typeof value === 'object') {
    const entries = Object.entries(value).filter(([, item]) => item !== undefined);
    entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item, depth + 1)}`).join(',')}}`;
  }
  throw new NotCanonicalError({ subject: 'value', expected: 'JSON', actual: typeof value });
}

/** UTF-8 of `canonicalJson`. */
export function canonicalBytes(value: unknown): Uint8Array {
  return new TextEncoder().encode(canonicalJson(value));
}

/**
 * Parses JSON bytes that must be canonical: what is read is exactly what was written, so duplicate keys, other number
 * forms, blanks or a byte-order mark are refused.
 * @throws NotCanonicalError
 */
export function parseCanonical(bytes: Uint8Array, maxBytes = 65_536): unknown {
  if (bytes.length > maxBytes) throw new NotCanonicalError({ subject: 'sizeBytes', expected: `at most ${maxBytes}`, actual: bytes.length });
  let value: unknown;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    value = JSON.parse(text);
  } catch (cause) {
    throw new NotCanonicalError({ subject: 'text', expected: 'UTF-8 JSON' }, cause);
  }
  if (canonicalJson(value) !== text) throw new NotCanonicalError({ subject: 'text', expected: 'RFC 8785 form' });
  return value;
}

export class NotCanonicalError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual?: string | number }, cause?: unknown) {
    super('Not canonical JSON', facts, cause);
  }
}
