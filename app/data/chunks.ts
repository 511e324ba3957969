import { BaseError, isAbort } from '../core/errors.ts';
import type { Slow } from '../core/words.ts';

/** Deflate expands at most 1032-fold, so that one slice becomes 16 MiB at worst. */
const GZIP_SLICE = 2 ** 14;
const PLAIN_SLICE = 2 ** 20;

/**
 * The bytes of a file in pieces, unpacked where it is gzipped, so that a reader can stop before a bomb has grown.
 * Progress is the share of the file's own bytes. @throws UnreadableFileError, CorruptGzipError, or the signal's reason
 */
export async function* chunks(file: Blob, slow: Slow = {}): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const magic = await bytesOf(file.slice(0, 2), file);
  if (magic[0] !== 0x1f || magic[1] !== 0x8b) {
    yield* slices(file, PLAIN_SLICE, slow);
    return;
  }
  const packed = slices(file, GZIP_SLICE, slow);
  const source = new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        const { done, value } = await packed.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
    },
    { highWaterMark: 0 },
  );
  const reader = source.pipeThrough(new DecompressionStream('gzip') as ReadableWritablePair<Uint8Array<ArrayBuffer>>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      slow.signal?.throwIfAborted();
      yield value;
    }
  } catch (cause) {
    if (cause instanceof BaseError || isAbort(cause) || slow.signal?.aborted) throw cause;
    throw new CorruptGzipError({ subject: nameOf(file), expected: 'a whole gzip stream' }, cause);
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

async function* slices(file: Blob, size: number, slow: Slow): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  for (let at = 0; at < file.size; at += size) {
    slow.signal?.throwIfAborted();
    slow.onProgress?.(at / file.size);
    yield await bytesOf(file.slice(at, at + size), file);
  }
  slow.onProgress?.(1);
}

/** @throws UnreadableFileError where the file was moved, changed or taken back since it was picked */
export async function bytesOf(part: Blob, file: Blob = part): Promise<Uint8Array<ArrayBuffer>> {
  try {
    return new Uint8Array(await part.arrayBuffer());
  } catch (cause) {
    throw new UnreadableFileError({ subject: nameOf(file), expected: 'readable bytes' }, cause);
  }
}

/** The name of a picked file. A bare blob has none. */
export function nameOf(file: Blob): string {
  return 'name' in file && typeof file.name === 'string' && file.name !== '' ? file.name : 'file';
}

export class UnreadableFileError extends BaseError {
  constructor(facts: { subject: string; expected: string }, cause?: unknown) {
    super('Cannot read the file', facts, cause);
  }
}

export class CorruptGzipError extends BaseError {
  constructor(facts: { subject: string; expected: string }, cause?: unknown) {
    super('Corrupt gzip', facts, cause);
  }
}
