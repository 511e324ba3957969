import type { ContractFunctionReturnType, PublicClient } from 'viem';
import { fromHex } from '../core/bytes.ts';
import type { Address, Phase } from '../core/words.ts';
import { federatedTaskAbi, taskLensAbi } from './abi.gen.ts';
import { ContractRevertError, named } from './errors.ts';
import type { OpenRoundView, RoundFacts, SeatView, TaskFacts } from './views.ts';

/** A round with everything that its seats have done, as the lens reads it. */
export type RawRound = ContractFunctionReturnType<typeof taskLensAbi, 'view', 'roundWithSeats'>;

export function readRound(client: PublicClient, lens: Address, task: Address, round: number, blockNumber?: bigint): Promise<RawRound> {
  return named(client.readContract({ address: lens, abi: taskLensAbi, functionName: 'roundWithSeats', args: [task, round], blockNumber }));
}

/** What the phase clock shows of the open round. */
export function openRound({ number, round, seats }: RawRound, { phase, adoptions, base }: TaskFacts): OpenRoundView {
  const views = seats.map((item): SeatView => {
    const bit = (map: number) => has(map, item.seat);
    const proposed = !item.voter && bit(round.proposed);
    const committed = item.voter && bit(round.committed);
    const revealed = item.voter && bit(round.revealed);
    const attested = item.voter && bit(round.attested);
    const now: Partial<Record<Phase, boolean>> = { Propose: proposed, Commit: committed, Reveal: revealed, Attest: attested };
    return {
      id: item.id,
      role: item.voter ? 'voter' : 'proposer',
      seat: item.seat,
      acted: now[phase] ?? false,
      excused: bit(item.voter ? round.excusedVoters : round.excusedProposers),
      proposed,
      committed,
      revealed,
      attested,
    };
  });
  // Until the draw the contract has written nothing down.
  const known = phase === 'Draw' ? { pioneer: adoptions === 0, base } : { pioneer: round.pioneer, base: round.base };
  const { budget, seed } = round;
  return { round: number, ...known, budget, seed, seats: views, ...progress(views, phase, known.pioneer) };
}

function progress(seats: readonly SeatView[], phase: Phase, pioneer: boolean): { expected: number; done: number } {
  const count = (test: (seat: SeatView) => boolean) => seats.filter(test).length;
  if (phase === 'Propose') return { expected: count(isProposer), done: count((seat) => isProposer(seat) && (seat.acted || seat.excused)) };
  if (phase === 'Commit') return { expected: count(isVoter), done: count((seat) => isVoter(seat) && (seat.acted || seat.excused)) };
  if (phase === 'Reveal') return { expected: count((seat) => seat.committed), done: count((seat) => seat.revealed) };
  if (phase !== 'Attest') return { expected: 0, done: 0 };
  return { expected: count((seat) => (pioneer ? isVoter(seat) && !seat.excused : seat.revealed)), done: count((seat) => seat.attested) };
}

const isVoter = (seat: SeatView) => seat.role === 'voter';
const isProposer = (seat: SeatView) => seat.role === 'proposer';

/** What the seats of a round published, and the contract's judgement where Reveal has closed. */
export async function readFacts(client: PublicClient, lens: Address, task: Address, round: number): Promise<RoundFacts> {
  const judge = { address: task, abi: federatedTaskAbi, functionName: 'judge', args: [round] } as const;
  const [raw, judgement] = await Promise.all([
    readRound(client, lens, task, round),
    named(client.readContract(judge)).catch((error: unknown) => {
      if (error instanceof ContractRevertError) return undefined;
      throw error;
    }),
  ]);
  if (!judgement || raw.round.pioneer) return roundFacts(raw);
  const [judged, kept] = judgement;
  const seats = raw.seats.filter((seat) => !seat.voter).map(({ seat }) => seat);
  return { ...roundFacts(raw), judged: fromHex(judged), kept: seats.filter((seat) => has(kept, seat)) };
}

export function roundFacts({ number, round, seats }: RawRound): RoundFacts {
  return {
    round: number,
    proposals: seats
      .filter((item) => !item.voter && has(round.proposed, item.seat))
      .map(({ id, seat, proposal }) => ({ id, seat, digest: proposal })),
    votes: seats
      .filter((item) => item.voter)
      .map(({ id, seat, weight, merits, seal, losses }) => ({
        id,
        seat,
        weight,
        ...(has(round.revealed, seat) ? { merits: fromHex(merits) } : {}),
        ...(has(round.attested, seat) ? { seal, losses } : {}),
      })),
    kept: [],
  };
}

const has = (map: number, seat: number) => ((map >>> seat) & 1) === 1;
