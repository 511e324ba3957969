import type { Address } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { Sent } from './chain.ts';
import type { Operator } from './operator.ts';

/** Draws the seats of the open round; `keeper` is credited its share. */
export function draw(operator: Operator, task: Address, keeper: Address): Promise<Sent> {
  return operator.act({ to: task, abi, functionName: 'draw', args: [keeper] });
}
