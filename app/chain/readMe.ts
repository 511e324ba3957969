import type { PublicClient } from 'viem';
import type { Address } from '../core/words.ts';
import { taskLensAbi } from './abi.gen.ts';
import type { Balances } from './chain.ts';
import { named } from './errors.ts';
import type { MeView } from './views.ts';

const VOTER_SEATS = 32;

/** What one wallet has in and around a task; `me` is absent where it never joined. */
export async function readMe(
  client: PublicClient,
  lens: Address,
  task: Address,
  wallet: Address,
  blockNumber?: bigint,
): Promise<{ me?: MeView; balances: Balances }> {
  const view = await named(client.readContract({ address: lens, abi: taskLensAbi, functionName: 'me', args: [task, wallet], blockNumber }));
  const balances: Balances = { token: view.tokenBalance, allowance: view.allowance, ether: view.walletBalance };
  if (view.id === 0) return { balances };
  const { participant } = view;
  const me: MeView = {
    id: view.id,
    wallet: participant.wallet,
    operator: participant.operator,
    operatorBalance: view.operatorBalance,
    stake: participant.stake,
    reward: view.reward,
    active: participant.activeIndex > 0,
    benched: participant.benched,
    leaving: participant.leaving,
    proposerStanding: participant.proposerStanding,
    voterStanding: participant.voterStanding,
    seats: participant.seats,
    seatsGivenUp: participant.seatsGivenUp,
    ...(participant.seatedIn === 0
      ? {}
      : {
          seat: {
            role: participant.seat < VOTER_SEATS ? 'proposer' : 'voter',
            seat: participant.seat % VOTER_SEATS,
            round: participant.seatedIn - 1,
          },
        }),
  };
  return { me, balances };
}
