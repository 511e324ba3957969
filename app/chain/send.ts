import { encodeFunctionData, type PublicClient } from 'viem';
import { BaseError } from '../core/errors.ts';
import type { Address, Digest } from '../core/words.ts';
import { type Call, simulate } from './call.ts';
import type { OnSent, Sent } from './chain.ts';
import { ContractRevertError, NotEnoughGasError, named, WrongChainError } from './errors.ts';
import { readFees } from './fees.ts';
import type { Wallet } from './wallet.ts';

/** A node to read from and the wallet that signs. */
export type Clients = { readonly client: PublicClient; readonly wallet: Wallet };

/**
 * Checks chain and coins, simulates, lets the wallet sign and send, and waits; a copy that the person sped up counts.
 * @throws WrongChainError, NotEnoughGasError, RejectedBySignerError, ContractRevertError, ReplacedError
 */
export async function send({ client, wallet }: Clients, call: Call, onSent?: OnSent): Promise<Sent> {
  const from = wallet.account.address;
  await checkChain({ client, wallet });
  const gas = await simulate(client, from, call);
  const [fees, actual] = await named(Promise.all([readFees(client), client.getBalance({ address: from })]));
  const expected = gas * fees.maxFeePerGas + (call.value ?? 0n);
  if (actual < expected) throw new NotEnoughGasError({ account: from, expected, actual });

  const data = encodeFunctionData(call);
  const hash = await named(
    wallet.sendTransaction({ to: call.to, data, value: call.value, gas, account: wallet.account, chain: wallet.chain }),
  );
  onSent?.(hash);
  let replaced = false;
  const receipt = await named(
    client.waitForTransactionReceipt({
      hash,
      onReplaced: ({ reason, transaction }) => {
        replaced = reason !== 'repriced';
        if (!replaced) onSent?.(transaction.hash);
      },
    }),
  );
  if (replaced) throw new ReplacedError({ hash, by: receipt.transactionHash });
  if (receipt.status === 'reverted') {
    await simulate(client, from, call);
    throw new ContractRevertError('Unknown', { hash });
  }
  const fee = receipt.gasUsed * receipt.effectiveGasPrice;
  return { hash: receipt.transactionHash, gasUsed: receipt.gasUsed, fee, bytes: (data.length - 2) / 2 };
}

/** @throws WrongChainError where the wallet is on another chain than the node */
export async function checkChain({ client, wallet }: Clients): Promise<void> {
  const [expected, actual] = await named(Promise.all([client.getChainId(), wallet.getChainId()]));
  if (actual !== expected) throw new WrongChainError({ expected, actual });
}

/** The person cancelled the transaction, or sent another one in its place. */
export class ReplacedError extends BaseError {
  constructor(facts: { hash: Digest; by: Address | Digest }) {
    super('Transaction replaced', facts);
  }
}
