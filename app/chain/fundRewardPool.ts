import type { Address } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { OnSent, Sent } from './chain.ts';
import { pay } from './pay.ts';
import type { Clients } from './send.ts';

/** Adds to the reward pool while the task is unfinished. */
export function fundRewardPool(clients: Clients, task: Address, token: Address, amount: bigint, onSent?: OnSent): Promise<Sent> {
  return pay(
    clients,
    { token, spender: task, amount },
    (permit) => ({ to: task, abi, functionName: 'fundRewardPool', args: [amount, permit] }),
    onSent,
  );
}
