import { createWalletClient, custom, type EIP1193RequestFn } from 'viem';
import { expect, test } from 'vitest';
import { claimAll } from '../../../app/chain/claimAll.ts';
import { openChain } from '../../../app/chain/openChain.ts';
import type { Clients } from '../../../app/chain/send.ts';
import { seal } from '../../../app/core/hashes.ts';
import { seedOf } from '../../../app/core/random.ts';
import { type Address, type Digest, ZERO_DIGEST } from '../../../app/core/words.ts';
import { drawn, type Player } from '../../chain.ts';
import { openWorld } from './world.ts';

const world = await openWorld({ seed: 9n });

/** A task whose round 0 has paid everybody for being there. */
async function paidTask() {
  const opened = await world.openTask(5);
  const { round } = await drawn(world, opened.players[0]);
  const digest = seedOf('pioneer');
  for (const { id, seat } of round!.seats.filter((item) => item.role === 'proposer'))
    await opened.players[id - 1].chain.propose(0, seat, digest);
  for (const { id, seat } of round!.seats.filter((item) => item.role === 'voter'))
    await opened.players[id - 1].chain.attest(0, seat, seal(id, 0, digest), ZERO_DIGEST);
  await opened.players[0].chain.settle(0, digest);
  return opened;
}
const tasks = [await paidTask(), await paidTask()];
const addresses = tasks.map(({ task }) => task);
const rewards = async (player: Player) => {
  const each = addresses.map((task) =>
    openChain({ client: world.client, deployment: world.deployment, task, wallet: player.account.address }).now(),
  );
  return (await Promise.all(each)).map(({ me }) => me?.reward ?? 0n);
};
const [first, second, third] = tasks[0].players;

test('[H25] the ledger of a wallet has every movement of its money, and sums to what the contract says', async () => {
  await first.wallet.topUp(7n);
  await first.wallet.claim();
  for (const { chain, account } of tasks[0].players) {
    const { ledger } = await chain.history();
    const { me } = await chain.now();
    const sum = (...what: string[]) => ledger.filter((entry) => what.includes(entry.what)).reduce((all, entry) => all + entry.amount, 0n);
    expect(sum('staked', 'toppedUp') - sum('withdrawn', 'slashed'), account.address).toBe(me!.stake);
    expect(sum('earned', 'kept') - sum('claimed'), account.address).toBe(me!.reward);
  }
  const { ledger } = await first.chain.history();
  expect(ledger.map(({ what }) => what)).toEqual(expect.arrayContaining(['claimed', 'toppedUp', 'kept', 'staked']));
});

test('[H25] the gas of an operator is what its acts have cost, to the wei, each asked for once', async () => {
  const { acts } = await second.chain.history();
  const known = new Map<Digest, bigint>();
  await second.chain.gas(acts, known);
  const { me } = await second.chain.now();
  expect([...known.values()].reduce((sum, wei) => sum + wei, 0n)).toBe(10n ** 18n - me!.operatorBalance);
  let more = 0;
  await second.chain.gas(acts, known, () => more++);
  expect(more).toBe(0);
});

test('[H26] rewards of several tasks are claimed one by one where the wallet knows no batches', async () => {
  expect((await rewards(second)).every((reward) => reward > 0n)).toBe(true);
  const [sent, done]: [Digest[], Address[]] = [[], []];
  await claimAll(
    second.clients,
    addresses,
    (hash) => sent.push(hash),
    (task) => done.push(task),
  );
  expect([new Set(sent).size, done, await rewards(second)]).toEqual([2, addresses, [0n, 0n]]);
});

/** A wallet that takes batches (EIP-5792) and sends their calls one after the other itself. */
function batching({ clients }: Player): { clients: Clients; asked: string[] } {
  const { wallet } = clients;
  const asked: string[] = [];
  const receipts: unknown[] = [];
  const request = (async ({ method, params }: { method: string; params?: never }) => {
    asked.push(method);
    if (method === 'wallet_getCapabilities') return { [`0x${world.anvil.chainId.toString(16)}`]: { atomic: { status: 'supported' } } };
    if (method === 'wallet_sendCalls') {
      const [{ calls }] = params as unknown as [{ calls: { to: Address; data: Digest }[] }];
      for (const { to, data } of calls) {
        const hash = await wallet.sendTransaction({ to, data });
        receipts.push(await wallet.request({ method: 'eth_getTransactionReceipt' as never, params: [hash] as never }));
      }
      return { id: '0x1' };
    }
    if (method === 'wallet_getCallsStatus') return { id: '0x1', version: '2.0.0', chainId: '0x1', status: 200, atomic: false, receipts };
    return wallet.request({ method: method as never, params: params as never });
  }) as EIP1193RequestFn;
  const batcher = createWalletClient({ chain: wallet.chain, account: wallet.account, transport: custom({ request }) });
  return { clients: { client: clients.client, wallet: batcher }, asked };
}

test('[H26] rewards of several tasks are claimed in one batch where the wallet can', async () => {
  expect((await rewards(third)).every((reward) => reward > 0n)).toBe(true);
  const { clients, asked } = batching(third);
  const done: Address[] = [];
  await claimAll(clients, addresses, undefined, (task) => done.push(task));
  expect(asked.filter((method) => method === 'wallet_sendCalls').length).toBe(1);
  expect(asked).not.toContain('eth_sendTransaction');
  expect([done, await rewards(third)]).toEqual([addresses, [0n, 0n]]);
});
