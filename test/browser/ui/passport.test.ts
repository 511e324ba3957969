import { afterEach, expect, test } from 'vitest';
import { taskLink } from '../../../app/ui/route.ts';
import { address } from '../../fakes/house.ts';
import { find, soon, stage } from './stage.ts';

const page = taskLink(address('digits'), 'model');
let strike: () => void = () => undefined;
const show = (...scene: Parameters<typeof stage>) => {
  strike = stage(...scene).strike;
};
const text = () => document.body.textContent;

afterEach(() => strike());

test('[I41] the passport says that every model follows', async () => {
  show({ me: 'none' }, page);
  await soon(() => find('button', 'Check every model'));
  find('button', 'Check every model').click();
  await soon(() => expect(text()).toContain('All 4 adopted models follow, bit for bit.'));
  expect(document.querySelectorAll('ul[aria-label=Passport] li').length).toBe(4);
  find('a', 'Round 3');
});

test('[I41] or which round is false, and which could not be checked and for want of what', async () => {
  show({ me: 'none', problems: true }, page);
  await soon(() => find('button', 'Check every model'));
  find('button', 'Check every model').click();
  await soon(() => expect(text()).toContain('Round 2 is false.'));
  const [, second, third] = document.querySelectorAll('ul[aria-label=Passport] li');
  expect(second.textContent).toContain('could not be checked: a file is missing');
  expect(second.textContent).toContain('update of seat 2, participant 5');
  expect(third.textContent).toContain('adopted another model than its updates give');
});
