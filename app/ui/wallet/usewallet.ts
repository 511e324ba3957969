import { useEffect, useState } from 'react';
import { useConfig, useConnection } from 'wagmi';
import { getWalletClient } from 'wagmi/actions';
import type { Address } from '../../core/words.ts';
import type { Wallet } from '../../session/house.ts';
import { useHouse } from '../context.tsx';

export type WalletState = {
  readonly address?: Address;
  /** True where the wallet is connected and stands on another chain than this page's. */
  readonly wrongChain: boolean;
  readonly connectorId?: string;
  /** Signs; present only on the right chain. */
  readonly wallet?: Wallet;
};

/** The connected wallet, following account and chain changes as they happen. */
export function useWallet(): WalletState {
  const config = useConfig();
  const { network } = useHouse();
  const { address, chainId, connector, status } = useConnection();
  const ready = status === 'connected' && chainId === network.chainId;
  const [wallet, setWallet] = useState<Wallet>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: another address or connector means another client.
  useEffect(() => {
    let current = true;
    setWallet(undefined);
    if (!ready) return;
    getWalletClient(config, { chainId: network.chainId }).then(
      (client) => current && setWallet(client as unknown as Wallet),
      () => current && setWallet(undefined),
    );
    return () => {
      current = false;
    };
  }, [config, ready, address, connector?.uid, network.chainId]);
  return {
    address: status === 'connected' || status === 'reconnecting' ? address : undefined,
    wrongChain: status === 'connected' && chainId !== network.chainId,
    connectorId: connector?.id,
    wallet,
  };
}
