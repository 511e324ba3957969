import { expect, test } from 'vitest';
import { keepLast, readLast } from '../../../app/session/last.ts';
import { memoryJournal } from '../../../app/store/journal.ts';

test('[I39] a view comes back as it was, with every digit', async () => {
  const journal = memoryJournal();
  const view = { pool: 2n ** 127n + 1n, list: [{ a: -5n, b: 'x', c: undefined, d: 0.25 }], $: 'text' };
  await keepLast(journal, 'v', view);
  expect(await readLast(journal, 'v')).toEqual({ pool: 2n ** 127n + 1n, list: [{ a: -5n, b: 'x', d: 0.25 }], $: 'text' });
});

test('[I39] what is damaged or missing is nothing, and a full journal keeps nothing', async () => {
  const journal = memoryJournal();
  await journal.set('v', new TextEncoder().encode('{"a":{"$":"no number"}}'));
  expect(await readLast(journal, 'v')).toBeUndefined();
  expect(await readLast(journal, 'w')).toBeUndefined();
  await keepLast({ ...journal, set: () => Promise.reject(new TypeError('full')) }, 'v', {});
});
