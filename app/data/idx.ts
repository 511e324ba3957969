import { BaseError } from '../core/errors.ts';
import { featureShape, type ImageSpec, product } from '../core/spec.ts';
import type { Slow } from '../core/words.ts';
import { chunks, nameOf } from './chunks.ts';
import { finish, MAX_VALUES, type Opened, TooLargeError, tally, UnknownClassError, WrongImageSizeError } from './opened.ts';

/** Unsigned bytes with their dimensions, as MNIST is published. Format: yann.lecun.com/exdb/mnist. */
export type Idx = { readonly shape: readonly number[]; readonly values: Uint8Array };

/**
 * A pair of IDX files, plain or gzipped, as a dataset with values v / 255. Images are `[examples, height, width]`, or
 * `[examples, height, width, channels]`.
 * @throws NotIdxError, TruncatedIdxError, TrailingBytesError, CountMismatchError, WrongImageSizeError, UnknownClassError,
 * TooLargeError, CorruptGzipError, NoExamplesError
 */
export async function openIdx(images: Blob, labels: Blob, spec: ImageSpec, slow: Slow = {}): Promise<Opened> {
  const { classes } = spec.data;
  const named = await readIdx(labels, { signal: slow.signal });
  if (named.shape.length !== 1) throw new NotIdxError({ subject: nameOf(labels), expected: '1 dimension', actual: named.shape.length });
  const wrong = named.values.findIndex((label) => label >= classes.length);
  if (wrong >= 0) {
    const actual = named.values[wrong] as number;
    throw new UnknownClassError({ subject: nameOf(labels), row: wrong + 1, expected: `0 to ${classes.length - 1}`, actual });
  }

  const shape = featureShape(spec);
  const pictures = await readIdx(images, slow);
  const [count = 0, ...size] = pictures.shape;
  const full = size.length === 2 ? [...size, 1] : size;
  if (full.length !== 3) throw new NotIdxError({ subject: nameOf(images), expected: '3 dimensions', actual: pictures.shape.length });
  if (full.some((side, i) => side !== shape[i])) {
    throw new WrongImageSizeError({ subject: nameOf(images), expected: shape.join(' × '), actual: full.join(' × ') });
  }
  if (count !== named.values.length) {
    throw new CountMismatchError({ subject: nameOf(labels), expected: `${count} labels`, actual: named.values.length });
  }
  const features = new Float32Array(pictures.values.length);
  for (let i = 0; i < features.length; i++) features[i] = (pictures.values[i] as number) / 255;
  return finish({ features, featureShape: shape, labels: named.values, classes }, tally());
}

/** Reads one IDX file of unsigned bytes. Its header bounds what is unpacked. */
export async function readIdx(file: Blob, slow: Slow = {}): Promise<Idx> {
  const subject = nameOf(file);
  const pieces: Uint8Array[] = [];
  let received = 0;
  let header: { shape: number[]; start: number; end: number } | undefined;
  for await (const piece of chunks(file, slow)) {
    pieces.push(piece);
    received += piece.length;
    header ??= readHeader(join(pieces, Math.min(received, 20)), subject);
    if (header && received > header.end)
      throw new TrailingBytesError({ subject, expected: `${header.end} bytes`, actual: `at least ${received}` });
  }
  if (!header) throw new TruncatedIdxError({ subject, expected: 'a whole header', actual: received });
  if (received < header.end) throw new TruncatedIdxError({ subject, expected: `${header.end} bytes`, actual: received });
  return { shape: header.shape, values: join(pieces, received).subarray(header.start) };
}

/** Magic 0 0, type 8 (unsigned byte), rank; then one big-endian 32-bit length per dimension. Undefined if cut short. */
function readHeader(bytes: Uint8Array, subject: string): { shape: number[]; start: number; end: number } | undefined {
  if (bytes.length < 4) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const rank = bytes[3] as number;
  if (view.getUint16(0) !== 0 || bytes[2] !== 8 || rank < 1 || rank > 4) {
    throw new NotIdxError({
      subject,
      expected: 'magic 0x00000801 or 0x00000803',
      actual: `0x${view.getUint32(0).toString(16).padStart(8, '0')}`,
    });
  }
  const start = 4 + 4 * rank;
  if (bytes.length < start) return undefined;
  const shape = Array.from({ length: rank }, (_, i) => view.getUint32(4 + 4 * i));
  const size = product(shape);
  if (size > MAX_VALUES) throw new TooLargeError({ subject, expected: `at most ${MAX_VALUES} values`, actual: size });
  return { shape, start, end: start + size };
}

function join(pieces: readonly Uint8Array[], length: number): Uint8Array {
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece.subarray(0, length - at), at);
    at += piece.length;
    if (at >= length) break;
  }
  return whole;
}

export class NotIdxError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual: string | number }) {
    super('Not an IDX file', facts);
  }
}

export class TruncatedIdxError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual: number }) {
    super('IDX file cut short', facts);
  }
}

export class TrailingBytesError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual: string }) {
    super('Bytes after the end', facts);
  }
}

export class CountMismatchError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual: number }) {
    super('Images and labels differ in number', facts);
  }
}
