import { gzipSync } from 'fflate';

/** An IDX file of unsigned bytes. */
export function idx(shape: readonly number[], values: Uint8Array | readonly number[], magic = [0, 0, 8]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(4 + 4 * shape.length + values.length);
  bytes.set([...magic, shape.length]);
  shape.forEach((side, i) => {
    new DataView(bytes.buffer).setUint32(4 + 4 * i, side);
  });
  bytes.set(values, 4 + 4 * shape.length);
  return bytes;
}

export function gzip(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return gzipSync(bytes) as Uint8Array<ArrayBuffer>;
}

export function file(content: Uint8Array<ArrayBuffer> | string, name = 'file'): File {
  return new File([content], name);
}
