import type { Address } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { Sent } from './chain.ts';
import type { Operator } from './operator.ts';

/** Brings the state up to the block's time. */
export function advance(operator: Operator, task: Address): Promise<Sent> {
  return operator.act({ to: task, abi, functionName: 'advance', args: [] });
}
