import type { Address } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { OnSent, Sent } from './chain.ts';
import { pay } from './pay.ts';
import type { Clients } from './send.ts';

/** Stakes `amount`, names the operator and hands it `gift` wei in the same transaction. */
export function join(
  clients: Clients,
  task: Address,
  token: Address,
  amount: bigint,
  operator: Address,
  gift: bigint,
  onSent?: OnSent,
): Promise<Sent> {
  return pay(
    clients,
    { token, spender: task, amount },
    (permit) => ({ to: task, abi, functionName: 'join', args: [amount, operator, permit], value: gift }),
    onSent,
  );
}
