import type { PublicClient } from 'viem';
import { BaseError } from '../core/errors.ts';
import type { Address } from '../core/words.ts';
import { taskLensAbi } from './abi.gen.ts';
import type { Deployment } from './deployment.ts';
import { named } from './errors.ts';
import { taskFacts } from './overview.ts';
import type { TaskFacts } from './views.ts';

/** One task, at the newest block or the one given. @throws NotATaskError where the factory did not make it */
export async function readTask(
  client: PublicClient,
  { lens, factory }: Pick<Deployment, 'lens' | 'factory'>,
  task: Address,
  blockNumber?: bigint,
): Promise<TaskFacts> {
  const overview = await named(
    client.readContract({ address: lens, abi: taskLensAbi, functionName: 'overview', args: [factory, task], blockNumber }),
  );
  if (!overview.known) throw new NotATaskError({ task, factory });
  return taskFacts(overview);
}

/** The address holds something else than a task of this factory: nothing of it may be approved. */
export class NotATaskError extends BaseError {
  constructor(facts: { task: Address; factory: Address }) {
    super('Not a task of this factory', facts);
  }
}
