import type { Address } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { OnSent, Sent } from './chain.ts';
import { type Clients, send } from './send.ts';

/** Pays all credited rewards of `account` to it; anyone may send it. */
export function claim(clients: Clients, task: Address, account: Address, onSent?: OnSent): Promise<Sent> {
  return send(clients, { to: task, abi, functionName: 'claim', args: [account] }, onSent);
}
