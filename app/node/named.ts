import type { PublicClient } from 'viem';
import { federatedTaskAbi, taskFactoryAbi } from '../chain/abi.gen.ts';
import type { Deployment } from '../chain/deployment.ts';
import { readLogs } from '../chain/logs.ts';
import { type Address, type Digest, ZERO_DIGEST } from '../core/words.ts';

/** What bytes are to the task that names them: their largest size follows from it. */
export type Kind = 'spec' | 'model' | 'update';
export type Named = {
  readonly task: Address;
  readonly specDigest: Digest;
  readonly kind: Kind;
  /** Of a round long over: kept where it is here, searched for no more. Nobody may fill the search with what does not exist. */
  readonly isOld: boolean;
};

/** Digests that the chain names: to keep now, and to forget. */
export type Names = { readonly keep: ReadonlyMap<Digest, Named>; readonly forget: ReadonlySet<Digest>; readonly tasks: readonly Address[] };

/** Blocks read again each time: a short reorganisation may have changed them. */
const OVERLAP = 16n;
const TASKS_PER_READ = 100n;

/** How long updates are searched for, in rounds, and how long they stay after their task has ended, in days of the chain. */
export type Terms = { readonly rounds: number; readonly days: number };

type Followed = {
  specDigest: Digest;
  next: bigint;
  round: number;
  lasting: Map<Digest, Kind>;
  proposed: Map<Digest, number>;
  /** Chain time of the task's end. */
  endedAt?: number;
};

const DAY_S = 86_400;

/**
 * Returns what reads on from where it was. Specs, initial and adopted models are kept for ever; updates for as long as
 * their task lives and some days more, so that anybody can derive its models again; of no task but the factory's.
 */
export function reader(client: PublicClient, deployment: Deployment, { rounds, days }: Terms): () => Promise<Names> {
  const followed = new Map<Address, Followed>();

  async function findTasks(): Promise<void> {
    const factory = { address: deployment.factory, abi: taskFactoryAbi } as const;
    const count = await client.readContract({ ...factory, functionName: 'taskCount' });
    for (let offset = BigInt(followed.size); offset < count; offset += TASKS_PER_READ) {
      const fresh = await client.readContract({ ...factory, functionName: 'tasks', args: [offset, TASKS_PER_READ] });
      for (const task of fresh) {
        const { specDigest, initialModel } = await client.readContract({ address: task, abi: federatedTaskAbi, functionName: 'config' });
        const lasting = new Map<Digest, Kind>([[specDigest, 'spec']]);
        if (initialModel !== ZERO_DIGEST) lasting.set(initialModel, 'model');
        followed.set(task, { specDigest, next: BigInt(deployment.block), round: 0, lasting, proposed: new Map() });
      }
    }
  }

  async function readOn(task: Address, at: Followed, head: bigint): Promise<void> {
    const from = at.next > OVERLAP ? at.next - OVERLAP : 0n;
    for (const log of await readLogs(client, task, from, head)) {
      if (log.eventName === 'Drawn') at.round = Math.max(at.round, log.args.round);
      if (log.eventName === 'Finished' || log.eventName === 'Aborted') at.endedAt = log.time;
      if (log.eventName === 'Adopted' && log.args.digest !== ZERO_DIGEST) at.lasting.set(log.args.digest, 'model');
      // the initialisations of a round 0 are derived by all and served by nobody
      if (log.eventName === 'Proposed' && log.args.round > 0) at.proposed.set(log.args.digest, log.args.round);
    }
    at.next = head + 1n;
  }

  return async () => {
    const { number: head, timestamp } = await client.getBlock();
    await findTasks();
    await Promise.all([...followed].filter(([, at]) => at.next <= head).map(([task, at]) => readOn(task, at, head)));
    const keep = new Map<Digest, Named>();
    const old = new Set<Digest>();
    for (const [task, at] of followed) {
      const { specDigest, endedAt } = at;
      const isOver = endedAt !== undefined && endedAt + days * DAY_S < Number(timestamp);
      for (const [digest, kind] of at.lasting) keep.set(digest, { task, specDigest, kind, isOld: false });
      for (const [digest, round] of at.proposed) {
        if (isOver) old.add(digest);
        else if (!keep.has(digest)) keep.set(digest, { task, specDigest, kind: 'update', isOld: round + rounds <= at.round });
      }
    }
    const forget = new Set([...old].filter((digest) => !keep.has(digest)));
    return { keep, forget, tasks: [...followed.keys()] };
  };
}
