import type { Address, ParticipantId } from '../core/words.ts';
import type { TaskLog } from './logs.ts';

/** A participant as the events tell: stake after all slashes, all that it ever put in, in or out of the lottery. */
export type Member = {
  readonly id: ParticipantId;
  readonly wallet: Address;
  readonly stake: bigint;
  readonly deposited: bigint;
  readonly active: boolean;
};

/** All participants that ever joined, by id. */
export function members(logs: readonly TaskLog[]): Member[] {
  const wallets = new Map<ParticipantId, Address>();
  const stakes = new Map<ParticipantId, bigint>();
  const deposits = new Map<ParticipantId, bigint>();
  const active = new Set<ParticipantId>();
  for (const { eventName, args } of logs) {
    if (eventName === 'Joined') wallets.set(args.id, args.wallet);
    if (eventName === 'Joined' || eventName === 'ToppedUp') deposits.set(args.id, (deposits.get(args.id) ?? 0n) + args.amount);
    if (eventName === 'Joined' || eventName === 'ToppedUp' || eventName === 'Withdrawn') stakes.set(args.id, args.stake);
    else if (eventName === 'SeatSettled') stakes.set(args.id, stakes.get(args.id)! - args.slashed);
    else if (eventName === 'Activated') active.add(args.id);
    else if (eventName === 'Deactivated') active.delete(args.id);
  }
  return [...wallets].map(([id, wallet]) => ({ id, wallet, stake: stakes.get(id)!, deposited: deposits.get(id)!, active: active.has(id) }));
}
