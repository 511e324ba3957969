import type { Account, Chain, Transport, WalletClient } from 'viem';

/** A connected wallet: it signs for the person, and never for the operator. */
export type Wallet = WalletClient<Transport, Chain, Account>;
