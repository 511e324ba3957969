import { toHex } from '../core/bytes.ts';
import type { Address, Digest, Merits } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { Sent } from './chain.ts';
import type { Operator } from './operator.ts';

/** Opens a commitment. `merits` `[32]`, 0 for seats without a proposal. */
export function reveal(operator: Operator, task: Address, round: number, seat: number, merits: Merits, salt: Digest): Promise<Sent> {
  return operator.act({ to: task, abi, functionName: 'reveal', args: [round, seat, toHex(merits), salt] });
}
