import { fromHex } from '../core/bytes.ts';
import { seatsIn } from '../core/judge.ts';
import { type Address, type Digest, OUTCOMES, type ParticipantId, ZERO_DIGEST } from '../core/words.ts';
import type { TaskLog } from './logs.ts';
import { replayDraw } from './replay.ts';
import type { DrawProof, RoundRecord, RulesView } from './views.ts';

/** What the records depend on besides events. */
export type RecordRules = Pick<RulesView, 'weightCap' | 'proposers' | 'voters'>;

type Open = {
  readonly stakes: ReadonlyMap<ParticipantId, bigint>;
  readonly proposals: { id: ParticipantId; seat: number; digest: Digest }[];
  readonly ballots: { id: ParticipantId; seat: number; merits: Uint8Array }[];
  readonly seals: { id: ParticipantId; seal: Digest }[];
};

/** Everything that settled rounds were decided on, oldest first, from all events of a task in order. */
export function roundRecords(
  logs: readonly TaskLog[],
  place: { readonly chainId: number; readonly task: Address },
  rules: RecordRules,
): RoundRecord[] {
  const stakes = new Map<ParticipantId, bigint>();
  const records: RoundRecord[] = [];
  const adopted = new Map<number, Digest>();
  for (const log of logs) if (log.eventName === 'Adopted') adopted.set(log.args.round, log.args.digest);
  const start = (): Open => ({ stakes: new Map(stakes), proposals: [], ballots: [], seals: [] });
  let open = start();
  for (const log of logs) {
    const { eventName, args } = log;
    if (eventName === 'Joined' || eventName === 'ToppedUp' || eventName === 'Withdrawn') stakes.set(args.id, args.stake);
    else if (eventName === 'SeatSettled') stakes.set(args.id, stakes.get(args.id)! - args.slashed);
    else if (eventName === 'TargetFixed') open = start();
    else if (eventName === 'Proposed') open.proposals.push(args);
    else if (eventName === 'Revealed') open.ballots.push({ ...args, merits: fromHex(args.merits) });
    else if (eventName === 'Attested') open.seals.push(args);
    else if (eventName === 'Settled') {
      const weightOf = (id: ParticipantId) => smaller(open.stakes.get(id) ?? 0n, rules.weightCap);
      const draw = replayDraw(logs, args.round, rules, place);
      const bySeat = (a: { seat: number }, b: { seat: number }) => a.seat - b.seat;
      records.push({
        round: args.round,
        outcome: OUTCOMES[args.outcome],
        adopted: adopted.get(args.round),
        seed: draw?.seed ?? ZERO_DIGEST,
        isDrawnRight: draw !== undefined && isRight(draw),
        proposals: open.proposals.map(({ id, seat, digest }) => ({ id, seat, digest })).sort(bySeat),
        ballots: open.ballots.map(({ id, seat, merits }) => ({ seat, merits, weight: weightOf(id) })).sort(bySeat),
        seals: open.seals.map(({ id, seal }) => ({ id, seal, weight: weightOf(id) })),
        voterWeight: (draw?.seated.slice(draw.proposers) ?? []).reduce((sum, id) => sum + weightOf(id), 0n),
        judged: fromHex(args.judged),
        kept: seatsIn(args.kept),
      });
    }
  }
  return records;
}

/** The seed follows from the beacon's value, and the seats from the seed. */
function isRight({ seed, seedAgain, picks, seated }: DrawProof): boolean {
  return seed === seedAgain && picks.map(({ id }) => id).join() === seated.join();
}

function smaller(a: bigint, b: bigint): bigint {
  return a < b ? a : b;
}
