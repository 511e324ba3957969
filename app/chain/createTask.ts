import { parseEventLogs } from 'viem';
import type { Address } from '../core/words.ts';
import { taskFactoryAbi as abi } from './abi.gen.ts';
import type { OnSent, Sent } from './chain.ts';
import type { TaskConfig } from './config.ts';
import { named } from './errors.ts';
import { pay } from './pay.ts';
import type { Clients } from './send.ts';

/**
 * Derives a task from a finished arena task: pulls the pool, a fixed ratio of what that task paid, from the wallet into the
 * new contract.
 */
export async function createTask(
  clients: Clients,
  factory: Address,
  arenaTask: bigint,
  config: TaskConfig,
  onSent?: OnSent,
): Promise<Sent & { readonly task: Address }> {
  const { client } = clients;
  const amount = await named(client.readContract({ address: factory, abi, functionName: 'poolFor', args: [arenaTask] }));
  const payment = { token: config.stakeToken, spender: factory, amount };
  const sent = await pay(
    clients,
    payment,
    (permit) => ({ to: factory, abi, functionName: 'createTask', args: [arenaTask, config, permit] }),
    onSent,
  );
  const receipt = await named(client.getTransactionReceipt({ hash: sent.hash! }));
  const [created] = parseEventLogs({ abi, logs: receipt.logs, eventName: 'TaskCreated' });
  return { ...sent, task: created.args.task };
}
