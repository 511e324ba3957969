import type { PublicClient } from 'viem';
import { type Address, ZERO_DIGEST } from '../core/words.ts';
import { activity } from './activity.ts';
import type { Chain } from './chain.ts';
import type { Deployment } from './deployment.ts';
import { named } from './errors.ts';
import { leaderboard } from './leaderboard.ts';
import { readLogs, type TaskLog } from './logs.ts';
import { medianLosses } from './losses.ts';
import { members } from './members.ts';
import { readRound, roundFacts } from './readRound.ts';
import { type RoundDetail, roundRows } from './rows.ts';

/** Blocks that are read again each time, because a reorganisation may have changed them. */
const REREAD = 16n;
const ACTIVITY_LIMIT = 300;

/**
 * Events of a task since its deployment, kept and continued: each call reads the blocks that are new, and the last ones once
 * more, and answers with all rows. Calls one after the other.
 */
export function openHistory(client: PublicClient, deployment: Deployment, task: Address, me?: Address): Chain['history'] {
  const first = BigInt(deployment.block);
  const details = new Map<string, RoundDetail>();
  let logs: TaskLog[] = [];
  let next = first;
  let last: ReturnType<Chain['history']> | undefined;

  /** A settled round never changes; the transaction that settled it names the branch of the chain. */
  const detailsOf = async (settled: readonly TaskLog[]) => {
    const byRound = new Map<number, RoundDetail>();
    for (const log of settled) {
      if (log.eventName !== 'Settled') continue;
      const { round, digest } = log.args;
      const key = `${log.blockHash}:${round}`;
      const known = details.get(key) ?? (await readDetail(round, digest));
      details.set(key, known);
      byRound.set(round, known);
    }
    return byRound;
  };

  const readDetail = async (round: number, digest: `0x${string}`): Promise<RoundDetail> => {
    const raw = await readRound(client, deployment.lens, task, round);
    const { pioneer } = raw.round;
    return { pioneer, ...(pioneer || digest === ZERO_DIGEST ? {} : medianLosses(round, digest, roundFacts(raw).votes)) };
  };

  const update: Chain['history'] = async () => {
    const head = await named(client.getBlockNumber({ cacheTime: 0 }));
    const from = next - REREAD > first ? next - REREAD : first;
    const fresh = await readLogs(client, task, from, head);
    logs = [...logs.filter((log) => log.blockNumber < from), ...fresh];
    next = head + 1n;
    const rows = roundRows(logs, await detailsOf(logs));
    return { leaderboard: leaderboard(rows, members(logs), head), activity: activity(logs, me, ACTIVITY_LIMIT) };
  };

  return () => {
    last = last ? last.then(update, update) : update();
    return last;
  };
}
