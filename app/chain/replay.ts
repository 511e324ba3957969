import { roundSeed } from '../core/hashes.ts';
import { picksOf, seatCounts } from '../core/lottery.ts';
import type { Address, ParticipantId } from '../core/words.ts';
import type { TaskLog } from './logs.ts';
import type { DrawProof, RulesView } from './views.ts';

/**
 * A draw done again from the events: the list of participants as it was frozen, the seed from the beacon's value, and every
 * pick. The draw was fair where `seedAgain` equals `seed` and the picks equal whom the contract seated. Undefined where the
 * round was not drawn. `logs`: all events of the task in order.
 */
export function replayDraw(
  logs: readonly TaskLog[],
  round: number,
  { proposers, voters }: Pick<RulesView, 'proposers' | 'voters'>,
  { chainId, task }: { readonly chainId: number; readonly task: Address },
): DrawProof | undefined {
  const list: ParticipantId[] = [];
  let active: readonly ParticipantId[] = [];
  for (const { eventName, args, transactionHash } of logs) {
    if (eventName === 'Activated') list.push(args.id);
    else if (eventName === 'Deactivated') remove(list, args.id);
    else if (eventName === 'TargetFixed' && args.round === round) active = [...list];
    else if (eventName === 'Drawn' && args.round === round) {
      const { seed, value, seats } = args;
      const counts = seatCounts(active.length, proposers, voters);
      return {
        round,
        chainId,
        task,
        value,
        seed,
        seedAgain: roundSeed(chainId, task, round, value),
        active,
        proposers: args.proposers,
        picks: picksOf(seed, active, counts.proposers + counts.voters),
        seated: seats,
        drawTx: transactionHash,
      };
    }
  }
  return undefined;
}

/** The last one moves into the gap. */
function remove(list: ParticipantId[], id: ParticipantId): void {
  const last = list.pop()!;
  if (last !== id) list[list.indexOf(id)] = last;
}
