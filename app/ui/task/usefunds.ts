import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { TaskRoom } from '../../session/house.ts';
import { useHouse } from '../context.tsx';
import type { WalletState } from '../wallet/usewallet.ts';

export type Funds = {
  /** Smallest unit, and wei. */
  readonly balances?: { readonly token: bigint; readonly ether: bigint };
  /** Wei that joining hands to the tab's key. */
  readonly gift?: bigint;
  readonly error?: unknown;
  readonly refresh: () => Promise<unknown>;
};

/** What the wallet has and what joining costs, read again with every new block that the room sees. */
export function useFunds(room: TaskRoom, { wallet }: WalletState, block: bigint | undefined): Funds {
  const { network } = useHouse();
  const key = [network.chainId, room.address, wallet?.account.address];
  const balances = useQuery({
    queryKey: ['balances', ...key],
    queryFn: () => room.balances(),
    enabled: wallet !== undefined,
    retry: 1,
    staleTime: 2000,
  });
  const gift = useQuery({ queryKey: ['gift', ...key], queryFn: () => room.forecastGift(), retry: 1, staleTime: 30_000 });
  const { refetch } = balances;
  const seen = block?.toString();
  useEffect(() => {
    if (wallet && seen) void refetch();
  }, [wallet, seen, refetch]);
  return { balances: balances.data, gift: gift.data, error: balances.error ?? gift.error ?? undefined, refresh: refetch };
}
