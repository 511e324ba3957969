import { BaseError } from '../core/errors.ts';
import { seedOf } from '../core/random.ts';
import type { Spec } from '../core/spec.ts';
import type { Dataset, Digest, Slow, Split } from '../core/words.ts';
import { digitShard } from '../data/digits.ts';
import { openFiles } from '../data/open.ts';
import type { Opened } from '../data/opened.ts';
import { preview } from '../data/preview.ts';
import { splitDataset } from '../data/split.ts';
import type { DataSource, ExamplesView } from './house.ts';

/** Examples that are open: split for good, shown, and ready for a trainer. */
export type LocalData = { readonly dataset: Dataset; readonly split: Split; readonly view: ExamplesView };

/** Opens and splits what a person chose. @throws the readers' errors, TooFewRowsError, DigitsDoNotFitError */
export async function openData(source: DataSource, spec: Spec, splitSeed: Digest, slow: Slow): Promise<LocalData> {
  const opened: Opened =
    source.kind === 'files' ? await openFiles(source.files, spec, slow) : { dataset: digitsFor(source, spec), warnings: [] };
  const name = source.kind === 'files' ? source.files.map((file) => file.name).join(', ') : 'the generator';
  return prepare(name, opened, spec, splitSeed);
}

function prepare(source: string, { dataset, warnings, sample }: Opened, spec: Spec, splitSeed: Digest): LocalData {
  const split = splitDataset(dataset, spec, splitSeed);
  const { examples, classes, thumbnails } = preview(dataset, spec, sample);
  const shown = thumbnails.map(({ label, width, height, pixels }) => ({ label, width, height, rgba: pixels }));
  const view: ExamplesView = {
    source,
    examples,
    train: split.train.length,
    test: split.test.length,
    classes,
    thumbnails: shown,
    warnings,
    sample,
  };
  return { dataset, split, view };
}

/** Generated digits for a task that takes 28 × 28 grey images of ten classes. */
function digitsFor({ count, writer }: Extract<DataSource, { kind: 'digits' }>, spec: Spec): Dataset {
  const { data } = spec;
  const fits = spec.kind === 'image-classification' && spec.data.height === 28 && spec.data.width === 28 && spec.data.channels === 1;
  if (!fits || data.classes.length !== 10) throw new DigitsDoNotFitError(spec.kind);
  return { ...digitShard({ seed: seedOf(`writer ${writer}`), participant: 0, count }), classes: data.classes };
}

/** What a reload needs to open the same data again: the recipe of generated digits, or the examples themselves. */
export function packData(source: DataSource, { dataset, view }: Pick<LocalData, 'dataset' | 'view'>): Uint8Array {
  const head = new TextEncoder().encode(
    JSON.stringify(
      source.kind === 'digits'
        ? source
        : {
            kind: 'examples',
            name: source.files.map((file) => file.name).join(', '),
            featureShape: dataset.featureShape,
            classes: dataset.classes,
            warnings: view.warnings,
            sample: view.sample,
          },
    ),
  );
  const body = source.kind === 'digits' ? 0 : dataset.features.byteLength + dataset.labels.length;
  const packed = new Uint8Array(4 + head.length + body);
  new DataView(packed.buffer).setUint32(0, head.length);
  packed.set(head, 4);
  if (source.kind === 'files') {
    packed.set(dataset.labels, 4 + head.length);
    packed.set(
      new Uint8Array(dataset.features.buffer, dataset.features.byteOffset, dataset.features.byteLength),
      4 + head.length + dataset.labels.length,
    );
  }
  return packed;
}

/** The inverse of `packData`: a source to open again, or examples that were opened before. */
export function unpackData(packed: Uint8Array, spec: Spec, splitSeed: Digest): Promise<LocalData> | LocalData {
  const headSize = new DataView(packed.buffer, packed.byteOffset).getUint32(0);
  const head = JSON.parse(new TextDecoder().decode(packed.subarray(4, 4 + headSize)));
  if (head.kind === 'digits') return openData(head, spec, splitSeed, {});
  const size = head.featureShape.reduce((total: number, side: number) => total * side, 1);
  const body = packed.slice(4 + headSize);
  const count = body.length / (4 * size + 1);
  const dataset: Dataset = {
    featureShape: head.featureShape,
    classes: head.classes,
    labels: body.slice(0, count),
    features: new Float32Array(body.slice(count).buffer),
  };
  return prepare(head.name, { dataset, warnings: head.warnings, sample: head.sample }, spec, splitSeed);
}

export class DigitsDoNotFitError extends BaseError {
  constructor(kind: string) {
    super('Generated digits do not fit this task', { subject: 'spec', expected: '28 × 28 × 1 images of 10 classes', actual: kind });
  }
}
