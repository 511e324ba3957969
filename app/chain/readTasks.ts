import type { PublicClient } from 'viem';
import { taskFactoryAbi, taskLensAbi } from './abi.gen.ts';
import type { Deployment } from './deployment.ts';
import { named } from './errors.ts';
import { taskFacts } from './overview.ts';
import type { TaskFacts } from './views.ts';

/** Tasks of a factory in order of creation, from `offset`, at most `limit`, and how many there are in all. */
export async function readTasks(
  client: PublicClient,
  { lens, factory }: Pick<Deployment, 'lens' | 'factory'>,
  offset: number,
  limit: number,
): Promise<{ tasks: readonly TaskFacts[]; count: number }> {
  const [overviews, count] = await named(
    Promise.all([
      client.readContract({
        address: lens,
        abi: taskLensAbi,
        functionName: 'overviews',
        args: [factory, BigInt(offset), BigInt(limit)],
      }),
      client.readContract({ address: factory, abi: taskFactoryAbi, functionName: 'taskCount' }),
    ]),
  );
  return { tasks: overviews.map(taskFacts), count: Number(count) };
}
