import { encodeFunctionData, type PublicClient } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import type { Address, Digest } from '../core/words.ts';
import { type Call, simulateAct } from './call.ts';
import type { Sent } from './chain.ts';
import { type Delivered, deliver, nextNonce } from './deliver.ts';
import { ContractRevertError, NotEnoughGasError, named, RpcUnavailableError, WrongChainError } from './errors.ts';
import { readFees } from './fees.ts';

/** A transaction of ours that is in a block, for whoever watches for reorganisations. */
export type Mined = { readonly hash: Digest; readonly block: bigint };

/** The key in the tab. Its transactions go one after the other, each waited for, so that no nonce is a guess. */
export type Operator = {
  readonly address: Address;
  /** Simulates, sends and waits; nothing is sent where the chain has the act already. */
  act(call: Call): Promise<Sent>;
  /** Sends all coins, less the fee. */
  sweep(to: Address): Promise<Sent>;
  /** The last transactions that were mined, oldest first. */
  readonly mined: Mined[];
};

const REMEMBERED = 16;
const ATTEMPTS = 3;
const TRANSFER_GAS = 21_000n;
const NOTHING: Sent = { gasUsed: 0n, fee: 0n, bytes: 0 };

export function openOperator(client: PublicClient, key: Digest, chainId: number): Operator {
  const account = privateKeyToAccount(key);
  const mined: Mined[] = [];
  let last: Promise<unknown> = Promise.resolve();

  /** One after the other, whatever became of the one before. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const next = last.then(work, work);
    last = next.catch(() => undefined);
    return next;
  };

  const ready = async (): Promise<number> => {
    const actual = await named(client.getChainId());
    if (actual !== chainId) throw new WrongChainError({ expected: chainId, actual });
    return nextNonce(client, account.address);
  };

  const finish = ({ receipt, bytes }: Delivered): Sent => {
    mined.push({ hash: receipt.transactionHash, block: receipt.blockNumber });
    if (mined.length > REMEMBERED) mined.shift();
    return { hash: receipt.transactionHash, gasUsed: receipt.gasUsed, fee: receipt.gasUsed * receipt.effectiveGasPrice, bytes };
  };

  const act = async (call: Call): Promise<Sent> => {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const nonce = await ready();
      const gas = await simulateAct(client, account.address, call);
      if (gas === undefined) return NOTHING;
      const delivered = await deliver(client, account, chainId, { nonce, to: call.to, data: encodeFunctionData(call), gas });
      if (delivered?.receipt.status === 'success') return finish(delivered);
      // Another tab took the nonce, or the state moved before the block: the next simulation says what became of it.
    }
    throw new ContractRevertError('Unknown', { functionName: call.functionName, attempts: ATTEMPTS });
  };

  const sweep = async (to: Address): Promise<Sent> => {
    const nonce = await ready();
    const [balance, fees] = await named(Promise.all([client.getBalance({ address: account.address }), readFees(client)]));
    const fee = TRANSFER_GAS * fees.maxFeePerGas;
    if (balance <= fee) throw new NotEnoughGasError({ account: account.address, expected: fee, actual: balance });
    const delivered = await deliver(client, account, chainId, { nonce, to, value: balance - fee, gas: TRANSFER_GAS }, fees);
    if (!delivered) throw new RpcUnavailableError({ reason: 'nonce taken' });
    return finish(delivered);
  };

  return { address: account.address, mined, act: (call) => inTurn(() => act(call)), sweep: (to) => inTurn(() => sweep(to)) };
}
