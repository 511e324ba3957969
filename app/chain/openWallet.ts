import type { Address } from '../core/words.ts';
import type { ChainWallet } from './chain.ts';
import { claim } from './claim.ts';
import type { Deployment } from './deployment.ts';
import { fundRewardPool } from './fundRewardPool.ts';
import { join } from './join.ts';
import { leave } from './leave.ts';
import { readMe } from './readMe.ts';
import type { Clients } from './send.ts';
import { setOperator } from './setOperator.ts';
import { topUp } from './topUp.ts';
import { withdraw } from './withdraw.ts';

/** The port of a wallet in one task. `token`: the task's stake token. */
export function openWallet(clients: Clients, { lens }: Pick<Deployment, 'lens'>, task: Address, token: Address): ChainWallet {
  const { address } = clients.wallet.account;
  return {
    address,
    balances: async () => (await readMe(clients.client, lens, task, address)).balances,
    join: (amount, operator, gift, onSent) => join(clients, task, token, amount, operator, gift, onSent),
    topUp: (amount, onSent) => topUp(clients, task, token, amount, onSent),
    fundRewardPool: (amount, onSent) => fundRewardPool(clients, task, token, amount, onSent),
    setOperator: (operator, gift, onSent) => setOperator(clients, task, operator, gift, onSent),
    leave: (onSent) => leave(clients, task, onSent),
    withdraw: (amount, onSent) => withdraw(clients, task, amount, onSent),
    claim: (onSent) => claim(clients, task, address, onSent),
  };
}
