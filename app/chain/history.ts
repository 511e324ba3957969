import { decodeFunctionData, type PublicClient } from 'viem';
import type { Address, Digest } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import { activity } from './activity.ts';
import type { Chain } from './chain.ts';
import type { Deployment } from './deployment.ts';
import { named } from './errors.ts';
import { leaderboard } from './leaderboard.ts';
import { actsOf, ledger } from './ledger.ts';
import { readLogs, type TaskLog } from './logs.ts';
import { members } from './members.ts';
import { type RecordRules, roundRecords } from './records.ts';
import { replayDraw } from './replay.ts';
import { lossKey, type RowRules, roundRows } from './rows.ts';

/** Blocks that are read again each time, because a reorganisation may have changed them. */
const REREAD = 16n;
const ACTIVITY_LIMIT = 300;
/** Losses stand in the calldata of attestations only: one question each, so the newest rounds have to do. */
const ROUNDS_WITH_LOSSES = 100;

/**
 * Events of a task since its deployment, kept and continued: each call reads the blocks that are new, and the last ones once
 * more, and answers with all rows. Calls go one after the other.
 */
export function openHistory(
  client: PublicClient,
  { block, chainId }: Pick<Deployment, 'block' | 'chainId'>,
  task: Address,
  me?: Address,
): Pick<Chain, 'history' | 'records' | 'proveDraw'> {
  const first = BigInt(block);
  const losses = new Map<string, Digest>();
  let rules: (RowRules & RecordRules) | undefined;
  let logs: TaskLog[] = [];
  let next = first;
  let last: Promise<bigint> | undefined;

  const readOn = async (): Promise<bigint> => {
    rules ??= await named(client.readContract({ address: task, abi, functionName: 'config' }));
    const head = await named(client.getBlockNumber({ cacheTime: 0 }));
    const from = next - REREAD > first ? next - REREAD : first;
    const fresh = from <= head ? await readLogs(client, task, from, head) : [];
    logs = [...logs.filter((log) => log.blockNumber < from), ...fresh];
    next = head + 1n;
    return head;
  };
  const read = (): Promise<bigint> => {
    last = last ? last.then(readOn, readOn) : readOn();
    return last;
  };

  const history = async () => {
    const head = await read();
    await readLosses(client, logs, losses);
    const rows = roundRows(logs, rules!, losses);
    return {
      leaderboard: leaderboard(rows, members(logs), head),
      activity: activity(logs, me, ACTIVITY_LIMIT),
      ledger: me ? ledger(logs, rows, me) : [],
      acts: me ? actsOf(logs, me) : [],
    };
  };

  return {
    history,
    async records() {
      await read();
      return roundRecords(logs, { chainId, task }, rules!);
    },
    async proveDraw(round) {
      const known = () => rules && replayDraw(logs, round, rules, { chainId, task });
      const proof = known();
      if (proof) return proof;
      await read();
      return known();
    },
  };
}

/** Adds the masked losses of attestations of the newest settled rounds that are not known yet. */
async function readLosses(client: PublicClient, logs: readonly TaskLog[], known: Map<string, Digest>): Promise<void> {
  const settled = new Set(logs.flatMap((log) => (log.eventName === 'Settled' ? [log.args.round] : [])));
  const newest = Math.max(...settled, 0) - ROUNDS_WITH_LOSSES;
  for (const log of logs) {
    if (log.eventName !== 'Attested' || !settled.has(log.args.round) || log.args.round <= newest) continue;
    const key = lossKey(log.transactionHash, log.args.id);
    if (known.has(key)) continue;
    const { input } = await named(client.getTransaction({ hash: log.transactionHash }));
    const losses = attestedLosses(input);
    if (losses) known.set(key, losses);
  }
}

/** Undefined where the operator is a contract that wraps its calls. */
function attestedLosses(input: Digest): Digest | undefined {
  try {
    const { functionName, args } = decodeFunctionData({ abi, data: input });
    return functionName === 'attest' ? args[3] : undefined;
  } catch {
    return undefined;
  }
}
