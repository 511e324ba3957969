import type { Block, PublicClient } from 'viem';
import { TransactionReceiptNotFoundError } from 'viem';
import { BaseError } from '../core/errors.ts';
import type { Digest } from '../core/words.ts';
import type { Tick } from './chain.ts';
import { named, RpcUnavailableError, WrongChainError } from './errors.ts';
import type { Mined } from './operator.ts';

const POLL_MS = 1_000;
const LONGEST_PAUSE_MS = 15_000;

/** What `watch` needs of the world: `mined` are our own transactions, oldest first; lost ones are taken out. */
export type Watched = { readonly client: PublicClient; readonly chainId: number; readonly mined: Mined[]; readonly pollMs?: number };

/**
 * Asks for the newest block each second and calls back for every new one, and when the RPC is lost, found again, behind,
 * or on another chain. Returns the way out.
 */
export function watch({ client, chainId, mined, pollMs = POLL_MS }: Watched, onTick: (tick: Tick) => void): () => void {
  let stopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seen: { number: bigint; hash: Digest; time: number } | undefined;
  let failures = 0;
  let checked = false;

  const tell = (tick: { stale: boolean; problem?: BaseError; lost?: readonly Digest[] }) => {
    if (!stopped) onTick({ block: seen?.number ?? 0n, time: seen?.time ?? 0, lost: [], ...tick });
  };

  const look = async () => {
    if (!checked) {
      const actual = await named(client.getChainId());
      if (actual !== chainId) throw new WrongChainError({ expected: chainId, actual });
      checked = true;
    }
    const head = await named(client.getBlock({ blockTag: 'latest' }));
    const before = seen;
    const moved = before && head.hash !== before.hash && (await isReplaced(client, before, head));
    const lost = moved ? await dropLost(client, mined) : [];
    if (before && head.number < before.number && !moved) throw new BehindError({ expected: before.number, actual: head.number });
    seen = { number: head.number, hash: head.hash, time: Number(head.timestamp) };
    if (failures > 0 || head.hash !== before?.hash) tell({ stale: false, lost });
    failures = 0;
  };

  const poll = async () => {
    try {
      await look();
    } catch (error) {
      failures++;
      // Whoever answers next may be somebody else.
      checked = false;
      tell({ stale: true, problem: error instanceof BaseError ? error : new RpcUnavailableError({ reason: String(error) }, error) });
    }
    if (!stopped) timer = setTimeout(poll, Math.min(pollMs * 2 ** Math.min(failures, 6), LONGEST_PAUSE_MS));
  };

  poll();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** True where the block that we knew is no longer in the chain that ends in `head`; a head below it decides nothing alone. */
async function isReplaced(
  client: PublicClient,
  known: { number: bigint; hash: Digest },
  head: Block<bigint, false, 'latest'>,
): Promise<boolean> {
  if (head.number === known.number) return true;
  if (head.parentHash === known.hash) return false;
  if (head.number < known.number) return false;
  const now = await named(client.getBlock({ blockNumber: known.number }));
  return now.hash !== known.hash;
}

/** Takes out and returns those of our transactions that are in no block any more. */
async function dropLost(client: PublicClient, mined: Mined[]): Promise<Digest[]> {
  const lost: Digest[] = [];
  for (const { hash } of [...mined]) {
    const found = await client.getTransactionReceipt({ hash }).catch((error: unknown) => {
      if (error instanceof TransactionReceiptNotFoundError) return undefined;
      throw error;
    });
    if (found) continue;
    lost.push(hash);
    mined.splice(
      mined.findIndex((item) => item.hash === hash),
      1,
    );
  }
  return lost;
}

/** The node shows an older block than before: it lags, or the chain was cut and has not grown past it yet. */
export class BehindError extends BaseError {
  constructor(facts: { expected: bigint; actual: bigint }) {
    super('The node is behind', facts);
  }
}
