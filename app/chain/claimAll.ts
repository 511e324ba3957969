import { encodeFunctionData } from 'viem';
import type { Address, Digest } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import { type Call, simulate } from './call.ts';
import type { OnSent } from './chain.ts';
import { claim } from './claim.ts';
import { ContractRevertError, named } from './errors.ts';
import { type Clients, checkChain } from './send.ts';

/**
 * Pays all credited rewards of the wallet in these tasks to it: as one EIP-5792 batch where the wallet can, else one
 * transaction after the other. `onSent` hears of each transaction; `onClaimed` of each task whose rewards are paid.
 * @throws what `claim` throws; what was paid before stays paid
 */
export async function claimAll(
  clients: Clients,
  tasks: readonly Address[],
  onSent?: OnSent,
  onClaimed?: (task: Address) => void,
): Promise<void> {
  const account = clients.wallet.account.address;
  if (tasks.length > 1 && (await canBatch(clients))) {
    await claimInOne(clients, tasks, account, onSent);
    for (const task of tasks) onClaimed?.(task);
    return;
  }
  for (const task of tasks) {
    await claim(clients, task, account, onSent);
    onClaimed?.(task);
  }
}

/** Whether the wallet takes several calls as one, on this chain, without asking for the account to be upgraded first. */
async function canBatch({ client, wallet }: Clients): Promise<boolean> {
  try {
    const chainId = await client.getChainId();
    const { atomic } = await wallet.getCapabilities({ account: wallet.account, chainId });
    return atomic?.status === 'supported';
  } catch {
    // Most wallets do not know the question.
    return false;
  }
}

async function claimInOne(clients: Clients, tasks: readonly Address[], account: Address, onSent?: OnSent): Promise<void> {
  const { client, wallet } = clients;
  await checkChain(clients);
  const calls = tasks.map((to): Call => ({ to, abi, functionName: 'claim', args: [account] }));
  for (const call of calls) await simulate(client, account, call);
  const { id } = await named(
    wallet.sendCalls({
      account: wallet.account,
      chain: wallet.chain,
      calls: calls.map((call) => ({ to: call.to, data: encodeFunctionData(call) })),
    }),
  );
  const { status, receipts = [] } = await named(wallet.waitForCallsStatus({ id }));
  for (const { transactionHash } of receipts) onSent?.(transactionHash as Digest);
  if (status !== 'success') throw new ContractRevertError('Unknown', { batch: id });
}
