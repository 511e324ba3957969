import { createElement } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { beforeEach, vi } from 'vitest';
import { page } from 'vitest/browser';
import { App } from '../../../app/ui/App.tsx';
import { walletsOf } from '../../../app/ui/wallet/config.ts';
import { DEV_WALLET } from '../../../app/ui/wallet/devwallet.ts';
import { fakeHouse, type Scene } from '../../fakes/house.ts';

/** A desk, unless a test asks for a phone. */
beforeEach(() => page.viewport(1280, 900));

/** Puts the whole face of a pretend house on the page. `connected`: the development wallet is already open. `stored`: what an earlier visit left. */
export function stage(
  scene: Scene,
  hash = '#/',
  connected = false,
  stored: Readonly<Record<string, string>> = {},
): { host: HTMLElement; strike: () => void } {
  localStorage.clear();
  for (const [key, value] of Object.entries(stored)) localStorage.setItem(key, value);
  if (connected) {
    localStorage.setItem(`${DEV_WALLET}.31337.open`, '1');
    localStorage.setItem('murmuration.31337.recentConnectorId', JSON.stringify(DEV_WALLET));
  }
  history.replaceState(null, '', hash);
  dispatchEvent(new HashChangeEvent('hashchange'));
  const host = document.createElement('div');
  host.id = 'app';
  document.body.append(host);
  const house = fakeHouse(scene);
  const root: Root = createRoot(host);
  root.render(createElement(App, { house, wallets: walletsOf(house.network) }));
  return {
    host,
    strike() {
      root.unmount();
      host.remove();
      house.stop();
    },
  };
}

/** The first element that `selector` finds and whose text contains `text`. */
export function find(selector: string, text = ''): HTMLElement {
  const found = seek(selector, text);
  if (!found) throw new TypeError(`no ${selector} with "${text}" in: ${document.body.textContent.slice(0, 400)}`);
  return found;
}

export function seek(selector: string, text = ''): HTMLElement | undefined {
  return [...document.querySelectorAll<HTMLElement>(selector)].find((item) =>
    `${item.textContent} ${item.getAttribute('aria-label') ?? ''}`.includes(text),
  );
}

/** Types into a field the way React notices. */
export function type(field: HTMLElement, text: string): void {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** Waits until `check` no longer throws; patient, since the machine may be busy. */
export function soon(check: () => void): Promise<void> {
  return vi.waitFor(check, { timeout: 15_000 });
}
