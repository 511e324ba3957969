import { afterEach, beforeEach, expect, test } from 'vitest';
import { find, seek, soon, stage } from './stage.ts';

type Listener = (value: unknown) => void;

/** A wallet that announces itself (EIP-6963), stands on another chain, and does not know the page's one. */
function announce() {
  const listeners = new Map<string, Listener>();
  const asked: string[] = [];
  let chain = '0x1';
  let accounts = [`0x${'aa'.repeat(20)}`];
  const known = new Set(['0x1']);
  let granted = false;
  const provider = {
    on: (event: string, listener: Listener) => listeners.set(event, listener),
    removeListener: (event: string) => listeners.delete(event),
    async request({ method, params }: { method: string; params?: [{ chainId: string }] }) {
      asked.push(method);
      if (method === 'eth_requestAccounts' || method === 'wallet_requestPermissions') granted = true;
      if (method === 'eth_requestAccounts' || method === 'eth_accounts') return granted ? accounts : [];
      if (method === 'eth_chainId') return chain;
      if (method === 'wallet_requestPermissions') return [{ caveats: [{ value: accounts }] }];
      if (method === 'wallet_addEthereumChain' && params) known.add(params[0].chainId);
      if (method === 'wallet_switchEthereumChain' && params) {
        if (!known.has(params[0].chainId)) throw Object.assign(new Error('Unrecognized chain'), { code: 4902 });
      }
      if (params && method.startsWith('wallet_')) {
        chain = params[0].chainId;
        listeners.get('chainChanged')?.(chain);
      }
      return null;
    },
  };
  const detail = Object.freeze({
    info: { uuid: crypto.randomUUID(), name: 'Test\u202E Wallet', icon: 'data:image/svg+xml,<svg/>', rdns: 'test.wallet' },
    provider,
  });
  const answer = () => dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail }));
  addEventListener('eip6963:requestProvider', answer);
  return {
    asked,
    switchTo(next: string) {
      accounts = [next];
      listeners.get('accountsChanged')?.(accounts);
    },
    stop: () => removeEventListener('eip6963:requestProvider', answer),
  };
}

let wallet: ReturnType<typeof announce>;
let strike: () => void = () => undefined;

beforeEach(() => {
  wallet = announce();
});
afterEach(() => {
  strike();
  wallet.stop();
});

test('[I17] a wallet that announces itself is listed, and one button brings it to this chain', async () => {
  strike = stage({}).strike;
  await soon(() => find('button', 'Connect').click());
  await soon(() => find('[role="dialog"] button', 'Test Wallet').click());
  await soon(() => expect(seek('button', 'Wallet 0x')).toBeDefined());
  if (seek('button', 'Switch to Local chain')) find('button', 'Switch to Local chain').click();
  await soon(() => expect(wallet.asked).toContain('wallet_addEthereumChain'));
  await soon(() => expect(seek('button', 'Switch to Local chain')).toBeUndefined());
});

test('[I17] another account shows without a reload', async () => {
  strike = stage({}).strike;
  await soon(() => find('button', 'Connect').click());
  await soon(() => find('[role="dialog"] button', 'Test Wallet').click());
  await soon(() => expect(seek('button', 'Wallet 0xaA')).toBeDefined());
  wallet.switchTo(`0x${'bb'.repeat(20)}`);
  await soon(() => expect(seek('button', 'Wallet 0xbB')).toBeDefined());
});
