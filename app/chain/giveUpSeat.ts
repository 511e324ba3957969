import type { Address, Role } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { Sent } from './chain.ts';
import type { Operator } from './operator.ts';

/** Gives a seat up while its first window is young. */
export function giveUpSeat(operator: Operator, task: Address, round: number, role: Role, seat: number): Promise<Sent> {
  return operator.act({ to: task, abi, functionName: 'giveUpSeat', args: [round, role === 'voter', seat] });
}
