import type { Address, Digest } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import type { Sent } from './chain.ts';
import type { Operator } from './operator.ts';

/** Attests what a voter computed: a seal, or `MISSING`, and the masked losses. */
export function attest(operator: Operator, task: Address, round: number, seat: number, seal: Digest, losses: Digest): Promise<Sent> {
  return operator.act({ to: task, abi, functionName: 'attest', args: [round, seat, seal, losses] });
}
