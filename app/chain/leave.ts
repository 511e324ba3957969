import type { Address } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { OnSent, Sent } from './chain.ts';
import { type Clients, send } from './send.ts';

/** Leaves the lottery: at once, or when seated, once the round has been settled. */
export function leave(clients: Clients, task: Address, onSent?: OnSent): Promise<Sent> {
  return send(clients, { to: task, abi, functionName: 'leave', args: [] }, onSent);
}
