import { BaseError } from '../core/errors.ts';
import { featureShape, type TableSpec } from '../core/spec.ts';
import type { Slow } from '../core/words.ts';
import { delimiterOf, isMissing, numberOf, type Row, rows } from './cells.ts';
import { nameOf } from './chunks.ts';
import { brief, finish, MAX_VALUES, type Opened, type Tally, TooLargeError, tally, UnknownClassError } from './opened.ts';

const SAMPLE_ROWS = 5;

type Column = TableSpec['data']['columns'][number];

/** Where in a row each spec column stands, and the label; `width` cells are expected. */
type Places = { readonly columns: readonly number[]; readonly label: number; readonly width: number; readonly names: readonly string[] };

/**
 * A CSV as a dataset by the spec's table: numeric as (value − mean) / deviation, categorical one-hot, missing as 0. With
 * a header columns are found by name; without one they stand in the spec's order, the label last.
 * @throws WrongColumnsError, NotANumberError, UnknownClassError, NotTextError, TooLargeError, NoExamplesError, CorruptGzipError
 */
export async function openCsv(file: Blob, spec: TableSpec, slow: Slow = {}): Promise<Opened> {
  const warnings = tally();
  const delimiter = await delimiterOf(file, { signal: slow.signal });
  const classes = new Map(spec.data.classes.map((name, i) => [name, i]));
  const [width = 0] = featureShape(spec);
  const encoders = spec.data.columns.map((column) => encoder(column, delimiter, warnings));
  const parts: Float32Array[] = [];
  const labels: number[] = [];
  const sample: (readonly string[])[] = [];
  let places: Places | undefined;
  let last = 0;

  for await (const batch of rows(file, delimiter, slow)) {
    const [first] = batch;
    if (!places && first) {
      const found = findPlaces(first, spec, nameOf(file), warnings);
      places = found.places;
      if (found.isHeader) last = batch.shift()?.number ?? 0;
    }
    if (!places) continue;
    if ((labels.length + batch.length) * width > MAX_VALUES) {
      throw new TooLargeError({ subject: nameOf(file), expected: `at most ${Math.floor(MAX_VALUES / width)} rows` });
    }
    const part = new Float32Array(batch.length * width);
    let filled = 0;
    for (const row of batch) {
      for (let blank = last + 1; blank < row.number; blank++) warnings.add('blank-row', `row ${blank}`);
      last = row.number;
      if (row.cells.length !== places.width) {
        throw new WrongColumnsError({ subject: `row ${row.number}`, expected: `${places.width} cells`, actual: row.cells.length });
      }
      if (sample.length < SAMPLE_ROWS) sample.push(row.cells.map(brief));
      const name = row.cells[places.label] as string;
      const label = classes.get(name);
      if (label === undefined) {
        throw new UnknownClassError({
          subject: spec.data.label,
          row: row.number,
          expected: brief(spec.data.classes.join(', ')),
          actual: brief(name),
        });
      }
      labels.push(label);
      let at = filled * width;
      for (let i = 0; i < encoders.length; i++) at = encoders[i]!(row.cells[places.columns[i]!]!, part, at, row.number);
      filled += 1;
    }
    parts.push(part.subarray(0, filled * width));
  }
  const features = new Float32Array(labels.length * width);
  let at = 0;
  for (const part of parts) {
    features.set(part, at);
    at += part.length;
  }
  const opened = finish({ features, featureShape: [width], labels: Uint8Array.from(labels), classes: spec.data.classes }, warnings);
  return { ...opened, sample: { columns: places?.names ?? [], rows: sample } };
}

/** Writes one cell into `part` from `at` and says where the next one begins. */
type Encoder = (cell: string, part: Float32Array, at: number, row: number) => number;

function encoder(column: Column, delimiter: string, warnings: Tally): Encoder {
  if (column.type === 'categorical') {
    const places = new Map(column.values.map((value, i) => [value, i]));
    return (cell, part, at, row) => {
      const place = places.get(cell);
      if (place !== undefined) part[at + place] = 1;
      else if (isMissing(cell)) warnings.add('missing-value', `row ${row}, ${column.name}`);
      else warnings.add('unknown-category', `row ${row}, ${column.name}: ${cell}`);
      return at + places.size;
    };
  }
  const mean = Number(column.mean);
  const deviation = Number(column.deviation);
  return (cell, part, at, row) => {
    if (isMissing(cell)) {
      warnings.add('missing-value', `row ${row}, ${column.name}`);
      return at + 1;
    }
    const value = Math.fround(((numberOf(cell, delimiter) ?? Number.NaN) - mean) / deviation);
    if (!Number.isFinite(value)) throw new NotANumberError({ subject: column.name, row, expected: 'a number', actual: brief(cell) });
    part[at] = value;
    return at + 1;
  };
}

/** A first row that names at least half of what the spec names is a header. Names are compared without case. */
function findPlaces(first: Row, spec: TableSpec, subject: string, warnings: Tally): { places: Places; isHeader: boolean } {
  const wanted = [...spec.data.columns.map((column) => column.name), spec.data.label];
  const cells = first.cells.map((cell) => cell.toLowerCase());
  const found = wanted.filter((name) => cells.includes(name.toLowerCase()));
  if (2 * found.length < wanted.length) {
    if (cells.length !== wanted.length) {
      throw new WrongColumnsError({ subject, expected: `${wanted.length} columns, or a header`, actual: cells.length });
    }
    const columns = spec.data.columns.map((_, i) => i);
    return { places: { columns, label: columns.length, width: cells.length, names: wanted }, isHeader: false };
  }
  const [label = 0, ...columns] = [spec.data.label, ...spec.data.columns.map((column) => column.name)].map((name) => {
    const place = cells.indexOf(name.toLowerCase());
    if (place < 0) throw new WrongColumnsError({ subject: name, expected: 'a column of this name', actual: brief(first.cells.join(', ')) });
    if (cells.lastIndexOf(name.toLowerCase()) !== place)
      throw new WrongColumnsError({ subject: name, expected: 'one column of this name' });
    return place;
  });
  first.cells.forEach((cell, i) => {
    if (i !== label && !columns.includes(i)) warnings.add('extra-column', cell);
  });
  return { places: { columns, label, width: cells.length, names: first.cells }, isHeader: true };
}

export class WrongColumnsError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual?: string | number }) {
    super('Wrong columns', facts);
  }
}

export class NotANumberError extends BaseError {
  constructor(facts: { subject: string; row: number; expected: string; actual: string }) {
    super('Not a number', facts);
  }
}
