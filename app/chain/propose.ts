import type { Address, Digest } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { Sent } from './chain.ts';
import type { Operator } from './operator.ts';

/** Puts the digest of a proposer's update, or of its derived initialisation in a round 0, on chain. */
export function propose(operator: Operator, task: Address, round: number, seat: number, digest: Digest): Promise<Sent> {
  return operator.act({ to: task, abi, functionName: 'propose', args: [round, seat, digest] });
}
