import type { PublicClient } from 'viem';
import { named } from './errors.ts';
import { readFees } from './fees.ts';
import type { RulesView } from './views.ts';

/** Measured with committees of 2 + 3 on a local chain: a voter's three acts; draw and settle, in part per seat. */
const ACTS_GAS = 300_000n;
const KEEPER_GAS = 250_000n;
const KEEPER_GAS_PER_SEAT = 70_000n;

/**
 * Forecast of what one round costs an operator with a seat that also draws and settles, in wei, at present fees. Twice
 * that is always enough to be let send each of these acts.
 */
export async function roundCost(client: PublicClient, { proposers, voters }: Pick<RulesView, 'proposers' | 'voters'>): Promise<bigint> {
  const { maxFeePerGas, maxPriorityFeePerGas } = await named(readFees(client));
  const price = (maxFeePerGas + maxPriorityFeePerGas) / 2n;
  return (ACTS_GAS + KEEPER_GAS + KEEPER_GAS_PER_SEAT * BigInt(proposers + voters)) * price;
}
