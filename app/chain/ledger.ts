import type { Address, Digest, ParticipantId, Penalty } from '../core/words.ts';
import type { TaskLog } from './logs.ts';
import type { LedgerEntry, RoundRow } from './views.ts';

/** Every movement of one wallet's money in a task, the newest first. Amounts are positive; `what` says which way. */
export function ledger(logs: readonly TaskLog[], rounds: readonly RoundRow[], wallet: Address): LedgerEntry[] {
  const id = idOf(logs, wallet);
  const entries: LedgerEntry[] = [];
  const put = (
    what: LedgerEntry['what'],
    amount: bigint,
    at: { time: number; tx: Digest },
    more: { round?: number; penalty?: Penalty } = {},
  ) => {
    if (amount > 0n) entries.push({ what, amount, ...at, ...more });
  };
  for (const log of logs) {
    const at = { time: log.time, tx: log.transactionHash };
    const { eventName, args } = log;
    if (eventName === 'Joined' && args.id === id) put('staked', args.amount, at);
    if (eventName === 'ToppedUp' && args.id === id) put('toppedUp', args.amount, at);
    if (eventName === 'Withdrawn' && args.id === id) put('withdrawn', args.amount, at);
    if (eventName === 'Claimed' && same(args.account, wallet)) put('claimed', args.amount, at);
  }
  for (const row of rounds) {
    const { round } = row;
    const at = { time: row.settledAt, tx: row.settleTx };
    for (const seat of row.seats) {
      if (seat.id !== id) continue;
      put('earned', seat.reward, at, { round });
      put('slashed', seat.slashed, at, { round, penalty: seat.penalty });
    }
    for (const keeper of row.keepers) if (same(keeper.account, wallet)) put('kept', keeper.amount, at, { round });
  }
  return entries.sort((a, b) => b.time - a.time);
}

/** Transactions that acted for a wallet in rounds: the gas of its operator. */
export function actsOf(logs: readonly TaskLog[], wallet: Address): readonly Digest[] {
  const id = idOf(logs, wallet);
  const hashes = new Set<Digest>();
  for (const { eventName, args, transactionHash } of logs) {
    const acted =
      eventName === 'Proposed' ||
      eventName === 'Committed' ||
      eventName === 'Revealed' ||
      eventName === 'Attested' ||
      eventName === 'SeatGivenUp';
    if (acted && args.id === id) hashes.add(transactionHash);
    if ((eventName === 'Drawn' || eventName === 'Settled') && same(args.keeper, wallet)) hashes.add(transactionHash);
  }
  return [...hashes];
}

function idOf(logs: readonly TaskLog[], wallet: Address): ParticipantId | undefined {
  for (const { eventName, args } of logs) if (eventName === 'Joined' && same(args.wallet, wallet)) return args.id;
  return undefined;
}

function same(a: Address, b: Address): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
