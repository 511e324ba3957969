import { BaseError } from '../core/errors.ts';
import { featureShape, type ImageSpec, product } from '../core/spec.ts';
import type { Slow } from '../core/words.ts';
import { bytesOf } from './chunks.ts';
import {
  brief,
  finish,
  MAX_VALUES,
  type Opened,
  type Tally,
  TooLargeError,
  tally,
  UnknownClassError,
  WrongImageSizeError,
} from './opened.ts';
import { type ImageHeader, imageHeader, kindOf } from './sniff.ts';
import { type Entry, entries } from './zip.ts';

/** More pixels than this are refused before anything decodes them: 64 MiB as RGBA. */
const MAX_PIXELS = 2 ** 24;
const MAX_IMAGE_BYTES = 2 ** 26;

/** `resize` stretches images of another size to the spec's; without it they are refused. */
export type ImageOptions = { readonly resize?: boolean };

/**
 * Images in one folder per class, as files of a picked folder or out of one zip archive, decoded by the browser. The
 * last folder of a path names the class. Transparent pixels lie on white; grey is the luma of ITU-R BT.601, rounded.
 * What is no image, or a broken one, is left out and counted.
 * @throws UnsupportedHereError outside a browser, WrongImageSizeError, UnknownClassError, CorruptZipError, TooLargeError,
 * NoExamplesError
 */
export async function openImages(files: readonly File[], spec: ImageSpec, slow: Slow & ImageOptions = {}): Promise<Opened> {
  const warnings = tally();
  return collect(fromFiles(files, warnings, slow), spec, warnings, slow);
}

/** The same from a zip archive. */
export async function openZip(archive: Blob, spec: ImageSpec, slow: Slow & ImageOptions = {}): Promise<Opened> {
  const warnings = tally();
  return collect(entries(archive, warnings, slow), spec, warnings, slow);
}

async function* fromFiles(files: readonly File[], warnings: Tally, slow: Slow): AsyncGenerator<Entry> {
  for (const [i, file] of files.entries()) {
    slow.signal?.throwIfAborted();
    slow.onProgress?.(i / files.length);
    const path = file.webkitRelativePath || file.name;
    if (file.size > MAX_IMAGE_BYTES) warnings.add('oversized-image', path);
    else yield { path, bytes: await bytesOf(file) };
  }
  slow.onProgress?.(1);
}

async function collect(source: AsyncIterable<Entry>, spec: ImageSpec, warnings: Tally, options: ImageOptions): Promise<Opened> {
  if (typeof createImageBitmap !== 'function' || typeof OffscreenCanvas !== 'function') {
    throw new UnsupportedHereError({ subject: 'decoding images', expected: 'a browser' });
  }
  const shape = featureShape(spec);
  const size = product(shape);
  const classes = new Map(spec.data.classes.map((name, i) => [name, i]));
  const examples: Float32Array[] = [];
  const labels: number[] = [];
  for await (const { path, bytes } of source) {
    if (isHidden(path)) continue;
    const kind = kindOf(bytes.subarray(0, 512));
    if (kind !== 'image') {
      warnings.add(kind === 'svg' ? 'svg' : kind === 'zip' || kind === 'gzip' ? 'nested-archive' : 'not-an-image', path);
      continue;
    }
    const folder = path.split(/[\\/]/).at(-2)?.trim();
    if (!folder) {
      warnings.add('outside-class-folder', path);
      continue;
    }
    const label = classes.get(folder);
    if (label === undefined) {
      throw new UnknownClassError({ subject: brief(path), expected: brief(spec.data.classes.join(', ')), actual: brief(folder) });
    }
    const example = await decode(path, bytes, spec, warnings, options);
    if (!example) continue;
    if ((labels.length + 1) * size > MAX_VALUES) {
      throw new TooLargeError({ subject: 'images', expected: `at most ${Math.floor(MAX_VALUES / size)} of this size` });
    }
    examples.push(example);
    labels.push(label);
  }
  const features = new Float32Array(labels.length * size);
  for (const [i, example] of examples.entries()) features.set(example, i * size);
  return finish({ features, featureShape: shape, labels: Uint8Array.from(labels), classes: spec.data.classes }, warnings);
}

/** Files that systems leave in folders; nobody meant them as examples. */
export function isHidden(path: string): boolean {
  return path.split(/[\\/]/).some((part) => part.startsWith('.') || part === '__MACOSX' || part === 'Thumbs.db' || part === 'desktop.ini');
}

/** One image as `[height, width, channels]` in 0…1, or undefined where it cannot be decoded. */
async function decode(
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
  spec: ImageSpec,
  warnings: Tally,
  options: ImageOptions,
): Promise<Float32Array | undefined> {
  const { height, width, channels } = spec.data;
  const header = imageHeader(bytes);
  if (!header) return skip(warnings, 'corrupt-image', path);
  if (header.height * header.width > MAX_PIXELS) {
    if (!options.resize) throw wrongSize(path, spec, header);
    return skip(warnings, 'oversized-image', path);
  }
  const bitmap = await bitmapOf(bytes, header.type);
  if (!bitmap) return skip(warnings, 'corrupt-image', path);
  try {
    if (bitmap.height !== height || bitmap.width !== width) {
      if (!options.resize) throw wrongSize(path, spec, bitmap);
      warnings.add('resized-image', `${path}: ${bitmap.height} × ${bitmap.width}`);
    }
    return imageValues(draw(bitmap, height, width), channels);
  } finally {
    bitmap.close();
  }
}

/** Red, green, blue and opacity of each pixel, row by row. */
export type Rgba = Uint8ClampedArray;

/** One image drawn to a size; undefined where it is broken or too large to decode. @throws UnsupportedHereError outside a browser */
export async function decodeImage(
  bytes: Uint8Array<ArrayBuffer>,
  header: ImageHeader,
  height: number,
  width: number,
): Promise<Rgba | undefined> {
  if (typeof createImageBitmap !== 'function' || typeof OffscreenCanvas !== 'function') {
    throw new UnsupportedHereError({ subject: 'decoding images', expected: 'a browser' });
  }
  const bitmap = header.height * header.width > MAX_PIXELS ? undefined : await bitmapOf(bytes, header.type);
  if (!bitmap) return undefined;
  try {
    return draw(bitmap, height, width);
  } finally {
    bitmap.close();
  }
}

async function bitmapOf(bytes: Uint8Array<ArrayBuffer>, type: string): Promise<ImageBitmap | undefined> {
  try {
    return await createImageBitmap(new Blob([bytes], { type }), { colorSpaceConversion: 'none' });
  } catch {
    return undefined;
  }
}

function skip(warnings: Tally, kind: 'corrupt-image' | 'oversized-image', path: string): undefined {
  warnings.add(kind, path);
  return undefined;
}

function wrongSize(path: string, spec: ImageSpec, actual: { height: number; width: number }): WrongImageSizeError {
  const expected = `${spec.data.height} × ${spec.data.width}`;
  return new WrongImageSizeError({ subject: brief(path), expected, actual: `${actual.height} × ${actual.width}` });
}

/** RGBA bytes of a bitmap on white, stretched where its size differs. */
function draw(bitmap: ImageBitmap, height: number, width: number): Rgba {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new UnsupportedHereError({ subject: 'drawing images', expected: 'a 2d canvas' });
  context.imageSmoothingQuality = 'high';
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(bitmap, 0, 0, width, height);
  return context.getImageData(0, 0, width, height).data;
}

/** Pixels as they enter a model: grey is the luma of ITU-R BT.601, rounded; 0…1. */
export function imageValues(rgba: Rgba, channels: 1 | 3): Float32Array {
  const result = new Float32Array((rgba.length / 4) * channels);
  for (let pixel = 0; pixel < rgba.length / 4; pixel++) {
    const [r, g, b] = [rgba[4 * pixel], rgba[4 * pixel + 1], rgba[4 * pixel + 2]] as [number, number, number];
    if (channels === 1) result[pixel] = Math.round(0.299 * r + 0.587 * g + 0.114 * b) / 255;
    else result.set([r / 255, g / 255, b / 255], 3 * pixel);
  }
  return result;
}

/** Names an ability that only some environments have. */
export class UnsupportedHereError extends BaseError {
  constructor(facts: { subject: string; expected: string }) {
    super('Not possible here', facts);
  }
}
