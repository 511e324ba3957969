import type { Address, Digest } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { Sent } from './chain.ts';
import type { Operator } from './operator.ts';

/** Closes a round with the digest that its voters attested (zero for void rounds); `keeper` is credited its share. */
export function settle(operator: Operator, task: Address, round: number, digest: Digest, keeper: Address): Promise<Sent> {
  return operator.act({ to: task, abi, functionName: 'settle', args: [round, digest, keeper] });
}
