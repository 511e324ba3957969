import { drawSeats, type Seats } from '../core/lottery.ts';
import type { ParticipantId } from '../core/words.ts';
import type { TaskLog } from './logs.ts';
import type { RulesView } from './views.ts';

/** A draw done again from the events: what the seed gives, and what the contract seated. */
export type Replay = { readonly active: readonly ParticipantId[]; readonly replayed: Seats; readonly seated: Seats };

/** Undefined where the round was not drawn. `logs`: all events of the task in order. */
export function replayDraw(
  logs: readonly TaskLog[],
  round: number,
  { proposers, voters }: Pick<RulesView, 'proposers' | 'voters'>,
): Replay | undefined {
  const list: ParticipantId[] = [];
  let frozen: readonly ParticipantId[] = [];
  for (const { eventName, args } of logs) {
    if (eventName === 'Activated') list.push(args.id);
    else if (eventName === 'Deactivated') remove(list, args.id);
    else if (eventName === 'TargetFixed' && args.round === round) frozen = [...list];
    else if (eventName === 'Drawn' && args.round === round) {
      const seated = { proposers: args.seats.slice(0, args.proposers), voters: args.seats.slice(args.proposers) };
      return { active: frozen, replayed: drawSeats(args.seed, frozen, proposers, voters), seated };
    }
  }
  return undefined;
}

/** The last one moves into the gap. */
function remove(list: ParticipantId[], id: ParticipantId): void {
  const last = list.pop()!;
  if (last !== id) list[list.indexOf(id)] = last;
}
