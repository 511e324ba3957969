import { afterEach, expect, test } from 'vitest';
import { find, seek, soon, stage, type } from './stage.ts';

let strike: () => void = () => undefined;
const show = (connected = true) => {
  strike = stage({}, '#/create', connected).strike;
};
const text = () => document.body.textContent;
const field = (label: string) => {
  const named = [...document.querySelectorAll('label')].find((item) => item.textContent === label);
  return document.getElementById(named?.htmlFor ?? '') as HTMLInputElement;
};
const give = (name: string, file: File) => {
  const input = find(`input[aria-label="${name}"]`) as HTMLInputElement;
  const transfer = new DataTransfer();
  transfer.items.add(file);
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
};

afterEach(() => strike());

test('[I33] a rule that the contract would refuse is said beside its field', async () => {
  show();
  await soon(() => expect(field('Voters a round')).not.toBeNull());
  type(field('Voters a round'), '33');
  await soon(() =>
    expect(document.getElementById(field('Voters a round').getAttribute('aria-describedby') ?? '')?.textContent).toContain('From 1 to 32'),
  );
  expect(field('Voters a round').getAttribute('aria-invalid')).toBe('true');
  await soon(() => expect(find('button', 'Create the task')).toBeDisabled());
  type(field('Voters a round'), '5');
  await soon(() => expect(field('Voters a round').getAttribute('aria-invalid')).toBe('false'));
});

test('[I32] a sample proposes the schema, the dry run says what it takes, and the task is made', async () => {
  show();
  await soon(() => expect(find('button', 'Sample file')).toBeEnabled());
  const rows = Array.from({ length: 40 }, (_, i) => `${i},${i % 2 ? 'red' : 'blue'},${i % 2 ? 'yes' : 'no'}`);
  give('Sample file', new File([`size,colour,answer\n${rows.join('\n')}\n`], 'sample.csv'));
  await soon(() => expect(text()).toContain('“answer” is what the model tells'));
  type(field('Title'), 'Yes or no');
  await soon(() => expect(text()).toContain('dense 32 → dense 2'));
  give('Run on my files', new File(['x'], 'mine.csv'));
  await soon(() => expect(text()).toContain('Training a round'));
  find('input[name="arena"]').click();
  await soon(() => expect(find('button', 'Create the task')).toBeEnabled());
});

test('[I34] a draft survives a reload, and starting over forgets it', async () => {
  show();
  await soon(() => expect(field('Title')).not.toBeNull());
  type(field('Title'), 'Kept');
  find('button', 'Use 28 × 28 digits').click();
  await soon(() => expect(text()).toContain('10 classes'));
  const kept = localStorage.getItem('murmuration.draft.31337');
  strike();
  strike = stage({}, '#/create', true, { 'murmuration.draft.31337': kept ?? '' }).strike;
  await soon(() => expect(field('Title').value).toBe('Kept'));
  expect(text()).toContain('10 classes');
  find('button', 'Start over').click();
  await soon(() => find('[role="alertdialog"] button', 'Start over').click());
  await soon(() => expect(field('Title').value).toBe(''));
});

test('[I1] a damaged draft is a fresh one', async () => {
  strike = stage({}, '#/create', true, { 'murmuration.draft.31337': '{"version":1,"texts":7}' }).strike;
  await soon(() => expect(field('Rounds').value).toBe('60'));
  expect(seek('[role="alert"]')).toBeUndefined();
});
