import axe from 'axe-core';
import { afterEach, beforeAll, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { TASK_TABS, taskLink, writeRoute } from '../../../app/ui/route.ts';
import { address, type Scene } from '../../fakes/house.ts';
import { find, seek, soon, stage } from './stage.ts';
import '../../../app/ui/app.css';

const task = address('digits');
let strike: () => void = () => undefined;

beforeAll(() => {
  // Colours that are still on their way to others have no contrast to judge.
  const still = document.createElement('style');
  still.textContent = '* { transition: none !important; animation: none !important }';
  document.head.append(still);
});
afterEach(async () => {
  strike();
  document.documentElement.removeAttribute('data-theme');
  await page.viewport(1280, 900);
});

/** Views, each with what shows that it is there. */
const VIEWS: readonly (readonly [name: string, scene: Scene, hash: string, sign: string, connected?: boolean])[] = [
  ['first visit', {}, '#/', 'Handwritten digits'],
  ['no task', { tasks: 'none' }, '#/', 'No task on this network'],
  ['node away', { tasks: 'failed' }, '#/', 'does not answer'],
  ...TASK_TABS.map(
    (tab) => [`task ${tab}`, { me: 'proposer', data: true, explorer: true }, taskLink(task, tab), 'Reward pool', true] as const,
  ),
  ['before joining', { me: 'none' }, taskLink(task), 'Take part', true],
  ['task loading', { task: 'starting' }, taskLink(task), 'Loading the task'],
  ['task failed', { task: 'failed' }, taskLink(task), 'does not answer'],
  ['round', { me: 'idle' }, writeRoute({ page: 'round', task, round: 14, search: {} }), 'Round 14'],
  ['why', { me: 'idle' }, writeRoute({ page: 'task', task, tab: 'board', search: { why: '9.net' } }), 'Sum'],
  ['global board', { me: 'idle' }, '#/board', 'Leaderboard of all tasks'],
  ['money', { me: 'idle', explorer: true }, '#/money', 'Every movement', true],
  ['money without wallet', {}, '#/money', 'Connect a wallet to see'],
  ['create', {}, '#/create', 'Arena task 3', true],
  ['nowhere', {}, '#/nowhere', 'nothing at this address'],
];

const WAYS = [
  ['light', 1280],
  ['dark', 1280],
  ['light', 360],
  ['dark', 360],
] as const;

test.each(WAYS)('[I21] no view has a violation of axe’s rules: %s, %i pixels wide', async (theme, width) => {
  await page.viewport(width, 900);
  document.documentElement.setAttribute('data-theme', theme);
  const found: string[] = [];
  for (const [name, scene, hash, sign, connected] of VIEWS) {
    strike = stage(scene, hash, connected).strike;
    await soon(() => expect(document.body.textContent).toContain(sign));
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { violations } = await axe.run(document.body, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    for (const { id, nodes } of violations)
      found.push(...nodes.slice(0, 3).map((node) => `${name}: ${id} ${node.target.join(' ')} ${node.failureSummary?.slice(0, 160)}`));
    strike();
  }
  expect(found).toEqual([]);
});

test('[I21] axe itself sees what it should', async () => {
  document.body.insertAdjacentHTML('beforeend', '<main id="wrong"><img src="./favicon.svg"><button></button></main>');
  const { violations } = await axe.run('#wrong');
  find('#wrong').remove();
  expect(violations.map(({ id }) => id)).toEqual(expect.arrayContaining(['button-name', 'image-alt']));
  expect(seek('#wrong')).toBeUndefined();
});
