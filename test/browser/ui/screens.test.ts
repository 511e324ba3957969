import { afterEach, expect, test } from 'vitest';
import { roundLink, taskLink } from '../../../app/ui/route.ts';
import { address } from '../../fakes/house.ts';
import { find, seek, soon, stage, type } from './stage.ts';

const task = taskLink(address('digits'));
let strike: () => void = () => undefined;
const show = (...scene: Parameters<typeof stage>) => {
  strike = stage(...scene).strike;
};
const text = () => document.body.textContent;

afterEach(() => strike());

test('[I14] the list has four states, each with its words', async () => {
  const states = {
    some: 'Handwritten digits',
    none: 'No task on this network yet',
    loading: 'Loading tasks',
    failed: 'does not answer',
    stale: 'may be old',
  } as const;
  for (const [tasks, words] of Object.entries(states)) {
    show({ tasks: tasks as keyof typeof states });
    await soon(() => expect(document.body.textContent).toContain(words));
    strike();
  }
});

test('[I14] a task that cannot be read names the way back', async () => {
  show({ task: 'failed' }, task);
  await soon(() => expect(text()).toContain('does not answer'));
  expect(find('a', 'All tasks').getAttribute('href')).toBe('#/');
});

test('[I6] a link opens its view, and a link inside changes it', async () => {
  show({ me: 'idle' }, roundLink(address('digits'), 14));
  await soon(() => expect(text()).toContain('Round 14'));
  find('a', 'Next round').click();
  await soon(() => expect(text()).toContain('Round 15'));
  find('a', 'Leaderboard').click();
  await soon(() => expect(seek('table')).toBeDefined());
  location.hash = '#/nowhere';
  await soon(() => expect(text()).toContain('nothing at this address'));
});

test('[I1] hostile text stays text', async () => {
  show({ me: 'proposer', data: true, hostile: true, problems: true }, task);
  await soon(() => expect(text()).toContain('<img src=x'));
  expect([...document.images].every((image) => image.src.endsWith('favicon.svg'))).toBe(true);
  expect(seek('b')).toBeUndefined();
  expect(document.body.textContent).not.toMatch(/[\u202E\u200B]/);
});

test('[I5] my seat says what comes next and what missing it costs', async () => {
  show({ me: 'proposer', data: true }, task);
  await soon(() => expect(text()).toContain('You are a proposer'));
  const card = find('section[aria-label="Your place in this round"]');
  expect(card.textContent).toMatch(/−5 FLOCK\s+of your stake, and the bench/);
});

test('[I3] the phase that runs is marked, with its clock', async () => {
  show({ me: 'voter', phase: 'Reveal' }, task);
  await soon(() => expect(find('[aria-current="step"]').textContent).toContain('Reveal'));
  expect(find('[role="timer"]').textContent).toMatch(/^0:2\d$/);
  expect(text()).toMatch(/1\s+of 3 done/);
});

test('[I7] sorting lives in the link, and my row stays on top', async () => {
  show({ me: 'idle' }, taskLink(address('digits'), 'board'));
  await soon(() => expect(seek('table')).toBeDefined());
  find('th button', 'Slashed').click();
  await soon(() => expect(location.hash).toContain('sort=slashed'));
  expect(find('th[aria-sort]').textContent).toContain('Slashed');
  type(find('input'), '#9');
  await soon(() => expect(document.querySelectorAll('tbody tr').length).toBe(1));
  expect(find('tbody tr').textContent).toContain('#9');
});

test('[I16] every control has a name, every field a label, and the page one heading of the first rank', async () => {
  for (const hash of ['#/', task, taskLink(address('digits'), 'board'), taskLink(address('digits'), 'rules')]) {
    show({ me: 'none', data: true }, hash);
    await soon(() => expect(document.querySelectorAll('h1').length).toBe(1));
    const named = (item: HTMLElement) => (item.getAttribute('aria-label') || item.textContent || '').trim() !== '';
    expect([...document.querySelectorAll<HTMLElement>('button, a')].filter((item) => !named(item)).map((item) => item.outerHTML)).toEqual(
      [],
    );
    const fields = [...document.querySelectorAll<HTMLInputElement>('input:not([hidden]), select')];
    expect(fields.filter((field) => !field.labels?.length && !field.getAttribute('aria-label')).length).toBe(0);
    strike();
  }
});
