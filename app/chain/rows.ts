import { type Address, type Digest, OUTCOMES, type ParticipantId, PENALTIES } from '../core/words.ts';
import type { TaskLog } from './logs.ts';
import type { RoundRow, SeatRow } from './views.ts';

/** What of a settled round is not in its events. Losses in nats. */
export type RoundDetail = { readonly pioneer: boolean; readonly lossBefore?: number; readonly lossAfter?: number };

type Acts = Record<'propose' | 'commit' | 'reveal' | 'attest', Digest>;
type Open = {
  digests: Map<number, Digest>;
  acts: Map<ParticipantId, Partial<Acts>>;
  drawn?: Extract<TaskLog, { eventName: 'Drawn' }>;
  seats: Extract<TaskLog, { eventName: 'SeatSettled' }>[];
};

/** Rows of all settled rounds, oldest first, from the events of a task in order. `detail` by round. */
export function roundRows(logs: readonly TaskLog[], detail: ReadonlyMap<number, RoundDetail>): RoundRow[] {
  const open = new Map<number, Open>();
  const wallets = new Map<ParticipantId, Address>();
  const rows: RoundRow[] = [];
  const roundOf = (round: number): Open => {
    const known = open.get(round) ?? { digests: new Map(), acts: new Map(), seats: [] };
    open.set(round, known);
    return known;
  };
  const did = (round: number, id: ParticipantId, act: keyof Acts, tx: Digest) => {
    const { acts } = roundOf(round);
    acts.set(id, { ...acts.get(id), [act]: tx });
  };

  for (const log of logs) {
    const tx = log.transactionHash;
    if (log.eventName === 'Joined') wallets.set(log.args.id, log.args.wallet);
    else if (log.eventName === 'Drawn') roundOf(log.args.round).drawn = log;
    else if (log.eventName === 'Proposed') {
      roundOf(log.args.round).digests.set(log.args.id, log.args.digest);
      did(log.args.round, log.args.id, 'propose', tx);
    } else if (log.eventName === 'Committed') did(log.args.round, log.args.id, 'commit', tx);
    else if (log.eventName === 'Revealed') did(log.args.round, log.args.id, 'reveal', tx);
    else if (log.eventName === 'Attested') did(log.args.round, log.args.id, 'attest', tx);
    else if (log.eventName === 'SeatSettled') roundOf(log.args.round).seats.push(log);
    else if (log.eventName === 'Settled') {
      rows.push(roundRow(log, roundOf(log.args.round), detail.get(log.args.round) ?? { pioneer: false }, wallets));
      open.delete(log.args.round);
    }
  }
  return rows;
}

function roundRow(
  log: Extract<TaskLog, { eventName: 'Settled' }>,
  { drawn, seats, acts, digests }: Open,
  detail: RoundDetail,
  wallets: ReadonlyMap<ParticipantId, Address>,
): RoundRow {
  const { round, digest, kept, paid, slashed } = log.args;
  const outcome = OUTCOMES[log.args.outcome];
  const reached = [...acts.values()];
  const needed = (['commit', 'reveal', 'attest'] as const).filter((act) => reached.some((mine) => mine[act]));
  const seatRow = ({ args }: Open['seats'][number]): SeatRow => {
    const txs = acts.get(args.id) ?? {};
    const judged = !args.voter && digests.has(args.id) && isJudged(outcome, detail.pioneer);
    return {
      round,
      id: args.id,
      wallet: wallets.get(args.id)!,
      role: args.voter ? 'voter' : 'proposer',
      seat: args.seat,
      digest: digests.get(args.id),
      measure: args.measure,
      ...(judged ? { kept: ((kept >>> args.seat) & 1) === 1 } : {}),
      standing: args.standing,
      reward: args.reward,
      slashed: args.slashed,
      penalty: PENALTIES[args.penalty],
      attended: args.voter ? needed.every((act) => txs[act]) : txs.propose !== undefined,
      txs: { ...txs, settle: log.transactionHash },
    };
  };
  return {
    round,
    pioneer: detail.pioneer,
    outcome,
    digest,
    budget: drawn!.args.budget,
    paid,
    slashed,
    lossBefore: detail.lossBefore,
    lossAfter: detail.lossAfter,
    settledAt: log.time,
    settleTx: log.transactionHash,
    drawTx: drawn!.transactionHash,
    seed: drawn!.args.seed,
    seats: seats.map(seatRow),
  };
}

/** True where voters judged and the contract formed merits: a training round that reached Attest. */
function isJudged(outcome: RoundRow['outcome'], pioneer: boolean): boolean {
  return !pioneer && (outcome === 'Adopted' || outcome === 'Refused' || outcome === 'Undecided');
}
