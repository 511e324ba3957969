import { type Abi, encodeDeployData, encodeFunctionData, getContractAddress, type Hex } from 'viem';
import { BaseError } from '../core/errors.ts';
import type { Address, Digest } from '../core/words.ts';
import {
  arenaRegistryAbi,
  blockHashBeaconAbi,
  federatedTaskAbi,
  flockTokenAbi,
  seededBeaconAbi,
  taskFactoryAbi,
  taskLensAbi,
} from './abi.gen.ts';
import type { Deployment } from './deployment.ts';
import { named } from './errors.ts';
import { type Clients, send } from './send.ts';

export const CONTRACTS = [
  'FlockToken',
  'ArenaRegistry',
  'BlockHashBeacon',
  'SeededBeacon',
  'FederatedTask',
  'TaskFactory',
  'TaskLens',
] as const;

/** Creation code of each contract, as forge built it. */
export type Bytecodes = Readonly<Record<(typeof CONTRACTS)[number], Hex>>;

export type DeployOptions = {
  /** Whole supply of the token, in its smallest unit, to the deployer. */
  readonly supply: bigint;
  /** Share of an arena task's reward that becomes the pool, in basis points. */
  readonly ratioBps: bigint;
  /** A seed makes draws repeatable (development only); absent: hashes of future blocks. */
  readonly seed?: bigint;
  /** Blocks between the asking and the block whose hash is the value. */
  readonly delayBlocks?: bigint;
};

/** Gas of a creation, given outright because an estimate would have to wait for the one before: code costs 200 a byte. */
const CREATE_GAS = 1_000_000n;
const CREATE_GAS_PER_BYTE = 300n;
const CALL_GAS = 150_000n;

/**
 * Puts token, arena, beacon, implementation, factory and lens on chain, in one block where they fit; the wallet owns the
 * arena and the supply.
 */
export async function deploy(clients: Clients, bytecodes: Bytecodes, options: DeployOptions): Promise<Deployment> {
  const { client, wallet } = clients;
  const owner = wallet.account.address;
  const [chainId, block] = await named(Promise.all([client.getChainId(), client.getBlockNumber({ cacheTime: 0 })]));
  const queue = await openQueue(clients);
  const create = async (name: keyof Bytecodes, abi: Abi, args: readonly unknown[] = []) => {
    const address = getContractAddress({ from: owner, nonce: BigInt(queue.nonce()) });
    const sizeBytes = BigInt(bytecodes[name].length / 2);
    await queue.push({
      data: encodeDeployData({ abi, bytecode: bytecodes[name], args }),
      gas: CREATE_GAS + CREATE_GAS_PER_BYTE * sizeBytes,
    });
    return address;
  };
  const token = await create('FlockToken', flockTokenAbi, [owner, options.supply]);
  const arena = await create('ArenaRegistry', arenaRegistryAbi, [owner]);
  const beacon =
    options.seed === undefined
      ? await create('BlockHashBeacon', blockHashBeaconAbi, [options.delayBlocks ?? 1n])
      : await create('SeededBeacon', seededBeaconAbi, [options.seed]);
  const implementation = await create('FederatedTask', federatedTaskAbi);
  const factory = await create('TaskFactory', taskFactoryAbi, [arena, options.ratioBps, implementation]);
  const lens = await create('TaskLens', taskLensAbi);
  await queue.mined();
  return { chainId, token, arena, beacon, factory, lens, block: Number(block) };
}

/** Registers an arena task that is over and paid `reward` in all. Returns its number. */
export async function finishArenaTask(clients: Clients, arena: Address, reward: bigint): Promise<bigint> {
  const call = { to: arena, abi: arenaRegistryAbi } as const;
  const arenaTask = await named(clients.client.readContract({ address: arena, abi: arenaRegistryAbi, functionName: 'taskCount' }));
  await send(clients, { ...call, functionName: 'register', args: [] });
  await send(clients, { ...call, functionName: 'complete', args: [arenaTask, reward] });
  return arenaTask;
}

/** Gives each account `tokens` of a token and `wei` for gas. */
export async function fund(clients: Clients, token: Address, accounts: readonly Address[], tokens: bigint, wei: bigint): Promise<void> {
  const queue = await openQueue(clients);
  for (const to of accounts) {
    const data = encodeFunctionData({ abi: flockTokenAbi, functionName: 'transfer', args: [to, tokens] });
    if (tokens > 0n) await queue.push({ to: token, data, gas: CALL_GAS });
    if (wei > 0n) await queue.push({ to, value: wei, gas: CALL_GAS });
  }
  await queue.mined();
}

type Item = { readonly to?: Address; readonly data?: Hex; readonly value?: bigint; readonly gas: bigint };

/** Sends without waiting for blocks; `mined` waits for all. */
async function openQueue({ client, wallet }: Clients) {
  const { account, chain } = wallet;
  let nonce = await named(client.getTransactionCount({ address: account.address, blockTag: 'pending' }));
  const sent: Digest[] = [];
  return {
    nonce: () => nonce,
    push: async (item: Item) => {
      sent.push(await named(wallet.sendTransaction({ ...item, nonce: nonce++, account, chain })));
    },
    mined: async () => {
      for (const hash of sent) {
        const receipt = await named(client.waitForTransactionReceipt({ hash }));
        if (receipt.status !== 'success') throw new DeployError({ hash });
      }
    },
  };
}

/** A transaction of a deployment was reverted. */
export class DeployError extends BaseError {
  constructor(facts: { hash: Digest }) {
    super('Deployment failed', facts);
  }
}
