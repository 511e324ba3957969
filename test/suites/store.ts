import { expect, test } from 'vitest';
import type { Digest } from '../../app/core/words.ts';
import type { Store } from '../../app/store/store.ts';
import { TooLargeError, UnavailableError } from '../../app/store/store.ts';

/** Bytes that differ from seed to seed and compress to nothing simple. */
export function someBytes(size: number, seed: number): Uint8Array {
  const bytes = new Uint8Array(size);
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  for (let i = 0; i < size; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return bytes;
}

/** Bit for bit; the matchers of Vitest take seconds over a megabyte. */
export function expectSame(actual: Uint8Array, expected: Uint8Array): void {
  expect(actual.length).toBe(expected.length);
  expect(actual.findIndex((byte, i) => byte !== expected[i])).toBe(-1);
}

/** Digest of the five bytes of `hello`: sha2-256 of a dag-pb node with one raw leaf, put together by hand. */
export const HELLO: Digest = '0xc362c96e55771d5e4cf17b831f3543097f615d212204138645b04b44f6bd8034';

const LIMIT = { maxBytes: 2_000_000 };
const within = (ms: number) => ({ ...LIMIT, signal: AbortSignal.timeout(ms) });

/** What every store promises. `pair` opens two that reach each other. */
export function storeSuite(pair: () => Promise<readonly [Store, Store]>): void {
  test('[S1] equal bytes have equal digests in every store', async () => {
    const [a, b] = await pair();
    const bytes = someBytes(70_000, 1);
    const digest = await a.put(bytes);
    expect(digest).toMatch(/^0x[0-9a-f]{64}$/);
    expect(await b.digestOf(bytes)).toBe(digest);
    expect(await a.put(bytes)).toBe(digest);
    expect(await a.digestOf(new TextEncoder().encode('hello'))).toBe(HELLO);
    expect(await b.has(digest)).toBe(false);
  });

  test('[S2] what one puts another gets, keeps and has', async () => {
    const [a, b] = await pair();
    for (const size of [0, 1, 30_000, 262_144, 262_145, 1_000_000]) {
      const bytes = someBytes(size, size + 2);
      const digest = await a.put(bytes);
      expect(await a.has(digest)).toBe(true);
      expectSame(await b.get(digest, within(20_000)), bytes);
      expect(await b.has(digest)).toBe(true);
      expectSame(await b.get(digest, within(20_000)), bytes);
    }
  });

  test('[S3] a search finds what is put after it began', async () => {
    const [a, b] = await pair();
    const bytes = someBytes(50_000, 3);
    const digest = await a.digestOf(bytes);
    const found = b.get(digest, within(20_000));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await a.put(bytes);
    expectSame(await found, bytes);
  });

  test('[S4] a search ends with its signal, and the next one finds', async () => {
    const [a, b] = await pair();
    const bytes = someBytes(40_000, 4);
    const digest = await a.digestOf(bytes);
    await expect(b.get(digest, within(50))).rejects.toThrow(UnavailableError);
    await expect(b.get(digest, { ...LIMIT, signal: AbortSignal.abort() })).rejects.toThrow(UnavailableError);
    await a.put(bytes);
    expectSame(await b.get(digest, within(20_000)), bytes);
  });

  test('[S5] a file above the limit is refused, here and from a peer', async () => {
    const [a, b] = await pair();
    const digest = await a.put(someBytes(600_000, 5));
    for (const store of [a, b]) await expect(store.get(digest, { ...within(20_000), maxBytes: 599_999 })).rejects.toThrow(TooLargeError);
    expect(await b.has(digest)).toBe(false);
    expect((await b.get(digest, { ...within(20_000), maxBytes: 600_000 })).length).toBe(600_000);
  });

  test('[S6] dropping a file forgets it and nothing that another needs', async () => {
    const [a] = await pair();
    const bytes = someBytes(600_000, 6);
    const prefix = bytes.subarray(0, 300_000);
    const [whole, start] = [await a.put(bytes), await a.put(prefix)];
    await a.drop(whole);
    expect(await a.has(whole)).toBe(false);
    expect(await a.has(start)).toBe(true);
    expectSame(await a.get(start, LIMIT), prefix);
    await a.drop(whole);
    await a.drop(await a.digestOf(someBytes(10, 7)));
  });

  test('[S7] a caller may change its bytes afterwards', async () => {
    const [a] = await pair();
    const bytes = someBytes(1_000, 8);
    const digest = await a.put(bytes);
    bytes.fill(0);
    (await a.get(digest, LIMIT)).fill(1);
    expect(await a.digestOf(await a.get(digest, LIMIT))).toBe(digest);
  });

  test('[S8] traffic counts the bytes that crossed', async () => {
    const [a, b] = await pair();
    const before = [a.traffic().sentBytes, b.traffic().receivedBytes];
    const digest = await a.put(someBytes(90_000, 9));
    await b.get(digest, within(20_000));
    await expect.poll(() => a.traffic().sentBytes - before[0]).toBeGreaterThanOrEqual(90_000);
    expect(b.traffic().receivedBytes - before[1]).toBeGreaterThanOrEqual(90_000);
    expect(b.traffic().receivedBytes - before[1]).toBeLessThan(91_000);
  });
}
