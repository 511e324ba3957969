import { HttpRequestError, type ParseEventLogsReturnType, type PublicClient, parseEventLogs, BaseError as ViemError } from 'viem';
import type { Address } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import { refusal } from './errors.ts';

/** One event of a task. `time` in chain seconds. */
export type TaskLog = ParseEventLogsReturnType<typeof abi, undefined, true>[number] & { readonly time: number };

/** Blocks asked for at once; halved for as long as a node refuses. */
const CHUNK = 10_000n;

/** All events of a task from block `from` to block `to`, in order. */
export async function readLogs(client: PublicClient, task: Address, from: bigint, to: bigint, chunk = CHUNK): Promise<TaskLog[]> {
  const found: TaskLog[] = [];
  const times = new Map<bigint, Promise<number>>();
  const timeOf = (block: bigint) => {
    const known = times.get(block) ?? client.getBlock({ blockNumber: block }).then(({ timestamp }) => Number(timestamp));
    times.set(block, known);
    return known;
  };
  for (let at = from, size = chunk; at <= to; ) {
    const end = at + size - 1n < to ? at + size - 1n : to;
    try {
      const raw = await client.getLogs({ address: task, fromBlock: at, toBlock: end });
      for (const log of parseEventLogs({ abi, logs: raw, strict: true })) {
        const time = log.blockTimestamp ? Number(log.blockTimestamp) : await timeOf(log.blockNumber);
        found.push({ ...log, time });
      }
      at = end + 1n;
    } catch (error) {
      // Nodes limit range or size and say so in many words: half as much, until one block is still too much.
      if (end === at || isUnreachable(error)) throw refusal(error);
      size = (end - at + 1n) / 2n;
    }
  }
  return found;
}

function isUnreachable(error: unknown): boolean {
  return error instanceof ViemError && Boolean(error.walk((at) => at instanceof HttpRequestError && at.status === undefined));
}
