import { createRoot } from 'react-dom/client';
import { BaseError } from './core/errors.ts';
import { type Network, readNetworks } from './core/networks.ts';
import { keepOffline } from './offline/register.ts';
import { openHouse } from './session/open.ts';
import { openDoorstep } from './tab.ts';
import type { BackendName } from './train/trainer.ts';
import './ui/app.css';
import { App } from './ui/App.tsx';
import { applyLanguage } from './ui/language.ts';
import { StartTrouble } from './ui/StartTrouble.tsx';
import { applyTheme } from './ui/theme.ts';
import { walletsOf } from './ui/wallet/config.ts';

/** Builds the real world for a tab and mounts the face on it. */

/** @throws NetworksUnreadableError, InvalidNetworksError */
async function loadNetworks(): Promise<readonly Network[]> {
  let value: unknown;
  try {
    const response = await fetch('./networks.json', { cache: 'no-cache' });
    if (!response.ok) throw new NetworksUnreadableError({ subject: 'networks.json', actual: response.status });
    value = await response.json();
  } catch (error) {
    throw error instanceof NetworksUnreadableError ? error : new NetworksUnreadableError({ subject: 'networks.json' }, error);
  }
  return readNetworks(value);
}

/** The network that the address names (`?network=31337`), else the first. */
function chosen(networks: readonly Network[]): Network {
  const wanted = Number(new URLSearchParams(location.search).get('network'));
  return networks.find((network) => network.chainId === wanted) ?? networks[0];
}

const BACKENDS: readonly BackendName[] = ['webgpu', 'wasm', 'webgl', 'cpu'];

/** What must compute, where the address says so (`?backend=cpu`). */
function forced(): BackendName | undefined {
  const wanted = new URLSearchParams(location.search).get('backend');
  return BACKENDS.find((name) => name === wanted);
}

async function start(): Promise<void> {
  applyTheme();
  await applyLanguage();
  const root = createRoot(document.getElementById('app') as HTMLElement);
  try {
    const network = chosen(await loadNetworks());
    const step = await openDoorstep(network, { backend: forced() });
    void keepOffline(step.touched);
    root.render(<App house={openHouse(step)} wallets={walletsOf(step.network)} />);
  } catch (error) {
    root.render(<StartTrouble error={error} />);
  }
}

export class NetworksUnreadableError extends BaseError {
  constructor(facts: { subject: string; actual?: number }, cause?: unknown) {
    super('Networks unreadable', facts, cause);
  }
}

void start();
