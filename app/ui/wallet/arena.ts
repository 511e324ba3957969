import { createPublicClient, encodeFunctionData, http, parseAbi } from 'viem';
import { BaseError } from '../../core/errors.ts';
import type { Address, Digest } from '../../core/words.ts';

const abi = parseAbi([
  'function owner() view returns (address)',
  'function taskCount() view returns (uint256)',
  'function register() returns (uint256)',
  'function complete(uint256 arenaTask, uint248 totalReward)',
]);

/**
 * On a local chain only: registers an arena task and ends it with a reward, as the arena's owner, whose account the local node
 * signs for. Returns its number. @throws ArenaClosedError where the node does not hold the owner's key
 */
export async function finishArenaTask(rpc: string, arena: Address, reward: bigint): Promise<bigint> {
  const node = createPublicClient({ transport: http(rpc) });
  const accounts = (await node.request({ method: 'eth_accounts' as never })) as unknown as readonly Address[];
  const owner = await node.readContract({ address: arena, abi, functionName: 'owner' });
  if (!accounts.some((account) => account.toLowerCase() === owner.toLowerCase())) throw new ArenaClosedError({ subject: arena });
  const send = async (data: Digest) => {
    const hash = (await node.request({ method: 'eth_sendTransaction', params: [{ from: owner, to: arena, data }] } as never)) as Digest;
    await node.waitForTransactionReceipt({ hash, pollingInterval: 250, timeout: 30_000 });
  };
  const number = await node.readContract({ address: arena, abi, functionName: 'taskCount' });
  await send(encodeFunctionData({ abi, functionName: 'register' }));
  await send(encodeFunctionData({ abi, functionName: 'complete', args: [number, reward] }));
  return number;
}

/** Only the arena's owner may say that a task of it is over. */
export class ArenaClosedError extends BaseError {
  constructor(facts: { subject: Address }) {
    super('The arena’s owner is not among the node’s accounts', facts);
  }
}
