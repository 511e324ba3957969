import type { ImageSpec, Spec, TableSpec } from '../core/spec.ts';
import { bytesOf } from './chunks.ts';
import { openCsv } from './csv.ts';
import { decodeImage, imageValues } from './images.ts';
import { MixedFilesError } from './open.ts';
import { imageHeader } from './sniff.ts';

/** One example to be read by a model: a picture, or the cells of a row by column name. */
export type RawExample =
  | { readonly kind: 'picture'; readonly file: Blob; readonly inverted?: boolean }
  | { readonly kind: 'row'; readonly cells: Readonly<Record<string, string>> };

/**
 * One example as it enters the model, `[featureSize]`, made exactly as the examples of a dataset are. A picture is
 * stretched to the spec's size. @throws MixedFilesError, NotANumberError
 */
export async function readExample(raw: RawExample, spec: Spec): Promise<Float32Array> {
  if (spec.kind === 'image-classification' && raw.kind === 'picture') return picture(raw, spec);
  if (spec.kind === 'table-classification' && raw.kind === 'row') return row(raw, spec);
  throw new MixedFilesError({ subject: 'example', expected: spec.kind, actual: raw.kind });
}

async function picture({ file, inverted }: Extract<RawExample, { kind: 'picture' }>, { data }: ImageSpec): Promise<Float32Array> {
  const bytes = await bytesOf(file);
  const header = imageHeader(bytes);
  const rgba = header && (await decodeImage(bytes, header, data.height, data.width));
  if (!rgba) throw new MixedFilesError({ subject: 'picture', expected: 'PNG, JPEG, WebP, GIF or BMP', actual: 'something else' });
  const values = imageValues(rgba, data.channels);
  return inverted ? values.map((value) => 1 - value) : values;
}

/** Written as the CSV that its columns would stand in, so that there is one reader only. */
async function row({ cells }: Extract<RawExample, { kind: 'row' }>, spec: TableSpec): Promise<Float32Array> {
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const names = [...spec.data.columns.map(({ name }) => name), spec.data.label];
  const values = [...spec.data.columns.map(({ name }) => cells[name] ?? ''), spec.data.classes[0] as string];
  const csv = `${names.map(quoted).join(',')}\n${values.map(quoted).join(',')}\n`;
  return (await openCsv(new File([csv], 'row.csv'), spec)).dataset.features;
}
