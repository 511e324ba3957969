import { type Chain, defineChain } from 'viem';
import { type Config, createConfig, createStorage, http, injected } from 'wagmi';
import type { NetworkView } from '../../session/house.ts';
import { devWallet } from './devwallet.ts';

/** The chain that wallets are asked to be on. */
export function chainOf(network: NetworkView): Chain {
  return defineChain({
    id: network.chainId,
    name: network.name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [network.rpc] } },
    ...(network.explorer === undefined ? {} : { blockExplorers: { default: { name: 'Explorer', url: network.explorer } } }),
  });
}

/** Wallets that announce themselves (EIP-6963), the older injected one, and on a local chain the built-in one. */
export function walletsOf(network: NetworkView): Config {
  const chain = chainOf(network);
  return createConfig({
    chains: [chain],
    connectors: [injected({ shimDisconnect: true }), ...(network.devWallet ? [devWallet(network.rpc)] : [])],
    multiInjectedProviderDiscovery: true,
    storage: createStorage({ storage: localStorage, key: `murmuration.${network.chainId}` }),
    transports: { [chain.id]: http(network.rpc) },
  });
}
