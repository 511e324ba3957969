import type { Address } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { OnSent, Sent } from './chain.ts';
import { type Clients, send } from './send.ts';

/** Replaces the operator and hands the new one `gift` wei. Warning: it cannot open what the old one has committed. */
export function setOperator(clients: Clients, task: Address, operator: Address, gift: bigint, onSent?: OnSent): Promise<Sent> {
  return send(clients, { to: task, abi, functionName: 'setOperator', args: [operator], value: gift }, onSent);
}
