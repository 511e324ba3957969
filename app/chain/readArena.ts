import type { PublicClient } from 'viem';
import { arenaRegistryAbi, taskFactoryAbi } from './abi.gen.ts';
import type { Deployment } from './deployment.ts';
import { named } from './errors.ts';
import { readToken } from './readToken.ts';
import type { ArenaTask, TokenView } from './views.ts';

/** More than this many arena tasks are shown from the newest on. */
const MOST = 50n;

/** Arena tasks, the newest first, with the pool that a task derived from each would have, and the token that pools are in. */
export async function readArena(
  client: PublicClient,
  { arena, factory, token }: Pick<Deployment, 'arena' | 'factory' | 'token'>,
): Promise<{ tasks: readonly ArenaTask[]; token: TokenView }> {
  const read = { address: arena, abi: arenaRegistryAbi } as const;
  const [count, shown] = await named(Promise.all([client.readContract({ ...read, functionName: 'taskCount' }), readToken(client, token)]));
  const ids = Array.from({ length: Number(count < MOST ? count : MOST) }, (_, i) => count - 1n - BigInt(i));
  const tasks = await named(
    Promise.all(
      ids.map(async (id): Promise<ArenaTask> => {
        const [completed, reward, pool] = await Promise.all([
          client.readContract({ ...read, functionName: 'isTaskCompleted', args: [id] }),
          client.readContract({ ...read, functionName: 'taskRewards', args: [id] }),
          client.readContract({ address: factory, abi: taskFactoryAbi, functionName: 'poolFor', args: [id] }),
        ]);
        return { id, completed, reward, pool };
      }),
    ),
  );
  return { tasks, token: shown };
}
