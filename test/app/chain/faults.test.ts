import { createPublicClient, createWalletClient, custom, type EIP1193RequestFn, http } from 'viem';
import { describe, expect, test } from 'vitest';
import { arenaRegistryAbi } from '../../../app/chain/abi.gen.ts';
import type { Tick } from '../../../app/chain/chain.ts';
import { createTask } from '../../../app/chain/createTask.ts';
import { deploy } from '../../../app/chain/deploy.ts';
import { InvalidDeploymentError, readDeployment } from '../../../app/chain/deployment.ts';
import { openHistory } from '../../../app/chain/history.ts';
import { openChain } from '../../../app/chain/openChain.ts';
import { openWallet } from '../../../app/chain/openWallet.ts';
import { readTask } from '../../../app/chain/readTask.ts';
import { readTasks } from '../../../app/chain/readTasks.ts';
import { readToken } from '../../../app/chain/readToken.ts';
import { type Clients, send } from '../../../app/chain/send.ts';
import { seedOf } from '../../../app/core/random.ts';
import { configOf, drawn, STAKE } from '../../chain.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const { client, deployment } = world;
const { task, players } = await world.openTask(5);
const [first, second] = players;
const failure = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('no failure'),
    (error: unknown) => error,
  );

/** A client whose requests pass through `change`; what it returns instead of undefined is the answer. */
function through(change: (method: string, params: unknown) => unknown) {
  const { request } = http(world.anvil.rpc, { retryCount: 0 })({});
  const transport = custom({
    request: (async ({ method, params }: { method: string; params: unknown }) => {
      const answer = await change(method, params);
      return answer ?? request({ method, params } as never);
    }) as EIP1193RequestFn,
  });
  return {
    client: createPublicClient({ chain: client.chain, transport, pollingInterval: 20, cacheTime: 0 }),
    wallet: createWalletClient({ chain: client.chain!, transport, account: first.clients.wallet.account, pollingInterval: 20 }),
  };
}

describe('reverts', () => {
  test('[H7] a revert arrives under its Solidity name with its arguments, before anything is signed', async () => {
    const config = configOf(deployment, Number((await client.getBlock()).timestamp));
    const register = { to: deployment.arena, abi: arenaRegistryAbi, functionName: 'register', args: [] };
    await send(world.clients, register);
    const count = await client.readContract({ address: deployment.arena, abi: arenaRegistryAbi, functionName: 'taskCount' });
    const unfinished = count - 1n;
    expect(await failure(createTask(world.clients, deployment.factory, unfinished, config))).toMatchObject({
      name: 'ContractRevertError',
      revert: 'ArenaTaskNotFinished',
      facts: { arenaTask: unfinished },
    });
    expect(await failure(createTask(world.clients, deployment.factory, 0n, { ...config, voters: 33 }))).toMatchObject({
      revert: 'BadConfig',
      facts: { field: 'voters' },
    });
    const outsider = await world.openPlayer(task, world.anvil.accounts[12]);
    expect(await failure(outsider.wallet.leave())).toMatchObject({
      revert: 'NotParticipant',
      facts: { account: outsider.account.address },
    });
    expect(await failure(outsider.wallet.join(STAKE, outsider.account.address, 0n))).toMatchObject({
      name: 'NotEnoughTokensError',
      facts: { expected: STAKE, actual: 0n },
    });
    expect(await failure(first.wallet.join(STAKE, first.account.address, 0n))).toMatchObject({ revert: 'AlreadyActive' });
    expect(await failure(first.chain.commit(0, 0, seedOf('x')))).toMatchObject({
      revert: 'WrongPhase',
      facts: { expected: 'Commit', actual: 'Draw' },
    });
    expect(await failure(first.chain.propose(9, 0, seedOf('x')))).toMatchObject({
      revert: 'WrongRound',
      facts: { expected: 0, actual: 9 },
    });
    expect(await failure(send(first.clients, { ...register }))).toMatchObject({ revert: 'OwnableUnauthorizedAccount' });
  });
});

describe('reading', () => {
  test('[H8] tasks are read in pages, and only what the factory made is a task', async () => {
    const all = await readTasks(client, deployment, 0, 10);
    expect(all.count).toBe(all.tasks.length);
    expect(all.tasks[0]).toMatchObject({
      address: task,
      phase: 'Draw',
      token: { symbol: 'FLOCK', decimals: 18 },
      creator: world.owner.address,
    });
    expect((await readTasks(client, deployment, all.count, 10)).tasks).toEqual([]);
    expect(await failure(readTask(client, deployment, deployment.token))).toMatchObject({
      name: expect.stringMatching(/NotATask|ContractRevert/),
    });
    expect(await readToken(client, deployment.token)).toEqual({ address: deployment.token, symbol: 'FLOCK', decimals: 18 });
  });

  test('[H9] history is the same where a node refuses wide ranges', async () => {
    let asked = 0;
    const narrow = through((method, params) => {
      if (method !== 'eth_getLogs') return undefined;
      const [{ fromBlock, toBlock }] = params as [{ fromBlock: string; toBlock: string }];
      asked++;
      if (Number(toBlock) - Number(fromBlock) >= 7) throw Object.assign(new RangeError('query exceeds max block range'), { code: -32005 });
      return undefined;
    });
    const wide = await openHistory(client, deployment, task).history();
    expect(await openHistory(narrow.client, deployment, task).history()).toEqual(wide);
    expect(asked).toBeGreaterThan(3);
  });
});

describe('signers', () => {
  test('[H10] who says no in the wallet has lost nothing', async () => {
    const code = (method: string) => {
      if (/sign|send/i.test(method) && !/Raw/.test(method))
        throw Object.assign(new RangeError('User rejected the request.'), { code: 4001 });
      return undefined;
    };
    const clients = through(code);
    const remote = { ...clients.wallet, account: { address: first.account.address, type: 'json-rpc' } } as unknown as Clients['wallet'];
    const wallet = openWallet({ client: clients.client, wallet: remote }, deployment, task, deployment.token);
    expect(await failure(wallet.topUp(5n))).toMatchObject({ name: 'RejectedBySignerError' });
    expect(await failure(wallet.claim())).toMatchObject({ name: 'RejectedBySignerError' });
  });

  test('[H11] a wallet that cannot sign typed data approves exactly the amount and goes on', async () => {
    const { wallet } = through((method) => {
      if (method === 'eth_signTypedData_v4') throw Object.assign(new RangeError('not supported'), { code: 4200 });
      return undefined;
    });
    const remote = { ...wallet, account: { address: first.account.address, type: 'json-rpc' } } as unknown as Clients['wallet'];
    const mine = openWallet({ client, wallet: remote }, deployment, task, deployment.token);
    const before = (await first.chain.now()).me!.stake;
    await mine.topUp(5n);
    expect((await first.chain.now()).me!.stake).toBe(before + 5n);
    expect((await mine.balances()).allowance).toBe(0n);
  });

  test('[H12] wallet or node on another chain: refused before anything is signed, and the watch says so', async () => {
    const wrong = through((method) => (method === 'eth_chainId' ? '0x1' : undefined));
    const chain = openChain({ client: wrong.client, deployment, task, operatorKey: first.operatorKey, wallet: first.account.address });
    const expected = { name: 'WrongChainError', facts: { expected: deployment.chainId, actual: 1 } };
    expect(await failure(chain.advance())).toMatchObject(expected);
    expect(await failure(chain.now())).toMatchObject(expected);
    const wallet = openWallet({ client, wallet: wrong.wallet }, deployment, task, deployment.token);
    expect(await failure(wallet.claim())).toMatchObject(expected);
    const ticks: Tick[] = [];
    const stop = chain.watch((tick) => ticks.push(tick));
    await expect.poll(() => ticks.length).toBeGreaterThan(0);
    stop();
    expect(ticks[0]).toMatchObject({ stale: true, problem: expected });
  });

  test('[H13] an operator without enough coins for gas says so before sending', async () => {
    const poor = openChain({ client, deployment, task, operatorKey: seedOf('poor') });
    expect(await failure(poor.advance())).toMatchObject({ name: 'NotEnoughGasError', facts: { account: poor.operator, actual: 0n } });
    expect(await failure(poor.sweep(first.account.address))).toMatchObject({ name: 'NotEnoughGasError' });
    expect(await failure(openChain({ client, deployment, task }).advance())).toMatchObject({ name: 'NoOperatorError' });
    expect(await second.chain.roundCost()).toBeGreaterThan(0n);
  });
});

describe('acts', () => {
  test('[H14] two tabs, a reload, and a slow block: an act is mined once', async () => {
    const { round } = await drawn(world, first);
    // Whoever drew has used a nonce already.
    const { id, seat } = round!.seats.find((item) => item.role === 'proposer' && item.id !== 1)!;
    const player = players[id - 1];
    const tab = openChain({ client, deployment, task, operatorKey: player.operatorKey, wallet: player.account.address });
    await world.test.setAutomine(false);
    const sent = player.chain.propose(0, seat, seedOf('once'));
    await expect.poll(() => client.getTransactionCount({ address: tab.operator!, blockTag: 'pending' })).toBe(1);
    const again = tab.propose(0, seat, seedOf('once'));
    await new Promise((resolve) => setTimeout(resolve, 200));
    await world.test.mine({ blocks: 1 });
    await world.test.setAutomine(true);
    expect((await sent).hash).toBeDefined();
    expect(await again).toEqual({ gasUsed: 0n, fee: 0n, bytes: 0 });
    expect(await client.getTransactionCount({ address: tab.operator! })).toBe(1);
  });

  test('[H15] several acts at once keep their nonces', async () => {
    const sent = await Promise.all([1, 2, 3].map(() => second.chain.advance()));
    expect(new Set(sent.map(({ hash }) => hash)).size).toBe(3);
  });

  test('[H19] a transaction that fees have left behind is sent again with higher ones, and mined once', async () => {
    const { operator } = first.chain;
    const before = await client.getTransactionCount({ address: operator! });
    await world.test.setAutomine(false);
    const sent = first.chain.advance();
    await expect.poll(() => client.getTransactionCount({ address: operator!, blockTag: 'pending' })).toBe(before + 1);
    const { baseFeePerGas } = await client.getBlock();
    await world.test.setNextBlockBaseFeePerGas({ baseFeePerGas: 20n * baseFeePerGas! + 10n ** 10n });
    await world.test.mine({ blocks: 1 });
    expect(await client.getTransactionCount({ address: operator! })).toBe(before);
    await world.test.setAutomine(true);
    await expect
      .poll(
        async () => {
          await world.test.mine({ blocks: 1 });
          return client.getTransactionCount({ address: operator! });
        },
        { timeout: 20_000, interval: 300 },
      )
      .toBe(before + 1);
    expect((await sent).hash).toBeDefined();
  });

  test('[H16] a reorganisation that takes an act back is told', async () => {
    const ticks: Tick[] = [];
    const id = await world.test.snapshot();
    const { hash } = await first.chain.advance();
    const stop = first.chain.watch((tick) => ticks.push(tick));
    await expect.poll(() => ticks.length).toBeGreaterThan(0);
    await world.test.revert({ id });
    await world.test.increaseTime({ seconds: 5 });
    await world.test.mine({ blocks: 3 });
    await expect.poll(() => ticks.flatMap((tick) => tick.lost)).toContain(hash);
    stop();
  });

  test('[H17] what an operator has left goes back to the wallet', async () => {
    const before = (await second.wallet.balances()).ether;
    const { fee } = await second.chain.sweep(second.account.address);
    expect((await second.wallet.balances()).ether).toBeGreaterThan(before);
    expect(await client.getBalance({ address: second.chain.operator! })).toBeLessThan(fee * 10n);
  });
});

test('[H20] a node that shows an older block than before is behind, not believed', async () => {
  let behind = false;
  const old = await client.request({ method: 'eth_getBlockByNumber', params: ['0x2', false] });
  const lagging = through((method, params) => {
    const latest = method === 'eth_getBlockByNumber' && (params as unknown[])[0] === 'latest';
    return behind && latest ? old : undefined;
  });
  const ticks: Tick[] = [];
  const stop = openChain({ client: lagging.client, deployment, task, pollMs: 20 }).watch((tick) => ticks.push(tick));
  await expect.poll(() => ticks.at(-1)?.stale).toBe(false);
  const { block } = ticks[0];
  behind = true;
  await expect.poll(() => ticks.at(-1)).toMatchObject({ stale: true, block, problem: { name: 'BehindError' } });
  behind = false;
  await expect.poll(() => ticks.at(-1)).toMatchObject({ stale: false, block });
  stop();
});

test('[H22] where the contracts are is read from a closed form', () => {
  expect(readDeployment({ ...deployment })).toEqual(deployment);
  for (const wrong of [{ ...deployment, token: '0x12' }, { ...deployment, extra: 1 }, { ...deployment, chainId: '1' }, null]) {
    expect(() => readDeployment(wrong)).toThrow(InvalidDeploymentError);
  }
});

test('[H18] a deployment that does not go through is an error', async () => {
  const broken = { FlockToken: '0xfe', ArenaRegistry: '0xfe', BlockHashBeacon: '0xfe', SeededBeacon: '0xfe' } as const;
  const bytecodes = { ...broken, FederatedTask: '0xfe', TaskFactory: '0xfe', TaskLens: '0xfe' } as const;
  expect(await failure(deploy(world.clients, bytecodes, { supply: 1n, ratioBps: 1n }))).toMatchObject({ name: 'DeployError' });
});
