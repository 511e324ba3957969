import { type Address, type Digest, OUTCOMES, type ParticipantId, PENALTIES, ZERO_DIGEST } from '../core/words.ts';
import type { TaskLog } from './logs.ts';
import { medianLosses } from './losses.ts';
import type { RoundRow, SeatRow } from './views.ts';

/** What of the rules the rows depend on. */
export type RowRules = { readonly initialModel: Digest; readonly weightCap: bigint };

/** Masked losses of the voters that attested, by the attesting transaction and participant: `lossKey`. */
export type MaskedLosses = ReadonlyMap<string, Digest>;
export const lossKey = (tx: Digest, id: ParticipantId) => `${tx}:${id}`;

type Named<N extends TaskLog['eventName']> = Extract<TaskLog, { eventName: N }>;
type Act = 'propose' | 'commit' | 'reveal' | 'attest';
type Attestation = { readonly seal: Digest; readonly tx: Digest };

/** What is known of a round that is not settled yet. */
type Open = {
  readonly pioneer: boolean;
  readonly stakes: ReadonlyMap<ParticipantId, bigint>;
  readonly digests: Map<ParticipantId, Digest>;
  readonly txs: Map<ParticipantId, Partial<Record<Act, Digest>>>;
  readonly attestations: Map<ParticipantId, Attestation>;
  readonly seats: Named<'SeatSettled'>[];
  drawn?: Named<'Drawn'>;
};

/** A tenth of what is slashed goes to the caller of settle (PayoutLib). */
const FINDER_BPS = 1_000n;
const BPS = 10_000n;

/** Rows of all settled rounds, oldest first, from the events of a task in order. */
export function roundRows(logs: readonly TaskLog[], rules: RowRules, losses: MaskedLosses): RoundRow[] {
  const wallets = new Map<ParticipantId, Address>();
  const stakes = new Map<ParticipantId, bigint>();
  const rows: RoundRow[] = [];
  let pioneer = rules.initialModel === ZERO_DIGEST;
  let open = start(pioneer, stakes);
  const did = (id: ParticipantId, act: Act, tx: Digest) => open.txs.set(id, { ...open.txs.get(id), [act]: tx });

  for (const log of logs) {
    const tx = log.transactionHash;
    switch (log.eventName) {
      case 'Joined':
        wallets.set(log.args.id, log.args.wallet);
        stakes.set(log.args.id, log.args.stake);
        break;
      case 'ToppedUp':
      case 'Withdrawn':
        stakes.set(log.args.id, log.args.stake);
        break;
      case 'TargetFixed':
        // The set and its weights freeze here.
        open = start(pioneer, new Map(stakes));
        break;
      case 'Drawn':
        open.drawn = log;
        break;
      case 'Proposed':
        open.digests.set(log.args.id, log.args.digest);
        did(log.args.id, 'propose', tx);
        break;
      case 'Committed':
        did(log.args.id, 'commit', tx);
        break;
      case 'Revealed':
        did(log.args.id, 'reveal', tx);
        break;
      case 'Attested':
        open.attestations.set(log.args.id, { seal: log.args.seal, tx });
        did(log.args.id, 'attest', tx);
        break;
      case 'SeatSettled':
        open.seats.push(log);
        stakes.set(log.args.id, stakes.get(log.args.id)! - log.args.slashed);
        break;
      case 'Adopted':
        pioneer = false;
        break;
      case 'Settled':
        rows.push(roundRow(log, open, rules, losses, wallets));
        break;
    }
  }
  return rows;
}

function start(pioneer: boolean, stakes: ReadonlyMap<ParticipantId, bigint>): Open {
  return { pioneer, stakes, digests: new Map(), txs: new Map(), attestations: new Map(), seats: [] };
}

function roundRow(
  log: Named<'Settled'>,
  open: Open,
  { weightCap }: RowRules,
  losses: MaskedLosses,
  wallets: ReadonlyMap<ParticipantId, Address>,
): RoundRow {
  const { round, digest, paid, slashed } = log.args;
  const weightOf = (id: ParticipantId) => {
    const stake = open.stakes.get(id) ?? 0n;
    return stake < weightCap ? stake : weightCap;
  };
  const votes = [...open.attestations].flatMap(([id, { seal, tx }]) => {
    const masked = losses.get(lossKey(tx, id));
    return masked ? [{ id, seal, losses: masked, weight: weightOf(id) }] : [];
  });
  const seats = open.seats.map((seat) => seatRow(seat, log, open, wallets, weightOf(seat.args.id)));
  return {
    round,
    pioneer: open.pioneer,
    outcome: OUTCOMES[log.args.outcome],
    digest,
    budget: open.drawn?.args.budget ?? 0n,
    paid,
    slashed,
    ...(open.pioneer || digest === ZERO_DIGEST ? {} : medianLosses(round, digest, votes)),
    settledAt: log.time,
    settleTx: log.transactionHash,
    drawTx: open.drawn?.transactionHash ?? log.transactionHash,
    seed: open.drawn?.args.seed ?? ZERO_DIGEST,
    keepers: keepers(log, open.drawn, seats),
    seats,
  };
}

function seatRow(
  { args, transactionHash }: Named<'SeatSettled'>,
  settled: Named<'Settled'>,
  { digests, txs, attestations, pioneer }: Open,
  wallets: ReadonlyMap<ParticipantId, Address>,
  weight: bigint,
): SeatRow {
  const mine = txs.get(args.id) ?? {};
  const outcome = OUTCOMES[settled.args.outcome];
  const judged = !pioneer && (outcome === 'Adopted' || outcome === 'Refused' || outcome === 'Undecided');
  // A voter has to do what the phases that the round came to ask of it.
  const needed = (['commit', 'reveal', 'attest'] as const).filter((act) => [...txs.values()].some((other) => other[act]));
  return {
    round: args.round,
    id: args.id,
    wallet: wallets.get(args.id)!,
    role: args.voter ? 'voter' : 'proposer',
    seat: args.seat,
    weight,
    digest: args.voter ? undefined : digests.get(args.id),
    seal: args.voter ? attestations.get(args.id)?.seal : undefined,
    measure: args.measure,
    ...(judged && digests.has(args.id) ? { kept: ((settled.args.kept >>> args.seat) & 1) === 1 } : {}),
    standing: args.standing,
    reward: args.reward,
    slashed: args.slashed,
    penalty: PENALTIES[args.penalty],
    attended: args.voter ? needed.every((act) => mine[act]) : mine.propose !== undefined,
    txs: { ...mine, settle: transactionHash },
  };
}

/** The callers of draw and settle share what was paid beyond the seats; a tenth of what was slashed is the settler's. */
function keepers({ args }: Named<'Settled'>, drawn: Named<'Drawn'> | undefined, seats: readonly SeatRow[]): RoundRow['keepers'] {
  if (!drawn) return [];
  const shared = seats.reduce((rest, seat) => rest - seat.reward, args.paid);
  const finder = (args.slashed * FINDER_BPS) / BPS;
  return [
    { account: drawn.args.keeper, amount: shared / 2n },
    { account: args.keeper, amount: shared - shared / 2n + finder },
  ];
}
