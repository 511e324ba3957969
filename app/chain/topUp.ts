import type { Address } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { OnSent, Sent } from './chain.ts';
import { pay } from './pay.ts';
import type { Clients } from './send.ts';

/** Adds to the stake; counts as weight from the next draw on. */
export function topUp(clients: Clients, task: Address, token: Address, amount: bigint, onSent?: OnSent): Promise<Sent> {
  return pay(
    clients,
    { token, spender: task, amount },
    (permit) => ({ to: task, abi, functionName: 'topUp', args: [amount, permit] }),
    onSent,
  );
}
