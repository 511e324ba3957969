import { inflateSync } from 'fflate';
import { BaseError } from '../core/errors.ts';
import type { Slow } from '../core/words.ts';
import { bytesOf, nameOf } from './chunks.ts';
import { crc32 } from './crc32.ts';
import { brief, type Tally, TooLargeError } from './opened.ts';

export type ZipLimits = { readonly maxEntries: number; readonly maxEntryBytes: number; readonly maxBytes: number };

const LIMITS: ZipLimits = { maxEntries: 65_535, maxEntryBytes: 2 ** 26, maxBytes: 2 ** 31 };

/** One file out of an archive. `path` is as the archive gives it, without `.` or `..` parts. */
export type Entry = { readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** One record of the central directory; sizes in bytes, `start` where its local header begins. */
type Listed = {
  readonly path: string;
  readonly isLocked: boolean;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
  readonly start: number;
};

/**
 * The files of a zip archive one after the other, as its central directory lists them; only one lies unpacked in memory.
 * Names that climb (`..`, absolute, drive letters) and archives inside are left out and counted.
 * @throws CorruptZipError for what is cut short, locked or fails its checksum, TooLargeError, UnreadableFileError, or the
 * signal's reason
 */
export async function* entries(archive: Blob, warnings: Tally, slow: Slow = {}, limits: ZipLimits = LIMITS): AsyncGenerator<Entry> {
  const subject = nameOf(archive);
  const listed = await list(archive, limits);
  const total = listed.reduce((sum, entry) => sum + entry.size, 0);
  if (total > limits.maxBytes) throw new TooLargeError({ subject, expected: `at most ${limits.maxBytes} bytes unpacked`, actual: total });
  for (const [i, entry] of listed.entries()) {
    slow.signal?.throwIfAborted();
    slow.onProgress?.(i / listed.length);
    if (/[\\/]$/.test(entry.path)) continue;
    if (isClimbing(entry.path)) warnings.add('unsafe-name', entry.path);
    else if (/\.(zip|gz|tgz|tar|7z|rar|bz2|xz)$/i.test(entry.path)) warnings.add('nested-archive', entry.path);
    else if (entry.size > limits.maxEntryBytes) {
      throw new TooLargeError({ subject: brief(entry.path), expected: `at most ${limits.maxEntryBytes} bytes`, actual: entry.size });
    } else yield { path: entry.path, bytes: await unpack(archive, entry) };
  }
  slow.onProgress?.(1);
}

function isClimbing(path: string): boolean {
  return /^([\\/]|[a-z]:)/i.test(path) || path.split(/[\\/]/).some((part) => part === '..' || part === '.');
}

/** Never writes more than the size that the directory claims; a lie about it fails the checksum. */
async function unpack(archive: Blob, entry: Listed): Promise<Uint8Array<ArrayBuffer>> {
  const corrupt = (expected: string, cause?: unknown) => new CorruptZipError({ subject: brief(entry.path), expected }, cause);
  if (entry.isLocked) throw corrupt('an archive without password');
  const local = await bytesOf(archive.slice(entry.start, entry.start + 30), archive);
  if (local.length < 30 || viewOf(local).getUint32(0) !== 0x504b0304) throw corrupt('a local header');
  const start = entry.start + 30 + viewOf(local).getUint16(26, true) + viewOf(local).getUint16(28, true);
  const packed = await bytesOf(archive.slice(start, start + entry.packed), archive);
  if (packed.length !== entry.packed) throw corrupt(`${entry.packed} bytes`);
  let bytes: Uint8Array<ArrayBuffer> = packed;
  if (entry.method === 8) {
    try {
      bytes = inflateSync(packed, { out: new Uint8Array(entry.size) });
    } catch (cause) {
      throw corrupt('a whole deflate stream', cause);
    }
  } else if (entry.method !== 0) throw corrupt('stored or deflated');
  if (bytes.length !== entry.size || crc32(bytes) !== entry.crc) throw corrupt('its checksum');
  return bytes;
}

/** The central directory (APPNOTE 4.3.12), found by the end record, which lies in the last 65,557 bytes. */
async function list(archive: Blob, limits: ZipLimits): Promise<Listed[]> {
  const subject = nameOf(archive);
  const tail = await bytesOf(archive.slice(Math.max(0, archive.size - 65_557)), archive);
  let end = tail.length - 22;
  while (end >= 0 && viewOf(tail).getUint32(end) !== 0x504b0506) end -= 1;
  if (end < 0) throw new CorruptZipError({ subject, expected: 'the end record of a zip archive' });
  const count = viewOf(tail).getUint16(end + 10, true);
  const size = viewOf(tail).getUint32(end + 12, true);
  const start = viewOf(tail).getUint32(end + 16, true);
  if (count >= limits.maxEntries || start === 0xffffffff) {
    throw new TooLargeError({ subject, expected: `fewer than ${limits.maxEntries} entries and 4 GiB`, actual: `${count} entries` });
  }
  const directory = await bytesOf(archive.slice(start, start + size), archive);
  const view = viewOf(directory);
  const result: Listed[] = [];
  for (let at = 0; result.length < count; ) {
    if (at + 46 > view.byteLength || view.getUint32(at) !== 0x504b0102) {
      throw new CorruptZipError({ subject, expected: `a directory of ${count} entries` });
    }
    const nameLength = view.getUint16(at + 28, true);
    result.push({
      path: decodeName(directory.subarray(at + 46, at + 46 + nameLength)),
      isLocked: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      start: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return result;
}

/** Archives often hold UTF-8 without saying so; what is not UTF-8 is read as Latin-1. */
function decodeName(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('latin1').decode(bytes);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export class CorruptZipError extends BaseError {
  constructor(facts: { subject: string; expected: string }, cause?: unknown) {
    super('Corrupt zip', facts, cause);
  }
}
