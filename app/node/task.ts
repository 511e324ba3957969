import { createPublicClient, http } from 'viem';
import type { Deployment } from '../chain/deployment.ts';
import { readTasks } from '../chain/readTasks.ts';
import { BaseError } from '../core/errors.ts';
import type { Address } from '../core/words.ts';

/** The task that the command line names, or the newest one of the factory. @throws UsageError, NoTaskError */
export async function chosenTask(rpc: string, deployment: Deployment, named: string | undefined): Promise<Address> {
  if (named !== undefined) {
    if (!/^0x[0-9a-fA-F]{40}$/.test(named)) throw new UsageError({ option: '--task', expected: 'an address', actual: named });
    return named as Address;
  }
  const client = createPublicClient({ transport: http(rpc) });
  const { count } = await readTasks(client, deployment, 0, 1);
  if (count === 0) throw new NoTaskError({ factory: deployment.factory });
  const { tasks } = await readTasks(client, deployment, count - 1, 1);
  return tasks[0].address;
}

/** A number above 0 from the command line. @throws UsageError */
export function positive(option: string, text: string): number {
  const value = Number(text);
  if (!(value > 0) || !Number.isFinite(value)) throw new UsageError({ option, expected: 'a number above 0', actual: text });
  return value;
}

export class UsageError extends BaseError {
  constructor(facts: { option: string; expected: string; actual: string }) {
    super('Bad option; see --help', facts);
  }
}

class NoTaskError extends BaseError {
  constructor(facts: { factory: Address }) {
    super('No task has been created yet', facts);
  }
}
