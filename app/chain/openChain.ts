import type { PublicClient } from 'viem';
import { BaseError } from '../core/errors.ts';
import type { Address, Digest } from '../core/words.ts';
import { federatedTaskAbi as abi } from './abi.gen.ts';
import { advance } from './advance.ts';
import { attest } from './attest.ts';
import type { Chain } from './chain.ts';
import { comeBack } from './comeBack.ts';
import { commit } from './commit.ts';
import type { Deployment } from './deployment.ts';
import { draw } from './draw.ts';
import { named, WrongChainError } from './errors.ts';
import { readGas } from './gas.ts';
import { giveUpSeat } from './giveUpSeat.ts';
import { openHistory } from './history.ts';
import { openOperator } from './operator.ts';
import { propose } from './propose.ts';
import { readNow } from './readNow.ts';
import { readFacts } from './readRound.ts';
import { reveal } from './reveal.ts';
import { roundCost } from './roundCost.ts';
import { settle } from './settle.ts';
import { watch } from './watch.ts';

export type ChainParts = {
  readonly client: PublicClient;
  readonly deployment: Deployment;
  readonly task: Address;
  /** The key that acts; without it every write throws NoOperatorError. */
  readonly operatorKey?: Digest;
  /** Whose place in the task `now().me` is, and who gets the keeper's share. */
  readonly wallet?: Address;
  readonly pollMs?: number;
};

/** The port of one task. Asks nothing of the node yet. */
export function openChain({ client, deployment, task, operatorKey, wallet, pollMs }: ChainParts): Chain {
  const { chainId, lens } = deployment;
  const operator = operatorKey && openOperator(client, operatorKey, chainId);
  const keeper = wallet ?? operator?.address;
  let round = 0;
  let rules: Parameters<typeof roundCost>[1] | undefined;
  // Whoever answers after a failure may be somebody else.
  let verified = false;
  const acting = () => {
    if (!operator) throw new NoOperatorError({ task });
    return operator;
  };

  return {
    chainId,
    task,
    operator: operator?.address,
    now: async () => {
      try {
        if (!verified) verified = await isChain(client, chainId);
        const now = await readNow(client, deployment, task, wallet, round);
        round = now.task.round;
        return now;
      } catch (error) {
        verified = false;
        throw error;
      }
    },
    seatFacts: (number) => readFacts(client, lens, task, number),
    adoptedAt: (adoption) => named(client.readContract({ address: task, abi, functionName: 'adoptedAt', args: [adoption] })),
    anchor: () => named(client.readContract({ address: task, abi, functionName: 'anchor' })),
    ...openHistory(client, deployment, task, wallet),
    gas: async (hashes, known, onProgress) => {
      if (wallet) await readGas(client, hashes, wallet, known, onProgress);
    },
    roundCost: async () => {
      rules ??= await named(client.readContract({ address: task, abi, functionName: 'config' }));
      return roundCost(client, rules);
    },

    propose: async (...args) => propose(acting(), task, ...args),
    commit: async (...args) => commit(acting(), task, ...args),
    reveal: async (...args) => reveal(acting(), task, ...args),
    attest: async (...args) => attest(acting(), task, ...args),
    settle: async (number, digest) => settle(acting(), task, number, digest, keeper!),
    draw: async () => draw(acting(), task, keeper!),
    advance: async () => advance(acting(), task),
    giveUpSeat: async (...args) => giveUpSeat(acting(), task, ...args),
    comeBack: async (id) => comeBack(acting(), task, id),
    sweep: async (to) => acting().sweep(to),

    watch: (onTick) => watch({ client, chainId, mined: operator?.mined ?? [], pollMs }, onTick),
  };
}

/** @throws WrongChainError */
async function isChain(client: PublicClient, expected: number): Promise<true> {
  const actual = await named(client.getChainId());
  if (actual !== expected) throw new WrongChainError({ expected, actual });
  return true;
}

/** Somebody who only follows along tried to act. */
export class NoOperatorError extends BaseError {
  constructor(facts: { task: Address }) {
    super('No operator key here', facts);
  }
}
