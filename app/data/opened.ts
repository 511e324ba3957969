import { BaseError } from '../core/errors.ts';
import type { Dataset } from '../core/words.ts';

/**
 * Opens and splits local examples. In: files that a person picked, a spec. Out: a `Dataset`, checked against the spec,
 * with warnings about everything that was left out or replaced. Refuses what does not fit the spec, by a named error.
 * Nothing that enters this room leaves the machine: it has no door to store, net or chain.
 */
export type Opened = {
  readonly dataset: Dataset;
  readonly warnings: readonly Warning[];
  /** First rows as they stand in the file; tables only. */
  readonly sample?: TableSample;
};

/** The column names and a few rows of cells, as text. A cell may hold anything: show it as text only. */
export type TableSample = { readonly columns: readonly string[]; readonly rows: readonly (readonly string[])[] };

export type WarningKind =
  | 'missing-value'
  | 'unknown-category'
  | 'blank-row'
  | 'extra-column'
  | 'corrupt-image'
  | 'not-an-image'
  | 'oversized-image'
  | 'svg'
  | 'outside-class-folder'
  | 'resized-image'
  | 'unsafe-name'
  | 'nested-archive'
  | 'class-without-examples';

/** Something that did not stop the reader: how often, and where it happened first. */
export type Warning = { readonly kind: WarningKind; readonly count: number; readonly example?: string };

/** Counts warnings by kind and keeps the first example of each. */
export type Tally = { readonly add: (kind: WarningKind, example?: string) => void; readonly list: () => Warning[] };

export function tally(): Tally {
  const kinds = new Map<WarningKind, { count: number; example?: string }>();
  return {
    add(kind, example) {
      const entry = kinds.get(kind);
      if (entry) entry.count += 1;
      else kinds.set(kind, { count: 1, example: example === undefined ? undefined : brief(example) });
    },
    list: () => [...kinds].map(([kind, entry]) => ({ kind, ...entry })),
  };
}

/** At most 60 characters of what a file said, for facts and examples. */
export function brief(text: string): string {
  return text.length <= 60 ? text : `${text.slice(0, 59)}…`;
}

/** Most feature values of one dataset: 512 MiB as float32. */
export const MAX_VALUES = 2 ** 27;

/** Refuses an empty dataset and warns of classes that have no example. @throws NoExamplesError */
export function finish(dataset: Dataset, warnings: Tally): Opened {
  if (dataset.labels.length === 0) {
    const skipped = warnings.list().map((item) => `${item.count} ${item.kind}`);
    throw new NoExamplesError({ subject: 'examples', expected: 'at least 1', actual: skipped.length > 0 ? skipped.join(', ') : 'none' });
  }
  const seen = new Set(dataset.labels);
  dataset.classes.forEach((name, i) => {
    if (!seen.has(i)) warnings.add('class-without-examples', name);
  });
  return { dataset, warnings: warnings.list() };
}

export class NoExamplesError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual?: string }) {
    super('No examples', facts);
  }
}

export class UnknownClassError extends BaseError {
  constructor(facts: { subject: string; row?: number; expected: string; actual: string | number }) {
    super('Unknown class', facts);
  }
}

export class WrongImageSizeError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual: string }) {
    super('Wrong image size', facts);
  }
}

/** Larger than this room takes in; met early, whatever the file claims. */
export class TooLargeError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual?: string | number }) {
    super('Too large', facts);
  }
}
