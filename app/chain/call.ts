import type { Abi, PublicClient } from 'viem';
import type { Address } from '../core/words.ts';
import { ContractRevertError, named } from './errors.ts';

/** One call of a contract that changes something. */
export type Call = {
  readonly to: Address;
  readonly abi: Abi;
  readonly functionName: string;
  readonly args: readonly unknown[];
  /** In wei. */
  readonly value?: bigint;
};

/** Another call may land before this one, and the last act of a phase opens the next: gas over the estimate. */
const MARGIN_PERCENT = 25n;
const MARGIN_GAS = 60_000n;

/**
 * Runs a call without sending it and returns the gas to give it.
 * @throws ContractRevertError with the Solidity name where it would revert
 */
export function simulate(client: PublicClient, from: Address, call: Call): Promise<bigint> {
  const { to: address, value, ...rest } = call;
  const request = { ...rest, address, account: from, ...(value === undefined ? {} : { value }) };
  // The simulation names a revert where a node's gas estimate only says that there was one.
  return named(client.simulateContract(request).then(() => client.estimateContractGas(request))).then(
    (gas) => (gas * (100n + MARGIN_PERCENT)) / 100n + MARGIN_GAS,
  );
}

/** Like `simulate`; undefined where the chain has the act already. */
export function simulateAct(client: PublicClient, from: Address, call: Call): Promise<bigint | undefined> {
  return simulate(client, from, call).catch((error: unknown) => {
    if (error instanceof ContractRevertError && error.revert === 'AlreadyActed') return undefined;
    throw error;
  });
}
