import { BaseError } from '../core/errors.ts';
import type { ImageSpec, Spec } from '../core/spec.ts';
import type { Slow } from '../core/words.ts';
import { bytesOf, chunks } from './chunks.ts';
import { openCsv } from './csv.ts';
import { openIdx } from './idx.ts';
import { type ImageOptions, openImages, openZip } from './images.ts';
import { brief, NoExamplesError, type Opened } from './opened.ts';
import { type FileKind, kindOf, SNIFF_BYTES } from './sniff.ts';

/** A pick of more files than this is a folder of images; fewer are looked into one by one. */
const FEW = 16;

/**
 * Opens what a person picked, by the spec's kind and by what the files really hold: a CSV for a table; an IDX pair, one
 * zip, or a folder with a folder per class for images. In Node, images other than IDX throw UnsupportedHereError.
 * @throws MixedFilesError, NoExamplesError, every error of the readers, or the signal's reason when aborted
 */
export async function openFiles(files: readonly File[], spec: Spec, slow: Slow & ImageOptions = {}): Promise<Opened> {
  const picked = files.filter((file) => !file.name.startsWith('.') && file.name !== 'Thumbs.db');
  const [first] = picked;
  if (!first) throw new NoExamplesError({ subject: 'files', expected: 'at least 1', actual: 'none' });
  slow.signal?.throwIfAborted();
  if (spec.kind === 'image-classification') return openPictures(picked, spec, slow);
  if (picked.length > 1) throw new MixedFilesError({ subject: 'files', expected: 'one CSV file', actual: describe(picked) });
  const kind = await contentOf(first, slow);
  if (kind !== 'other' && kind !== 'svg') throw new MixedFilesError({ subject: brief(first.name), expected: 'one CSV file', actual: kind });
  return openCsv(first, spec, slow);
}

async function openPictures(files: readonly File[], spec: ImageSpec, slow: Slow & ImageOptions): Promise<Opened> {
  if (files.length > FEW) return openImages(files, spec, slow);
  const kinds = await Promise.all(files.map((file) => contentOf(file, slow)));
  const of = (kind: FileKind) => files.filter((_, i) => kinds[i] === kind);
  const [images, labels, zips] = [of('idx-images'), of('idx-labels'), of('zip')];
  const [image, label, zip] = [images[0], labels[0], zips[0]];
  if (image && label && files.length === 2) return openIdx(image, label, spec, slow);
  if (zip && files.length === 1) return openZip(zip, spec, slow);
  if (image || label || zip) {
    const expected = zip ? 'one zip archive alone' : 'one IDX file of images and one of labels';
    throw new MixedFilesError({ subject: 'files', expected, actual: describe(files) });
  }
  if (of('image').length + of('svg').length === 0 && files.every((file) => !file.webkitRelativePath)) {
    throw new MixedFilesError({ subject: 'files', expected: 'images, a zip archive or an IDX pair', actual: describe(files) });
  }
  return openImages(files, spec, slow);
}

/** What a file holds, looking through gzip. */
export async function contentOf(file: File, slow: Slow): Promise<FileKind> {
  const kind = kindOf(await bytesOf(file.slice(0, SNIFF_BYTES), file));
  if (kind !== 'gzip') return kind;
  for await (const piece of chunks(file, { signal: slow.signal })) return kindOf(piece.subarray(0, SNIFF_BYTES));
  return 'other';
}

function describe(files: readonly File[]): string {
  return brief(`${files.length}: ${files.map((file) => file.name).join(', ')}`);
}

/** Files that do not go together, or not with the task. */
export class MixedFilesError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual: string }) {
    super('Files do not fit', facts);
  }
}
