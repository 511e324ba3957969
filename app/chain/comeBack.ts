import type { Address, ParticipantId } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { Sent } from './chain.ts';
import type { Operator } from './operator.ts';

/** Back into the lottery after being benched. */
export function comeBack(operator: Operator, task: Address, id: ParticipantId): Promise<Sent> {
  return operator.act({ to: task, abi, functionName: 'comeBack', args: [id] });
}
