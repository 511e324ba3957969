import Papa from 'papaparse';
import { BaseError } from '../core/errors.ts';
import type { Slow } from '../core/words.ts';
import { bytesOf, chunks, nameOf } from './chunks.ts';
import { TooLargeError } from './opened.ts';

/** A longer row is an unclosed quote, or no table. */
const MAX_ROW_CHARS = 2 ** 20;
const DELIMITERS = [';', '\t', '|', ','];
const GUESS_ROWS = 50;

/** Trimmed cells of one row and its number in the file, from 1; blank rows count but are not given. */
export type Row = { readonly number: number; readonly cells: readonly string[] };

/** What the file calls a value that is not there. */
export function isMissing(cell: string): boolean {
  return cell === '' || cell === '?' || cell === 'NA';
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** A decimal number; with `;` between the cells also with a comma for its point. Undefined for anything else. */
export function numberOf(cell: string, delimiter: string): number | undefined {
  const text = delimiter === ';' && !cell.includes('.') ? cell.replace(',', '.') : cell;
  return NUMBER.test(text) ? Number(text) : undefined;
}

/** Of `;`, tab, `|` and `,` the one that divides most of the first rows into equally many cells, and into the most. */
export async function delimiterOf(file: Blob, slow: Slow = {}): Promise<string> {
  let head = '';
  for await (const text of texts(file, slow)) {
    head += text;
    if (head.length >= 2 ** 16) break;
  }
  let best = { delimiter: ',', alike: 0, width: 1 };
  for (const delimiter of DELIMITERS) {
    const parser = new Papa.Parser({ delimiter, newline: '\n', preview: GUESS_ROWS });
    const { data } = parser.parse(head.slice(0, 2 ** 16), 0, head.length > 2 ** 16) as { data: string[][] };
    const widths = data.filter((cells) => cells.some((cell) => cell.trim() !== '')).map((cells) => cells.length);
    for (const width of new Set(widths)) {
      const alike = widths.filter((item) => item === width).length;
      if (width > 1 && (alike > best.alike || (alike === best.alike && width > best.width))) best = { delimiter, alike, width };
    }
  }
  return best.delimiter;
}

/**
 * The rows of a delimited text, in batches, as the file is read: UTF-8 or UTF-16 with a byte-order mark, any line
 * break, quotes as in RFC 4180. @throws NotTextError, TooLargeError for a row of more than a million characters
 */
export async function* rows(file: Blob, delimiter: string, slow: Slow = {}): AsyncGenerator<Row[]> {
  const parser = new Papa.Parser({ delimiter, newline: '\n' });
  let rest = '';
  let number = 0;
  const batch = (text: string, isLast: boolean): Row[] => {
    const { data, meta } = parser.parse(text, 0, !isLast) as { data: string[][]; meta: { cursor: number } };
    rest = isLast ? '' : text.slice(meta.cursor);
    if (rest.length > MAX_ROW_CHARS || data.some((cells) => cells.some((cell) => cell.length > MAX_ROW_CHARS))) {
      throw new TooLargeError({
        subject: `${nameOf(file)}, row ${number + data.length + 1}`,
        expected: `at most ${MAX_ROW_CHARS} characters`,
        actual: rest.length,
      });
    }
    const numbered = data.map((cells) => {
      number += 1;
      return { number, cells: cells.map((cell) => cell.trim()) };
    });
    return numbered.filter(({ cells }) => cells.some((cell) => cell !== ''));
  };
  for await (const text of texts(file, slow)) yield batch(rest + text, false);
  if (rest !== '') yield batch(rest, true);
}

/** Decoded text with every line break as "\n", in pieces. A "\r" that ends a piece waits for the next. */
async function* texts(file: Blob, slow: Slow): AsyncGenerator<string> {
  const decoder = new TextDecoder(await encodingOf(file), { fatal: true });
  const decode = (bytes?: Uint8Array<ArrayBuffer>) => {
    try {
      return bytes ? decoder.decode(bytes, { stream: true }) : decoder.decode();
    } catch (cause) {
      throw new NotTextError({ subject: nameOf(file), expected: 'UTF-8' }, cause);
    }
  };
  let held = '';
  for await (const bytes of chunks(file, slow)) {
    const text = held + decode(bytes);
    if (text.includes('\0')) throw new NotTextError({ subject: nameOf(file), expected: 'text', actual: 'a zero byte' });
    held = text.endsWith('\r') ? '\r' : '';
    yield text.slice(0, text.length - held.length).replace(/\r\n?/g, '\n');
  }
  yield (held + decode()).replace('\r', '\n');
}

async function encodingOf(file: Blob): Promise<string> {
  const [a, b] = await bytesOf(file.slice(0, 2), file);
  if (a === 0xff && b === 0xfe) return 'utf-16le';
  return a === 0xfe && b === 0xff ? 'utf-16be' : 'utf-8';
}

export class NotTextError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual?: string }, cause?: unknown) {
    super('Not a text file', facts, cause);
  }
}
