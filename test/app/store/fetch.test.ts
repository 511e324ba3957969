import { expect, test } from 'vitest';
import { insisting, shared } from '../../../app/store/fetch.ts';
import { cidOf } from '../../../app/store/import.ts';

const cid = cidOf(`0x${'11'.repeat(32)}`);
const block = Uint8Array.of(7);
const never = (signal: AbortSignal) =>
  new Promise<never>((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));

test('[S13] several readers of a block are one want, which ends with the last of them', async () => {
  let asked = 0;
  let stopped = 0;
  const ask = shared((_, signal) => {
    asked++;
    signal.addEventListener('abort', () => stopped++);
    return never(signal);
  });
  const [a, b] = [new AbortController(), new AbortController()];
  const reads = [ask(cid, a.signal), ask(cid, b.signal)].map((read) => read.catch(({ name }: Error) => name));
  await Promise.resolve();
  a.abort();
  expect(await reads[0]).toBe('AbortError');
  expect([asked, stopped]).toEqual([1, 0]);
  b.abort();
  expect(await reads[1]).toBe('AbortError');
  expect([asked, stopped]).toEqual([1, 1]);
});

test('[S13] a want that was lost is made again', async () => {
  let asked = 0;
  const ask = insisting((_, signal) => (++asked === 1 ? never(signal) : Promise.resolve(block)));
  expect(await ask(cid, AbortSignal.timeout(10_000))).toBe(block);
  expect(asked).toBe(2);
});

test('[S13] a want right after an aborted one waits until that is forgotten, and then comes in a pair', async () => {
  const asked: number[] = [];
  const ask = insisting((_, signal) => (asked.push(performance.now()) < 3 ? never(signal) : Promise.resolve(block)));
  const first = new AbortController();
  const left = ask(cid, first.signal).catch(({ name }: Error) => name);
  await new Promise((resolve) => setTimeout(resolve, 10));
  first.abort();
  expect(await left).toBe('AbortError');
  const start = performance.now();
  expect(await ask(cid, AbortSignal.timeout(10_000))).toBe(block);
  expect(asked[1] - start).toBeGreaterThan(30);
  expect(performance.now() - start).toBeLessThan(2_500);
});

test('[S13] an error that is no abort is passed on', async () => {
  const ask = insisting(() => Promise.reject(new RangeError('broken')));
  await expect(ask(cid, AbortSignal.timeout(1_000))).rejects.toThrow(RangeError);
});
