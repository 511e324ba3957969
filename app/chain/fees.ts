import type { PublicClient } from 'viem';

/** Fees per gas of EIP-1559, in wei: room for the base fee to double (six full blocks) before a transaction waits. */
export type Fees = { readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint };

export async function readFees(client: PublicClient): Promise<Fees> {
  const [block, tip] = await Promise.all([client.getBlock({ blockTag: 'latest' }), client.estimateMaxPriorityFeePerGas()]);
  return { maxFeePerGas: 2n * (block.baseFeePerGas ?? 0n) + tip, maxPriorityFeePerGas: tip };
}

/** Fees that replace a transaction with `fees`: nodes ask for a tenth more. */
export function raised(fees: Fees, current: Fees): Fees {
  const more = (was: bigint, now: bigint) => {
    const least = (was * 113n) / 100n + 1n;
    return now > least ? now : least;
  };
  return {
    maxFeePerGas: more(fees.maxFeePerGas, current.maxFeePerGas),
    maxPriorityFeePerGas: more(fees.maxPriorityFeePerGas, current.maxPriorityFeePerGas),
  };
}
