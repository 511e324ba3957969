import type { Stream } from '@libp2p/interface';
import { BaseError } from '../core/errors.ts';

const HEAD_BYTES = 4;

/** Frames of a stream, each after its length in four bytes, most significant first; nothing at the stream's end. */
export function framesOf(stream: Stream, maxBytes: number): { next(): Promise<Uint8Array | undefined> } {
  const source = stream[Symbol.asyncIterator]();
  let rest = new Uint8Array();

  async function take(count: number): Promise<Uint8Array | undefined> {
    const parts: Uint8Array[] = [rest];
    let have = rest.length;
    while (have < count) {
      const { value, done } = await source.next();
      if (done) return undefined;
      parts.push(value.subarray());
      have += value.byteLength;
    }
    const all = new Uint8Array(have);
    let at = 0;
    for (const part of parts) {
      all.set(part, at);
      at += part.length;
    }
    rest = all.subarray(count);
    return all.subarray(0, count);
  }

  return {
    async next() {
      const head = await take(HEAD_BYTES);
      if (!head) return undefined;
      const size = new DataView(head.buffer, head.byteOffset).getUint32(0);
      if (size > maxBytes) throw new FrameTooLongError({ expected: maxBytes, actual: size });
      return take(size);
    },
  };
}

/** Writes one frame; waits where the other side is slow. */
export async function writeFrame(stream: Stream, bytes: Uint8Array): Promise<void> {
  const frame = new Uint8Array(HEAD_BYTES + bytes.length);
  new DataView(frame.buffer).setUint32(0, bytes.length);
  frame.set(bytes, HEAD_BYTES);
  if (!stream.send(frame)) await stream.onDrain();
}

export class FrameTooLongError extends BaseError {
  constructor(facts: { expected: number; actual: number }) {
    super('Frame is too long', facts);
  }
}
