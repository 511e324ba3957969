import { BaseError } from '../core/errors.ts';

/**
 * The safetensors container in one canonical form. In and out: named tensors with string metadata, and bytes: 8 bytes
 * little-endian header length, JSON header, data. Canonical: `__metadata__` first with sorted keys, tensors in the order
 * of their data, no blanks, padded with spaces to a multiple of 8, no gaps, nothing trailing. Refuses everything else,
 * before anything is allocated, in linear time. Source: huggingface/safetensors, "Format".
 */
export type Tensor = { readonly name: string; readonly shape: readonly number[] } & (
  | { readonly dtype: 'F32'; readonly values: Float32Array }
  | { readonly dtype: 'I8'; readonly values: Int8Array }
  | { readonly dtype: 'U8'; readonly values: Uint8Array }
);

export type Container = { readonly metadata: ReadonlyMap<string, string>; readonly tensors: readonly Tensor[] };

type Slot = { readonly name: string; readonly dtype: Tensor['dtype']; readonly shape: readonly number[]; readonly sizeBytes: number };
type PlacedSlot = Slot & { readonly start: number };

const LENGTH_BYTES = 8;
const MAX_RANK = 8;
const BYTES_PER_VALUE = { F32: 4, I8: 1, U8: 1 } as const;

/** Bytes of a container; equal containers are equal bytes. @throws InvalidContainerError where the header is too long */
export function writeSafetensors({ metadata, tensors }: Container, maxHeaderBytes: number): Uint8Array {
  const header = headerOf(
    metadata,
    tensors.map((tensor) => ({ ...tensor, sizeBytes: tensor.values.byteLength })),
  );
  if (header.length > maxHeaderBytes) throw new InvalidContainerError('header bytes', `at most ${maxHeaderBytes}`, header.length);
  const dataBytes = tensors.reduce((sum, tensor) => sum + tensor.values.byteLength, 0);
  const bytes = new Uint8Array(LENGTH_BYTES + header.length + dataBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, header.length, true);
  bytes.set(header, LENGTH_BYTES);
  let at = LENGTH_BYTES + header.length;
  for (const { dtype, values } of tensors) {
    // A DataView, not a copy of the buffer: little-endian on every machine.
    if (dtype === 'F32') for (let i = 0; i < values.length; i++) view.setFloat32(at + 4 * i, values[i], true);
    else bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.length), at);
    at += values.byteLength;
  }
  return bytes;
}

/** Reads canonical bytes; the tensors are copies. @throws InvalidContainerError */
export function readSafetensors(bytes: Uint8Array, maxHeaderBytes: number): Container {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < LENGTH_BYTES) throw new InvalidContainerError('file bytes', `at least ${LENGTH_BYTES}`, bytes.length);
  const headerBytes = view.getUint32(0, true);
  const dataStart = LENGTH_BYTES + headerBytes;
  if (view.getUint32(4, true) !== 0 || headerBytes > maxHeaderBytes || dataStart > bytes.length) {
    throw new InvalidContainerError('header bytes', `at most ${Math.min(maxHeaderBytes, bytes.length - LENGTH_BYTES)}`, headerBytes);
  }
  const header = bytes.subarray(LENGTH_BYTES, dataStart);
  const { metadata, slots } = parseHeader(header);
  // What is read must be what would be written: this refuses duplicate keys, gaps, overlaps, blanks and unknown fields.
  const written = headerOf(metadata, slots);
  if (written.length !== header.length || written.some((byte, i) => byte !== header[i])) {
    throw new InvalidContainerError('header', 'canonical form');
  }
  const dataBytes = slots.reduce((sum, slot) => sum + slot.sizeBytes, 0);
  if (dataStart + dataBytes !== bytes.length) throw new InvalidContainerError('file bytes', dataStart + dataBytes, bytes.length);
  const tensors = slots.map(({ name, shape, dtype, start, sizeBytes }): Tensor => {
    const at = dataStart + start;
    if (dtype === 'I8') return { name, shape, dtype, values: new Int8Array(bytes.slice(at, at + sizeBytes).buffer) };
    if (dtype === 'U8') return { name, shape, dtype, values: bytes.slice(at, at + sizeBytes) };
    const values = new Float32Array(sizeBytes / 4);
    for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(at + 4 * i, true);
    return { name, shape, dtype, values };
  });
  return { metadata, tensors };
}

function headerOf(metadata: ReadonlyMap<string, string>, slots: readonly Slot[]): Uint8Array {
  const fields: string[] = [];
  if (metadata.size > 0) {
    const sorted = [...metadata].sort(([a], [b]) => (a < b ? -1 : 1));
    fields.push(`"__metadata__":{${sorted.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`);
  }
  let start = 0;
  for (const { name, dtype, shape, sizeBytes } of slots) {
    fields.push(`${JSON.stringify(name)}:{"dtype":"${dtype}","shape":[${shape.join(',')}],"data_offsets":[${start},${start + sizeBytes}]}`);
    start += sizeBytes;
  }
  const text = new TextEncoder().encode(`{${fields.join(',')}}`);
  const padded = new Uint8Array(Math.ceil(text.length / 8) * 8).fill(0x20);
  padded.set(text);
  return padded;
}

function parseHeader(header: Uint8Array): { metadata: Map<string, string>; slots: PlacedSlot[] } {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(header));
  } catch (cause) {
    throw new InvalidContainerError('header', 'UTF-8 JSON', undefined, cause);
  }
  const metadata = new Map<string, string>();
  const slots: PlacedSlot[] = [];
  for (const [name, field] of entriesOf(value, 'header')) {
    if (name !== '__metadata__') slots.push(parseSlot(name, field));
    else {
      for (const [key, text] of entriesOf(field, '__metadata__')) {
        if (typeof text !== 'string') throw new InvalidContainerError('__metadata__', 'strings', typeof text);
        metadata.set(key, text);
      }
    }
  }
  return { metadata, slots: slots.sort((a, b) => a.start - b.start) };
}

function parseSlot(name: string, field: unknown): PlacedSlot {
  const { dtype, shape, data_offsets: offsets } = Object.fromEntries(entriesOf(field, name));
  if (dtype !== 'F32' && dtype !== 'I8' && dtype !== 'U8') throw new InvalidContainerError(`${name} dtype`, 'F32, I8 or U8', typeof dtype);
  if (!areWhole(shape) || shape.length > MAX_RANK) throw new InvalidContainerError(`${name} shape`, `at most ${MAX_RANK} whole numbers`);
  if (!areWhole(offsets) || offsets.length !== 2) throw new InvalidContainerError(`${name} data_offsets`, 'two whole numbers');
  const sizeBytes = shape.reduce((size, side) => size * side, BYTES_PER_VALUE[dtype]);
  const [start, end] = offsets;
  // A tensor without values would leave the order of the data open.
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes === 0 || end - start !== sizeBytes) {
    throw new InvalidContainerError(`${name} bytes`, sizeBytes, end - start);
  }
  return { name, dtype, shape, sizeBytes, start };
}

function areWhole(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}

function entriesOf(value: unknown, subject: string): [string, unknown][] {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new InvalidContainerError(subject, 'an object', typeof value);
  return Object.entries(value);
}

/** Bytes are not a canonical safetensors file. */
export class InvalidContainerError extends BaseError {
  constructor(subject: string, expected: string | number, actual?: string | number, cause?: unknown) {
    super('Invalid safetensors file', { subject, expected, actual }, cause);
  }
}
