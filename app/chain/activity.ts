import { type Address, OUTCOMES, type ParticipantId } from '../core/words.ts';
import type { TaskLog } from './logs.ts';
import type { Activity } from './views.ts';

type What = Pick<Activity, 'what' | 'id' | 'amount'> & { round?: number };

/**
 * What happened, newest first, at most `limit`. Seats and payments only of `me`, so that the rest is not drowned.
 */
export function activity(logs: readonly TaskLog[], me: Address | undefined, limit: number): Activity[] {
  const ids = new Map<string, ParticipantId>();
  // Who goes in a settlement was benched, or had said so before.
  const settlements = new Set(logs.flatMap((log) => (log.eventName === 'Settled' ? [log.transactionHash] : [])));
  let round = 0;
  const items: Activity[] = [];
  for (const log of logs) {
    if (log.eventName === 'Joined') ids.set(log.args.wallet.toLowerCase(), log.args.id);
    if (log.eventName === 'TargetFixed') round = log.args.round;
    if (log.eventName === 'Deactivated' && settlements.has(log.transactionHash)) continue;
    const mine = me && ids.get(me.toLowerCase());
    whatOf(log, mine, ids).forEach((item, i) => {
      items.push({
        key: `${log.blockNumber}:${log.logIndex}:${i}`,
        time: log.time,
        round: item.round ?? round,
        what: item.what,
        id: item.id,
        amount: item.amount,
        tx: log.transactionHash,
      });
    });
  }
  return items.slice(-limit).reverse();
}

function whatOf(log: TaskLog, mine: ParticipantId | undefined, ids: ReadonlyMap<string, ParticipantId>): What[] {
  const { eventName, args } = log;
  if (eventName === 'Joined') return [{ what: 'joined', id: args.id, amount: args.amount }];
  if (eventName === 'Drawn') {
    const drawn: What = { what: 'drawn', round: args.round, amount: args.budget };
    return mine !== undefined && args.seats.includes(mine) ? [drawn, { what: 'seated', round: args.round, id: mine }] : [drawn];
  }
  if (eventName === 'Proposed') return [{ what: 'proposed', round: args.round, id: args.id }];
  if (eventName === 'Committed') return [{ what: 'committed', round: args.round, id: args.id }];
  if (eventName === 'Revealed') return [{ what: 'revealed', round: args.round, id: args.id }];
  if (eventName === 'Attested') return [{ what: 'attested', round: args.round, id: args.id }];
  if (eventName === 'SeatSettled') {
    const { round, id, reward, slashed } = args;
    const items: What[] = [];
    if (reward > 0n && id === mine) items.push({ what: 'paid', round, id, amount: reward });
    if (slashed > 0n) items.push({ what: 'slashed', round, id, amount: slashed });
    return items;
  }
  if (eventName === 'Settled') {
    const outcome = OUTCOMES[args.outcome];
    const what = outcome === 'Adopted' ? 'adopted' : outcome === 'Refused' ? 'refused' : outcome === 'Undecided' ? 'undecided' : 'void';
    return [{ what, round: args.round, amount: args.paid }];
  }
  if (eventName === 'Benched') return [{ what: 'benched', round: args.round, id: args.id }];
  if (eventName === 'Leaving') return [{ what: 'left', round: args.round, id: args.id }];
  if (eventName === 'Deactivated') return [{ what: 'left', id: args.id }];
  if (eventName === 'Withdrawn') return [{ what: 'withdrawn', id: args.id, amount: args.amount }];
  if (eventName === 'Claimed') return [{ what: 'claimed', id: ids.get(args.account.toLowerCase()), amount: args.amount }];
  if (eventName === 'Finished') return [{ what: 'finished', amount: args.leftover }];
  if (eventName === 'Aborted') return [{ what: 'aborted', amount: args.leftover }];
  return [];
}
