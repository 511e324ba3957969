import type { PublicClient } from 'viem';
import { named } from './errors.ts';
import { readFees } from './fees.ts';

/** Gas of the acts of one seat in one round, with a settlement and a draw of full committees (see test/contracts/gas). */
const ROUND_GAS = 1_200_000n;

/** Forecast of what one round costs an operator with a seat, in wei, at the fees that it would offer now. */
export async function roundCost(client: PublicClient): Promise<bigint> {
  const { maxFeePerGas } = await named(readFees(client));
  return ROUND_GAS * maxFeePerGas;
}
