import type { Spec } from '../core/spec.ts';
import type { Slow } from '../core/words.ts';
import { inferTableSpecData } from './infer.ts';
import { inferIdxSpecData, inferImageSpecData } from './inferImages.ts';
import { contentOf, MixedFilesError } from './open.ts';
import { NoExamplesError } from './opened.ts';

/** What a spec says about its examples. */
export type SpecData = {
  readonly [K in Spec['kind']]: { readonly kind: K; readonly data: Extract<Spec, { kind: K }>['data'] };
}[Spec['kind']];

const FEW = 16;

/**
 * Proposes kind and data of a spec from a sample, by what the files hold: a CSV is a table; an IDX pair, a zip or a folder
 * with a folder per class is images. @throws what the inferring of each throws, MixedFilesError
 */
export async function inferSpec(files: readonly File[], slow: Slow = {}): Promise<SpecData> {
  const picked = files.filter((file) => !file.name.startsWith('.'));
  const [first] = picked;
  if (!first) throw new NoExamplesError({ subject: 'files', expected: 'at least 1', actual: 'none' });
  const images = async (): Promise<SpecData> => ({ kind: 'image-classification', data: await inferImageSpecData(picked, slow) });
  if (picked.length > FEW) return images();
  const kinds = await Promise.all(picked.map((file) => contentOf(file, slow)));
  const of = (kind: string) => picked[(kinds as readonly string[]).indexOf(kind)];
  const [pictures, labels] = [of('idx-images'), of('idx-labels')];
  if (pictures && labels) return { kind: 'image-classification', data: await inferIdxSpecData(pictures, labels, slow) };
  if (pictures || labels)
    throw new MixedFilesError({ subject: 'files', expected: 'one IDX file of images and one of labels', actual: first.name });
  if (kinds.some((kind) => kind === 'image' || kind === 'zip')) return images();
  if (picked.length > 1) throw new MixedFilesError({ subject: 'files', expected: 'one CSV file', actual: `${picked.length} files` });
  return { kind: 'table-classification', data: await inferTableSpecData(first, slow) };
}
