/** What the first bytes of a file say it is, whatever its name says. */
export type FileKind = 'gzip' | 'zip' | 'idx-images' | 'idx-labels' | 'image' | 'svg' | 'other';

export type ImageHeader = {
  readonly type: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp' | 'image/bmp';
  readonly height: number;
  readonly width: number;
};

/** Enough bytes for `kindOf`. */
export const SNIFF_BYTES = 512;

export function kindOf(bytes: Uint8Array): FileKind {
  const [a, b, c, d] = bytes;
  if (a === 0x1f && b === 0x8b) return 'gzip';
  if (a === 0x50 && b === 0x4b && ((c === 3 && d === 4) || (c === 5 && d === 6))) return 'zip';
  if (a === 0 && b === 0 && c === 8) return d === 1 ? 'idx-labels' : 'idx-images';
  if (imageType(bytes)) return 'image';
  return /<svg[\s>]/i.test(latin(bytes, 0, SNIFF_BYTES)) ? 'svg' : 'other';
}

/**
 * Type and size in pixels from an image's own header, so that a huge one is refused before anything decodes it.
 * Undefined for other files, SVG among them, and where the header is broken. A JPEG's needs all its bytes.
 */
export function imageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const type = imageType(bytes);
  if (!type) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  try {
    const size = readers[type](view);
    return size && size.height > 0 && size.width > 0 ? { type, ...size } : undefined;
  } catch (error) {
    // A RangeError from the view: the header is cut short.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function imageType(bytes: Uint8Array): ImageHeader['type'] | undefined {
  const head = latin(bytes, 0, 12);
  if (head.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (head.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (head.startsWith('GIF87a') || head.startsWith('GIF89a')) return 'image/gif';
  if (head.startsWith('RIFF') && head.endsWith('WEBP')) return 'image/webp';
  return head.startsWith('BM') ? 'image/bmp' : undefined;
}

type Size = { height: number; width: number };

const readers: Record<ImageHeader['type'], (view: DataView) => Size | undefined> = {
  'image/png': (view) => ({ width: view.getUint32(16), height: view.getUint32(20) }),
  'image/gif': (view) => ({ width: view.getUint16(6, true), height: view.getUint16(8, true) }),
  'image/bmp': (view) => ({ width: Math.abs(view.getInt32(18, true)), height: Math.abs(view.getInt32(22, true)) }),
  'image/webp': webpSize,
  'image/jpeg': jpegSize,
};

/** The first start-of-frame segment (ITU-T T.81, B.2.2); its size is before any turn that EXIF asks for. */
function jpegSize(view: DataView): Size | undefined {
  for (let at = 2; ; ) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) return { height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    at += 2 + Math.max(2, view.getUint16(at + 2));
  }
}

/** The three chunk forms of WebP (RFC 9649). */
function webpSize(view: DataView): Size | undefined {
  const form = view.getUint32(12);
  const wide = (at: number) => view.getUint16(at, true) + (view.getUint8(at + 2) << 16) + 1;
  if (form === 0x56503858) return { width: wide(24), height: wide(27) };
  if (form === 0x56503820) return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  if (form !== 0x5650384c) return undefined;
  const bits = view.getUint32(21, true);
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function latin(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to));
}
