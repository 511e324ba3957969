import type { ImageSpec } from '../core/spec.ts';
import type { Slow } from '../core/words.ts';
import { bytesOf } from './chunks.ts';
import { readIdx } from './idx.ts';
import { decodeImage, isHidden, type Rgba } from './images.ts';
import { CannotInferError } from './infer.ts';
import { NoExamplesError, tally } from './opened.ts';
import { imageHeader } from './sniff.ts';
import { type Entry, entries } from './zip.ts';

const MAX_CLASSES = 255;
/** Pictures that are decoded to see whether they have colour. */
const LOOKED_AT = 8;
const SPEC_MAX_SIDE = 1024;

/**
 * Proposes what an image spec says about the data, from a sample: the size that most pictures have, a class for each folder,
 * and one channel where no picture that was looked at has colour.
 * Warning: folder names become public with the spec.
 * @throws NoExamplesError, CannotInferError, CorruptZipError, TooLargeError
 */
export async function inferImageSpecData(files: readonly File[], slow: Slow = {}): Promise<ImageSpec['data']> {
  const [first] = files;
  const head = first && new Uint8Array(await first.slice(0, 4).arrayBuffer());
  const isZip = files.length === 1 && head?.[0] === 0x50 && head[1] === 0x4b;
  const source = isZip ? entries(first, tally(), slow) : fromFiles(files, slow);
  const sizes = new Map<string, number>();
  const classes = new Set<string>();
  let looked = 0;
  let isGrey = true;
  for await (const { path, bytes } of source) {
    if (isHidden(path)) continue;
    const header = imageHeader(bytes);
    const folder = path.split(/[\\/]/).at(-2)?.trim();
    if (!header || !folder) continue;
    const size = `${header.height} ${header.width}`;
    sizes.set(size, (sizes.get(size) ?? 0) + 1);
    classes.add(folder);
    if (looked++ < LOOKED_AT && isGrey) {
      const rgba = await decodeImage(bytes, header, Math.min(header.height, 64), Math.min(header.width, 64));
      isGrey = rgba !== undefined && hasNoColour(rgba);
    }
  }
  const [most] = [...sizes].sort((a, b) => b[1] - a[1]);
  if (!most) throw new NoExamplesError({ subject: 'pictures', expected: 'one folder of pictures for each class' });
  if (classes.size < 2 || classes.size > MAX_CLASSES) {
    throw new CannotInferError({ subject: 'folders', expected: `2 to ${MAX_CLASSES} classes`, actual: classes.size });
  }
  const [height = 0, width = 0] = most[0].split(' ').map((side) => Math.min(SPEC_MAX_SIDE, Number(side)));
  return { height, width, channels: isGrey ? 1 : 3, classes: [...classes].sort((a, b) => Number(a) - Number(b) || (a < b ? -1 : 1)) };
}

/** The same from a pair of IDX files: the classes are the numbers from 0 to the largest label. */
export async function inferIdxSpecData(images: Blob, labels: Blob, slow: Slow = {}): Promise<ImageSpec['data']> {
  const [{ shape }, named] = [await readIdx(images, slow), await readIdx(labels, slow)];
  const largest = named.values.reduce((most, label) => Math.max(most, label), 0);
  if (largest < 1 || largest >= MAX_CLASSES) {
    throw new CannotInferError({ subject: 'labels', expected: `2 to ${MAX_CLASSES} classes`, actual: largest + 1 });
  }
  const [, height = 1, width = 1, channels = 1] = shape;
  return { height, width, channels: channels === 3 ? 3 : 1, classes: Array.from({ length: largest + 1 }, (_, i) => String(i)) };
}

async function* fromFiles(files: readonly File[], slow: Slow): AsyncGenerator<Entry> {
  for (const [i, file] of files.entries()) {
    slow.signal?.throwIfAborted();
    slow.onProgress?.(i / files.length);
    yield { path: file.webkitRelativePath || file.name, bytes: await bytesOf(file) };
  }
  slow.onProgress?.(1);
}

function hasNoColour(rgba: Rgba): boolean {
  for (let i = 0; i < rgba.length; i += 4) if (rgba[i] !== rgba[i + 1] || rgba[i] !== rgba[i + 2]) return false;
  return true;
}
