import { createPublicClient, defineChain, http } from 'viem';
import type { Deployment } from './chain/deployment.ts';
import { readTasks } from './chain/readTasks.ts';
import type { Network } from './core/networks.ts';
import type { Doorstep, Inside } from './session/ground.ts';
import { realClock } from './session/world.ts';
import { openTabJournal } from './store/journal.ts';
import type { BackendName } from './train/trainer.ts';

const TASKS_SHOWN = 200;
const POLL_MS = 500;

/** The real things under a tab's house, of which a first visit loads no more than it takes to list the tasks. */
export async function openDoorstep(network: Network, options: { backend?: BackendName }): Promise<Doorstep> {
  const chain = defineChain({
    id: network.chainId,
    name: network.name,
    nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
    rpcUrls: { default: { http: [network.rpc] } },
  });
  const client = createPublicClient({ chain, transport: http(network.rpc, { retryCount: 1 }), pollingInterval: POLL_MS });
  const deployment = { ...network.deployment, chainId: network.chainId } as Deployment;
  const database = `murmuration-${network.chainId}-${deployment.factory.slice(2, 10).toLowerCase()}`;
  let inside: Promise<Inside> | undefined;

  const step = {
    network: {
      name: network.name,
      chainId: network.chainId,
      rpc: network.rpc,
      explorer: network.explorer,
      devWallet: network.devWallet,
    },
    clock: realClock,
    journal: await openTabJournal(database),
    listTasks: async () => (await readTasks(client, deployment, 0, TASKS_SHOWN)).tasks,
    specs: network.specs,
    touched: touch(),
    log: (line: string) => console.info(line),
  };
  return {
    ...step,
    inside() {
      inside ??= import('./inside.ts').then(({ openInside }) =>
        openInside({ step, network, deployment, client, database, pollMs: POLL_MS, ...options }),
      );
      inside.catch(() => {
        inside = undefined;
      });
      return inside;
    },
  };
}

/** The first press of a key or pointer. */
function touch(): Promise<void> {
  return new Promise((resolve) => {
    for (const event of ['pointerdown', 'keydown']) addEventListener(event, () => resolve(), { once: true, capture: true });
  });
}
