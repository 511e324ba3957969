import type { PublicClient } from 'viem';
import type { Address, Digest } from '../core/words.ts';
import { named } from './errors.ts';

/** Receipts asked for at once. */
const AT_ONCE = 8;

/**
 * What each transaction cost its sender, in wei; what `wallet` sent itself costs its operator nothing. Each is asked for once:
 * `known` is filled as answers come.
 */
export async function readGas(
  client: PublicClient,
  hashes: readonly Digest[],
  wallet: Address,
  known: Map<Digest, bigint>,
  onProgress?: () => void,
): Promise<void> {
  const left = hashes.filter((hash) => !known.has(hash));
  const worker = async () => {
    for (let hash = left.pop(); hash !== undefined; hash = left.pop()) {
      const { from, gasUsed, effectiveGasPrice } = await named(client.getTransactionReceipt({ hash }));
      known.set(hash, from.toLowerCase() === wallet.toLowerCase() ? 0n : gasUsed * effectiveGasPrice);
      onProgress?.();
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}
