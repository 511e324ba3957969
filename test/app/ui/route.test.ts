import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRoute, roundLink, TASK_TABS, taskLink, writeRoute } from '../../../app/ui/route.ts';

const task = `0x${'aB'.repeat(20)}` as const;

test('[I6] every view has a link that leads back to it', () => {
  const lower = task.toLowerCase() as typeof task;
  for (const tab of TASK_TABS) expect(readRoute(taskLink(lower, tab))).toMatchObject({ page: 'task', task: lower, tab });
  expect(readRoute(roundLink(lower, 7))).toMatchObject({ page: 'round', task: lower, round: 7 });
  for (const page of ['create', 'board', 'money'] as const) expect(readRoute(writeRoute({ page, search: {} })).page).toBe(page);
  for (const hash of ['', '#', '#/', '#/?show=ended']) expect(readRoute(hash).page).toBe('tasks');
  const sorted = readRoute(`#/task/${task}/board?sort=net&order=down`);
  expect(readRoute(writeRoute(sorted))).toEqual(sorted);
});

test('[I6] a link that makes no sense is unknown', () => {
  for (const hash of [
    '#/x',
    '#/money/1',
    '#/task',
    '#/task/0x12',
    `#/task/${task}/nowhere`,
    `#/task/${task}/round/x`,
    `#/task/${task}/live/3`,
    `#/task/${task}/round/1/2`,
  ])
    expect(readRoute(hash).page).toBe('unknown');
});

test('[I6] no hash makes the router throw, and no key reaches a prototype', () => {
  fc.assert(fc.property(fc.string(), (hash) => void readRoute(`#${hash}`)));
  const { search } = readRoute('#/?constructor=x&__proto__=y&sort=net');
  expect(search.sort).toBe('net');
  expect(Object.getPrototypeOf(search)).toBeNull();
});
