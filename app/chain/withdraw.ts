import type { Address } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { OnSent, Sent } from './chain.ts';
import { type Clients, send } from './send.ts';

/** Pays `amount` of the stake out. */
export function withdraw(clients: Clients, task: Address, amount: bigint, onSent?: OnSent): Promise<Sent> {
  return send(clients, { to: task, abi, functionName: 'withdraw', args: [amount] }, onSent);
}
