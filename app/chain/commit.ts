import type { Address, Digest } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { Sent } from './chain.ts';
import type { Operator } from './operator.ts';

/** Commits a voter to its merits: `commitment` of core/hashes.ts. */
export function commit(operator: Operator, task: Address, round: number, seat: number, commitment: Digest): Promise<Sent> {
  return operator.act({ to: task, abi, functionName: 'commit', args: [round, seat, commitment] });
}
