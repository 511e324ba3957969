import { erc20Abi, type PublicClient } from 'viem';
import { openAggregator } from './aggregate/open.ts';
import { claimAll } from './chain/claimAll.ts';
import { createTask } from './chain/createTask.ts';
import type { Deployment } from './chain/deployment.ts';
import { named } from './chain/errors.ts';
import { openChain } from './chain/openChain.ts';
import { openWallet } from './chain/openWallet.ts';
import { readArena } from './chain/readArena.ts';
import { toHex } from './core/bytes.ts';
import type { Network } from './core/networks.ts';
import type { Digest } from './core/words.ts';
import type { Doorstep, Ground, Inside } from './session/ground.ts';
import { openRoom } from './session/room.ts';
import type { Workshop } from './session/workshop.ts';
import type { BackendName } from './train/trainer.ts';

export type InsideParts = {
  readonly step: Omit<Doorstep, 'inside'>;
  readonly network: Network;
  readonly deployment: Deployment;
  readonly client: PublicClient;
  readonly database: string;
  readonly pollMs: number;
  readonly backend?: BackendName;
};

/** The real things behind a tab's door. libp2p, Helia and TensorFlow.js are loaded when they are first needed. */
export function openInside({ step, network, deployment, client, database, pollMs, backend }: InsideParts): Inside {
  let content: ReturnType<Ground['content']> | undefined;
  const ground: Ground = {
    ...step,
    chain: (task, { wallet, operatorKey }) => openChain({ client, deployment, task, wallet, operatorKey, pollMs }),
    wallet: (task, wallet) => openWallet({ client, wallet }, deployment, task.address, task.token.address),
    arena: async () => ({ ...(await readArena(client, deployment)), registry: deployment.arena }),
    async funds(account) {
      const call = { address: deployment.token, abi: erc20Abi, functionName: 'balanceOf', args: [account] } as const;
      const [token, ether] = await named(Promise.all([client.readContract(call), client.getBalance({ address: account })]));
      return { token, ether };
    },
    async createTask(wallet, arenaTask, config, onSent) {
      const { timestamp } = await named(client.getBlock());
      const fixed = { stakeToken: deployment.token, beacon: deployment.beacon, time: Number(timestamp) };
      return createTask({ client, wallet }, deployment.factory, arenaTask, config(fixed), onSent);
    },
    claimAll: (tasks, wallet, onSent, onClaimed) => claimAll({ client, wallet }, tasks, onSent, onClaimed),
    content() {
      content ??= import('./content.ts').then(({ openContent }) => openContent({ ...network, database }));
      content.catch(() => {
        content = undefined;
      });
      return content;
    },
    aggregate: openAggregator(),
    async openTrainer(parts) {
      const { openTrainer } = await import('./train/open.ts');
      return openTrainer({ ...parts, backend });
    },
    chance: () => toHex(crypto.getRandomValues(new Uint8Array(32))) as Digest,
    lock: (name) =>
      new Promise((resolve, reject) => {
        navigator.locks
          .request(name, { ifAvailable: true }, (lock) => {
            if (!lock) return resolve(undefined);
            return new Promise<void>((release) => resolve(release));
          })
          .catch(reject);
      }),
  };
  let workshop: Promise<Workshop> | undefined;
  return {
    ground,
    openRoom: (task) => openRoom(ground, task),
    workshop() {
      workshop ??= import('./session/workshop.ts').then(({ openWorkshop }) => openWorkshop(ground));
      workshop.catch(() => {
        workshop = undefined;
      });
      return workshop;
    },
  };
}
