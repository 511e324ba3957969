import { createPublicClient, defineChain, http } from 'viem';
import { openChain } from './chain/openChain.ts';
import { openWallet } from './chain/openWallet.ts';
import { readTasks } from './chain/readTasks.ts';
import { toHex } from './core/bytes.ts';
import type { Network } from './core/networks.ts';
import type { Digest } from './core/words.ts';
import type { Ground } from './session/ground.ts';
import { realClock } from './session/world.ts';
import { openTabJournal } from './store/journal.ts';
import type { BackendName } from './train/trainer.ts';

const TASKS_SHOWN = 200;
const POLL_MS = 500;

/** The real things under a tab's house. libp2p, Helia and TensorFlow.js are loaded when they are first needed. */
export async function openGround(network: Network, options: { backend?: BackendName }): Promise<Ground> {
  const chain = defineChain({
    id: network.chainId,
    name: network.name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [network.rpc] } },
  });
  const client = createPublicClient({ chain, transport: http(network.rpc, { retryCount: 1 }), pollingInterval: POLL_MS });
  const deployment = { ...network.deployment, chainId: network.chainId } as Parameters<typeof openChain>[0]['deployment'];
  const database = `murmuration-${network.chainId}-${deployment.factory.slice(2, 10).toLowerCase()}`;
  const journal = await openTabJournal(database);
  let content: ReturnType<Ground['content']> | undefined;

  return {
    network: {
      name: network.name,
      chainId: network.chainId,
      rpc: network.rpc,
      explorer: network.explorer,
      devWallet: network.devWallet,
    },
    clock: realClock,
    journal,
    listTasks: async () => (await readTasks(client, deployment, 0, TASKS_SHOWN)).tasks,
    chain: (task, { wallet, operatorKey }) => openChain({ client, deployment, task, wallet, operatorKey, pollMs: POLL_MS }),
    wallet: (task, wallet) => openWallet({ client, wallet }, deployment, task.address, task.token.address),
    content() {
      content ??= import('./content.ts').then(({ openContent }) => openContent({ ...network, database }));
      content.catch(() => {
        content = undefined;
      });
      return content;
    },
    async openTrainer(parts) {
      const { openTrainer } = await import('./train/open.ts');
      return openTrainer({ ...parts, backend: options.backend });
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
    log: (line) => console.info(line),
  };
}
