import { createPublicClient, createTestClient, createWalletClient, defineChain, http, type PublicClient } from 'viem';
import { privateKeyToAccount } from 'viem/accounts';
import type { Chain } from '../app/chain/chain.ts';
import type { TaskConfig } from '../app/chain/config.ts';
import { createTask } from '../app/chain/createTask.ts';
import { deploy, finishArenaTask, fund } from '../app/chain/deploy.ts';
import type { Deployment } from '../app/chain/deployment.ts';
import { openChain } from '../app/chain/openChain.ts';
import { openWallet } from '../app/chain/openWallet.ts';
import type { Clients } from '../app/chain/send.ts';
import { seedOf } from '../app/core/random.ts';
import { type Address, type Digest, type Phase, ZERO_DIGEST } from '../app/core/words.ts';
import { type Anvil, type AnvilOptions, type DevAccount, startAnvil } from '../app/node/anvil.ts';
import { readBytecodes } from '../app/node/artifacts.ts';

export const TOKEN = 10n ** 18n;
export const GIFT = 10n ** 18n;
export const STAKE = 100n * TOKEN;
const SUPPLY = 10n ** 27n;
const REWARD = 10_000n * TOKEN;
const POLLING_MS = 20;
/** Later than any wall clock's reading. */
const REPEATABLE_START = 4_000_000_000n;

/** A participant of a test: its wallet, and the chain as its operator sees it. */
export type Player = {
  readonly account: DevAccount;
  readonly clients: Clients;
  readonly operatorKey: Digest;
  readonly wallet: ReturnType<typeof openWallet>;
  readonly chain: Chain;
};

export type TestWorld = Awaited<ReturnType<typeof startWorld>>;

/** A real chain with everything deployed. `isRepeatable`: its clock moves a second per block, whatever the wall's does. */
export async function startWorld(options: AnvilOptions & { seed?: bigint; isRepeatable?: boolean } = {}) {
  const anvil = await startAnvil({ accounts: 20, ...options });
  const [owner] = anvil.accounts;
  const clients = clientsOf(anvil, owner);
  const { client } = clients;
  const test = createTestClient({ mode: 'anvil', chain: client.chain, transport: http(anvil.rpc) });
  if (options.isRepeatable) {
    await test.setNextBlockTimestamp({ timestamp: REPEATABLE_START });
    await test.setBlockTimestampInterval({ interval: 1 });
  }
  const deployment = await deploy(clients, readBytecodes(), { supply: SUPPLY, ratioBps: 5_000n, seed: options.seed ?? 1n });

  /** A task with its own pool, and players who have joined it. */
  const openTask = async (count: number, rules: Partial<TaskConfig> = {}, stake = STAKE) => {
    const arenaTask = await finishArenaTask(clients, deployment.arena, REWARD);
    const { timestamp } = await client.getBlock();
    const config = configOf(deployment, Number(timestamp), rules);
    const { task } = await createTask(clients, deployment.factory, arenaTask, config);
    const players: Player[] = [];
    for (const account of anvil.accounts.slice(1, count + 1)) players.push(await openPlayer(task, account));
    await fund(
      clients,
      deployment.token,
      players.map((player) => player.account.address),
      10n * stake,
      0n,
    );
    for (const player of players) await player.wallet.join(stake, player.chain.operator!, GIFT);
    return { task, players, config, arenaTask };
  };

  const openPlayer = async (task: Address, account: DevAccount): Promise<Player> => {
    const own = clientsOf(anvil, account);
    const operatorKey = seedOf(`${task}:${account.address}`);
    return {
      account,
      clients: own,
      operatorKey,
      wallet: openWallet(own, deployment, task, deployment.token),
      chain: openChain({ client, deployment, task, operatorKey, wallet: account.address, pollMs: 50 }),
    };
  };

  /** Lets `seconds` go by and a block come. */
  const pass = async (seconds = 1) => {
    if (options.isRepeatable) {
      const { timestamp } = await client.getBlock();
      await test.setNextBlockTimestamp({ timestamp: timestamp + BigInt(seconds) });
    } else await test.increaseTime({ seconds });
    await test.mine({ blocks: 1 });
  };

  return { anvil, owner, clients, client, test, deployment, openTask, openPlayer, pass, stop: () => anvil.stop() };
}

export function clientsOf(anvil: Anvil, account: DevAccount): Clients {
  const chain = defineChain({
    id: anvil.chainId,
    name: 'local',
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [anvil.rpc] } },
  });
  const transport = http(anvil.rpc, { retryCount: 0 });
  const client: PublicClient = createPublicClient({ chain, transport, pollingInterval: POLLING_MS, cacheTime: 0 });
  const wallet = createWalletClient({ chain, transport, account: privateKeyToAccount(account.key), pollingInterval: POLLING_MS });
  return { client, wallet };
}

export function configOf({ token, beacon }: Deployment, now: number, rules: Partial<TaskConfig> = {}): TaskConfig {
  return {
    stakeToken: token,
    beacon,
    creator: '0x0000000000000000000000000000000000000000',
    specDigest: seedOf('spec'),
    initialModel: ZERO_DIGEST,
    minStake: STAKE,
    weightCap: STAKE,
    rounds: 3,
    proposers: 2,
    voters: 3,
    minParticipants: 5,
    startBy: now + 86_400,
    maxLifetime: 30 * 86_400,
    proposeWindow: 60,
    commitWindow: 60,
    revealWindow: 60,
    attestWindow: 60,
    settleGrace: 60,
    beaconTimeout: 600,
    estimator: 0,
    keepFrom: 112,
    evidenceBps: 5_000,
    epsilonBps: 500,
    proposerBoundary: 512,
    voterBoundary: 512,
    convictionStep: 300,
    expectedAgreement: 16,
    proposerShareBps: 5_000,
    keeperShareBps: 100,
    absentPenaltyBps: 500,
    unopenedPenaltyBps: 1_250,
    standingPenaltyBps: 1_250,
    ...rules,
  };
}

/** Draws as soon as the target is known, and returns what is open then. */
export async function drawn(world: TestWorld, { chain }: Player) {
  await world.test.mine({ blocks: 2 });
  await chain.draw();
  return chain.now();
}

export async function phaseOf({ chain }: Player): Promise<Phase> {
  return (await chain.now()).task.phase;
}
