import { createWalletClient, http, type WalletClient } from 'viem';
import { generatePrivateKey, type PrivateKeyAccount, privateKeyToAccount } from 'viem/accounts';
import { createConnector } from 'wagmi';

export const DEV_WALLET = 'murmuration.devwallet';

/**
 * A wallet for a local chain whose money is worth nothing: a key in this browser's storage that signs without asking.
 * Warning: offered only where the network says `devWallet`.
 */
export function devWallet(rpc: string, storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = localStorage) {
  return createConnector<WalletClient>((config) => {
    const chain = config.chains[0];
    const keySlot = `${DEV_WALLET}.${chain.id}.key`;
    const openSlot = `${DEV_WALLET}.${chain.id}.open`;
    const account = (): PrivateKeyAccount => accountIn(storage, keySlot);
    const client = () => createWalletClient({ account: account(), chain, transport: http(rpc) });
    return {
      id: DEV_WALLET,
      name: 'Development wallet',
      type: 'development',
      async connect(): Promise<never> {
        storage.setItem(openSlot, '1');
        // The generic return type of wagmi depends on capabilities, which this wallet has none of.
        return { accounts: [account().address], chainId: chain.id } as never;
      },
      async disconnect() {
        storage.removeItem(openSlot);
      },
      getAccounts: async () => [account().address],
      getChainId: async () => chain.id,
      getProvider: async () => client(),
      getClient: async () => client(),
      isAuthorized: async () => storage.getItem(openSlot) === '1',
      onAccountsChanged: () => undefined,
      onChainChanged: () => undefined,
      onDisconnect: () => config.emitter.emit('disconnect'),
    };
  });
}

function accountIn(storage: Pick<Storage, 'getItem' | 'setItem'>, slot: string): PrivateKeyAccount {
  const kept = storage.getItem(slot);
  if (kept !== null && /^0x[0-9a-f]{64}$/.test(kept)) return privateKeyToAccount(kept as `0x${string}`);
  const fresh = generatePrivateKey();
  storage.setItem(slot, fresh);
  return privateKeyToAccount(fresh);
}
