import { afterEach, expect, test } from 'vitest';
import { taskLink } from '../../../app/ui/route.ts';
import { address } from '../../fakes/house.ts';
import { find, seek, soon, stage, type } from './stage.ts';

const task = taskLink(address('digits'));
let strike: () => void = () => undefined;
const show = (...scene: Parameters<typeof stage>) => {
  strike = stage(...scene).strike;
};
const text = () => document.body.textContent;

afterEach(() => strike());

test('[I11] [I12] connect the development wallet, then join with one click', async () => {
  show({ me: 'none' }, task);
  await soon(() => find('button', 'Connect a wallet to join').click());
  await soon(() => find('[role="dialog"] button', 'Development wallet').click());
  await soon(() => expect(find('button[type="submit"]', 'Stake 200 FLOCK and join')).toBeEnabled());
  find('button[type="submit"]', 'and join').click();
  await soon(() => expect(text()).toContain('Join: done'));
  await soon(() => expect(text()).toContain('Your place in the task'));
  expect(text()).toContain('examples from digits drawn in this tab');
});

test('[I12] the key stays in this browser and is the same after a reload', async () => {
  show({}, '#/', true);
  await soon(() => expect(seek('button', 'Wallet 0x')).toBeDefined());
  const key = localStorage.getItem('murmuration.devwallet.31337.key');
  expect(key).toMatch(/^0x[0-9a-f]{64}$/);
});

test('[I2] an amount that cannot be staked disables joining and says why', async () => {
  show({ me: 'none', data: true }, task, true);
  await soon(() => expect(find('button[type="submit"]')).toBeEnabled());
  type(find('form input'), '99.999');
  await soon(() => expect(text()).toContain('At least 100'));
  expect(find('button[type="submit"]')).toBeDisabled();
});

test('[I4] a no in the wallet is told neutrally', async () => {
  show({ me: 'idle', data: true }, task, true);
  await soon(() => expect(find('button', 'Top up')).toBeEnabled());
  find('button', 'Top up').click();
  await soon(() => type(find('form input'), '13'));
  await soon(() => expect(find('form button[type="submit"]', 'Top up')).toBeEnabled());
  find('form button[type="submit"]', 'Top up').click();
  await soon(() => expect(text()).toContain('You declined in the wallet.'));
});

test('[I5] leaving asks first', async () => {
  show({ me: 'idle', data: true }, task, true);
  await soon(() => expect(find('button', 'Leave')).toBeEnabled());
  find('button', 'Leave').click();
  await soon(() => expect(find('[role="alertdialog"]').textContent).toContain('no more seats'));
  find('[role="alertdialog"] button', 'Back').click();
  await soon(() => expect(seek('[role="alertdialog"]')).toBeUndefined());
  expect(text()).not.toContain('Leave: done');
});

test('[I4] a file that cannot be read says what to choose instead', async () => {
  show({ me: 'none' }, task);
  await soon(() => expect(seek('input[type="file"]')).toBeDefined());
  const input = find('input[type="file"]') as HTMLInputElement;
  const transfer = new DataTransfer();
  transfer.items.add(new File(['x'], 'x.bad'));
  input.files = transfer.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
  await soon(() => expect(text()).toContain('not an IDX file'));
});

test('[I5] withdrawing says what stays before it asks', async () => {
  show({ me: 'ended', data: true }, task, true);
  await soon(() => expect(find('button', 'Withdraw')).toBeEnabled());
  find('button', 'Withdraw').click();
  await soon(() => find('form button', 'Withdraw').click());
  await soon(() => expect(find('[role="alertdialog"]').textContent).toMatch(/100 FLOCK go back to your wallet; 0 FLOCK stay staked/));
});

test('[I42] a hidden tab that needs its person marks its icon and its title, and tells the system where that was asked for', async () => {
  const icon = document.createElement('link');
  icon.rel = 'icon';
  icon.setAttribute('href', './favicon.svg');
  document.head.prepend(icon);
  const notes: string[] = [];
  class Note extends EventTarget {
    static permission = 'granted';
    static requestPermission = async () => 'granted';
    constructor(title: string, { body }: { body: string }) {
      super();
      notes.push(`${title}: ${body}`);
    }
  }
  const real = window.Notification;
  Object.assign(window, { Notification: Note });
  Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
  try {
    show({ me: 'benched' }, task, true);
    await soon(() => expect(icon.getAttribute('href')).toBe('./favicon-due.svg'));
    expect(document.title).toMatch(/^●/);
    expect(notes).toEqual([]);
    find('button', 'Speak up when I am needed').click();
    await soon(() => expect(find('button', 'Speaks up when needed').getAttribute('aria-pressed')).toBe('true'));
    document.dispatchEvent(new Event('visibilitychange'));
    await soon(() => expect(notes).toEqual([expect.stringContaining('you are on the bench')]));
    strike();
    expect(icon.getAttribute('href')).toBe('./favicon.svg');
  } finally {
    Object.assign(window, { Notification: real });
    Reflect.deleteProperty(document, 'visibilityState');
    icon.remove();
  }
});

test('[I30] the language changes with one click, is remembered, and changes numbers too', async () => {
  show({ me: 'idle', data: true }, task, true);
  await soon(() => expect(text()).toContain('Reward pool'));
  find('button', 'Change the language to Deutsch').click();
  await soon(() => expect(text()).toContain('Belohnungstopf'));
  expect(text()).toContain('7.920 FLOCK');
  expect(document.documentElement.lang).toBe('de');
  expect(localStorage.getItem('murmuration.language')).toBe('de');
  find('button', 'Sprache wechseln zu English').click();
  await soon(() => expect(text()).toContain('Reward pool'));
});
