import { BaseError } from '../core/errors.ts';
import type { TableSpec } from '../core/spec.ts';
import type { Slow } from '../core/words.ts';
import { delimiterOf, isMissing, numberOf, rows } from './cells.ts';
import { nameOf } from './chunks.ts';
import { WrongColumnsError } from './csv.ts';
import { NoExamplesError } from './opened.ts';

const MAX_ROWS = 50_000;
const MAX_NAMES = 255;
const MAX_COLUMNS = 1024;

/**
 * Proposes what a table spec says about the data, from a sample file: the last column is the label, a column of numbers
 * is standardised, any other is one-hot over its most frequent values.
 * Warning: means, deviations and category names of the sample become public with the spec.
 * @throws NoExamplesError, WrongColumnsError, CannotInferError, NotTextError, TooLargeError
 */
export async function inferTableSpecData(file: Blob, slow: Slow = {}): Promise<TableSpec['data']> {
  const delimiter = await delimiterOf(file, slow);
  const table: (readonly string[])[] = [];
  for await (const batch of rows(file, delimiter, slow)) {
    for (const { number, cells } of batch) {
      const width = table[0]?.length ?? cells.length;
      if (cells.length !== width)
        throw new WrongColumnsError({ subject: `row ${number}`, expected: `${width} cells`, actual: cells.length });
      table.push(cells);
    }
    if (table.length >= MAX_ROWS) break;
  }
  const [first = []] = table;
  if (first.length < 2 || first.length > MAX_COLUMNS + 1) {
    throw new WrongColumnsError({ subject: nameOf(file), expected: `2 to ${MAX_COLUMNS + 1} columns`, actual: first.length });
  }
  const isNumber = (cell: string | undefined) => cell !== undefined && numberOf(cell, delimiter) !== undefined;
  const hasHeader = isHeader(table, isNumber);
  const body = hasHeader ? table.slice(1) : table;
  if (body.length === 0) throw new NoExamplesError({ subject: nameOf(file), expected: 'at least 1 row below the header' });
  const names = columnNames(hasHeader ? first : first.map(() => ''));

  const columns = names.slice(0, -1).map((name, i): TableSpec['data']['columns'][number] => {
    const cells = body.map((row) => row[i] as string).filter((cell) => !isMissing(cell));
    if (cells.every(isNumber)) return { type: 'numeric', name, ...moments(cells.map((cell) => numberOf(cell, delimiter) as number)) };
    const values = frequent(cells).slice(0, MAX_NAMES);
    // A one-hot column needs two values. A constant one keeps its place, because a file without header goes by place.
    for (const filler of ['other', 'none']) if (values.length < 2 && !values.includes(filler)) values.push(filler);
    return { type: 'categorical', name, values };
  });

  const classes = frequent(body.map((row) => row.at(-1) as string));
  if (classes.length < 2 || classes.length > MAX_NAMES) {
    throw new CannotInferError({ subject: names.at(-1) as string, expected: `2 to ${MAX_NAMES} classes`, actual: classes.length });
  }
  const isNumeric = classes.every(isNumber);
  classes.sort((a, b) => (isNumeric ? Number(a) - Number(b) : 0) || (a < b ? -1 : 1));
  return { columns, label: names.at(-1) as string, classes };
}

/** A first row is a header if it holds no number and no gap, and some column is numeric below it or never repeats it. */
function isHeader(table: readonly (readonly string[])[], isNumber: (cell: string | undefined) => boolean): boolean {
  const [first = [], ...body] = table;
  if (body.length === 0 || first.some((cell) => isNumber(cell) || isMissing(cell))) return false;
  return (
    first.some((_, i) => body.every((row) => isNumber(row[i]) || isMissing(row[i] as string))) ||
    first.every((cell, i) => body.every((row) => row[i] !== cell))
  );
}

/** Printable, different and at most 64 characters, as the spec demands. */
function columnNames(header: readonly string[]): string[] {
  const taken = new Set<string>();
  return header.map((cell, i) => {
    const clean = printable(cell);
    const name = clean === '' || taken.has(clean.toLowerCase()) ? `column ${i + 1}` : clean;
    taken.add(name.toLowerCase());
    return name;
  });
}

function printable(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .trim()
    .slice(0, 64)
    .toWellFormed();
}

/** Distinct values that a spec can name, the most frequent first; ties in the order of text. */
function frequent(cells: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const cell of cells) counts.set(cell, (counts.get(cell) ?? 0) + 1);
  const nameable = [...counts].filter(([cell]) => cell !== '' && cell === printable(cell));
  return nameable.sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([cell]) => cell);
}

/** Mean and standard deviation (of the population) as decimals; 1 for a column that does not vary. */
function moments(values: readonly number[]): { mean: string; deviation: string } {
  const count = Math.max(1, values.length);
  const mean = values.reduce((sum, value) => sum + value / count, 0);
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2 / count, 0);
  const deviation = decimal(Math.sqrt(variance));
  return { mean: decimal(mean), deviation: Number(deviation) > 0 ? deviation : '1' };
}

/** Six significant digits without exponent, inside what the spec can write. */
export function decimal(value: number): string {
  const bounded = Math.max(-999_999_999_999_999, Math.min(999_999_999_999_999, value));
  const digits = Math.max(0, Math.min(15, 5 - Math.floor(Math.log10(Math.abs(bounded) || 1))));
  const text = bounded.toFixed(digits);
  const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return short === '-0' ? '0' : short;
}

export class CannotInferError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual: number }) {
    super('Cannot propose a spec', facts);
  }
}
