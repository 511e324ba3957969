import type { BrowserContext } from 'playwright-core';
import { createWalletClient, http } from 'viem';
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts';
import { foundry } from 'viem/chains';
import type { Address, Digest } from '../../app/core/words.ts';

/** A wallet extension as a page meets it (EIP-1193, EIP-6963). It signs here, so that no key is in the page. */
export type Injected = {
  readonly address: Address;
  /** Methods to which the person says no. */
  readonly declines: Set<string>;
  /** Methods that a person had to answer, oldest first. */
  readonly asked: string[];
  /** Brings the wallet to another chain, as a person does inside of it. */
  moveTo(chainId: number): Promise<void>;
};

type Asked = { readonly chainId: string; readonly to: Address; readonly data?: Digest; readonly value?: string; readonly gas?: string };
type Request = { readonly method: string; readonly params?: readonly [Asked, string?] };
type Answer = { readonly result?: unknown; readonly code?: number; readonly message?: string };

const ASKS = /^(eth_requestAccounts|eth_sendTransaction|eth_signTypedData_v4|wallet_switchEthereumChain|wallet_addEthereumChain)$/;

/** Announces a wallet that knows only Ethereum's main chain to every page of a context. Reads and sends go to `rpc`. */
export async function injectWallet(context: BrowserContext, rpc: string): Promise<Injected> {
  const account = privateKeyToAccount(generatePrivateKey());
  const wallet = createWalletClient({ account, chain: foundry, transport: http(rpc) });
  const declines = new Set<string>();
  const asked: string[] = [];
  const known = new Set([1]);
  let chainId = 1;
  let connected = false;

  const moveTo = async (wanted: number) => {
    chainId = wanted;
    for (const page of context.pages()) await page.evaluate(`window.emitOfWallet?.('chainChanged', '0x${wanted.toString(16)}')`);
  };
  const answer = async ({ method, params }: Request): Promise<unknown> => {
    if (ASKS.test(method)) asked.push(method);
    if (declines.has(method)) throw Object.assign(new Error('User rejected the request.'), { code: 4001 });
    const [first, second] = params ?? [];
    if (method === 'eth_chainId') return `0x${chainId.toString(16)}`;
    if (method === 'eth_accounts') return connected ? [account.address] : [];
    if (method === 'eth_requestAccounts') {
      connected = true;
      return [account.address];
    }
    if (method === 'wallet_addEthereumChain') known.add(Number(first!.chainId));
    if (method === 'wallet_addEthereumChain' || method === 'wallet_switchEthereumChain') {
      const wanted = Number(first!.chainId);
      if (!known.has(wanted)) throw Object.assign(new Error('Unrecognized chain ID.'), { code: 4902 });
      await moveTo(wanted);
      return null;
    }
    if (method === 'eth_signTypedData_v4') return account.signTypedData(JSON.parse(second!));
    if (method === 'eth_sendTransaction') {
      const { to, data, value, gas } = first!;
      return wallet.sendTransaction({ to, data, value: BigInt(value ?? 0), gas: gas === undefined ? undefined : BigInt(gas) });
    }
    return wallet.request({ method, params } as never);
  };
  await context.exposeFunction('askWallet', async (text: string) =>
    answer(JSON.parse(text)).then(
      (result) => ({ result }),
      (error: { code?: number; message: string }) => ({ code: error.code ?? -32603, message: error.message }),
    ),
  );
  await context.addInitScript(() => {
    const page = window as unknown as { askWallet(text: string): Promise<Answer>; emitOfWallet(name: string, value: unknown): void };
    const listeners = new Map<string, Set<(value: unknown) => void>>();
    const provider = {
      async request(request: unknown) {
        const { result, code, message } = await page.askWallet(JSON.stringify(request));
        if (code !== undefined) throw Object.assign(new Error(message), { code });
        return result;
      },
      on: (name: string, listener: (value: unknown) => void) => {
        listeners.set(name, (listeners.get(name) ?? new Set()).add(listener));
      },
      removeListener: (name: string, listener: (value: unknown) => void) => listeners.get(name)?.delete(listener),
    };
    page.emitOfWallet = (name, value) => {
      for (const listener of listeners.get(name) ?? []) listener(value);
    };
    const info = { uuid: '350670db-19fa-4704-a166-e52e178b59d2', name: 'Test wallet', rdns: 'test.wallet', icon: '' };
    const announce = () =>
      dispatchEvent(new CustomEvent('eip6963:announceProvider', { detail: Object.freeze({ info: Object.freeze(info), provider }) }));
    addEventListener('eip6963:requestProvider', announce);
    announce();
  });
  return { address: account.address, declines, asked, moveTo };
}
