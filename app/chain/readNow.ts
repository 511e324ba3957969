import type { PublicClient } from 'viem';
import type { Address, Phase } from '../core/words.ts';
import type { ChainNow } from './chain.ts';
import type { Deployment } from './deployment.ts';
import { ContractRevertError, named } from './errors.ts';
import { readMe } from './readMe.ts';
import { openRound, readRound } from './readRound.ts';
import { readTask } from './readTask.ts';

const OPEN: readonly Phase[] = ['Draw', 'Propose', 'Commit', 'Reveal', 'Attest', 'Settle'];

/** State, open round and me, all of one block. `guess`: the round that is likely open, which saves a round trip. */
export async function readNow(
  client: PublicClient,
  deployment: Deployment,
  task: Address,
  wallet: Address | undefined,
  guess: number,
): Promise<ChainNow> {
  const { number, timestamp } = await named(client.getBlock({ blockTag: 'latest' }));
  const reads = Promise.all([
    readTask(client, deployment, task, number),
    readRound(client, deployment.lens, task, guess, number),
    wallet ? readMe(client, deployment.lens, task, wallet, number) : undefined,
  ]);
  const [facts, guessed, mine] = await reads.catch(async (error: unknown) => {
    // At an address that is no task every read fails: that is what to say, whichever failed first.
    if (error instanceof ContractRevertError) await readTask(client, deployment, task, number);
    throw error;
  });
  const now = { block: number, time: Number(timestamp), task: { ...facts, block: number }, me: mine?.me };
  if (!OPEN.includes(facts.phase)) return now;
  const raw = facts.round === guess ? guessed : await readRound(client, deployment.lens, task, facts.round, number);
  return { ...now, round: openRound(raw, now.task) };
}
