import type { Digest } from './words.ts';

/** Lower-case `0x…` hex of bytes. */
export function toHex(bytes: Uint8Array): `0x${string}` {
  let hex = '0x';
  for (const byte of bytes) hex += byte.toString(16).padStart(2, '0');
  return hex as `0x${string}`;
}

/** Bytes of `0x…` hex. The caller has checked that it is hex of even length. */
export function fromHex(hex: string): Uint8Array {
  const bytes = new Uint8Array((hex.length - 2) / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(hex.slice(2 + 2 * i, 4 + 2 * i), 16);
  return bytes;
}

export function isDigest(value: unknown): value is Digest {
  return typeof value === 'string' && /^0x[0-9a-f]{64}$/.test(value);
}
