import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createPublicClient, http } from 'viem';
import { type Deployment, readDeployment } from '../chain/deployment.ts';
import { BaseError } from '../core/errors.ts';
import { openNet } from '../net/open.ts';
import { relayOptions } from '../net/options.ts';
import { openStore } from '../store/open.ts';
import { openFileBlocks } from './files.ts';
import { openIdentity } from './identity.ts';
import { reader } from './named.ts';
import { openPins } from './pins.ts';

const HELP = `Relay: peers meet here, and bytes that the chain names are kept here.

  node app/node/relay.ts [options]

  --host ADDRESS        where to listen (127.0.0.1)
  --port PORT           TCP port (any free one)
  --announce MULTIADDR  how others reach it, where that differs; may be given again
  --store DIR           blocks, pins and identity (.local/relay)
  --key FILE            identity (DIR/key)
  --rpc URL             chain to read; without it nothing is pinned
  --deployment FILE     addresses on that chain (JSON)
  --rounds N            updates are searched for during so many rounds (20)
  --days N              updates are kept until so many days after the end of their task (30)
  --poll MS             time between two looks at the chain (1000)
  --no-serve            keep and pin, but give nothing to peers
  --announce-file FILE  write the multiaddr there once it is reachable
  --help
`;

/** Waits after the chain did not answer, in milliseconds. */
const LAST_WAIT_MS = 15_000;
/** The status line is printed at most this often. */
const STATUS_MS = 2_000;

function readOptions() {
  const { values } = parseArgs({
    options: {
      host: { type: 'string', default: '127.0.0.1' },
      port: { type: 'string', default: '0' },
      announce: { type: 'string', multiple: true },
      store: { type: 'string', default: '.local/relay' },
      key: { type: 'string' },
      rpc: { type: 'string' },
      deployment: { type: 'string' },
      rounds: { type: 'string', default: '20' },
      days: { type: 'string', default: '30' },
      poll: { type: 'string', default: '1000' },
      'no-serve': { type: 'boolean', default: false },
      'announce-file': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const whole = (name: 'port' | 'rounds' | 'days' | 'poll', max: number) => {
    const value = Number(values[name]);
    if (!Number.isInteger(value) || value < 0 || value > max) throw new UsageError({ option: `--${name}`, actual: values[name] });
    return value;
  };
  if (!values.rpc !== !values.deployment) throw new UsageError({ option: '--rpc and --deployment', expected: 'both or neither' });
  return { ...values, port: whole('port', 65_535), rounds: whole('rounds', 1e6), days: whole('days', 1e6), poll: whole('poll', 1e6) };
}

async function run(): Promise<void> {
  const options = readOptions();
  if (options.help) {
    console.log(HELP);
    return;
  }
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort());

  const deployment = options.deployment ? readDeployment(JSON.parse(await readFile(options.deployment, 'utf8'))) : undefined;
  const privateKey = await openIdentity(options.key ?? join(options.store, 'key'));
  const libp2pOptions = await relayOptions({
    listen: [`/ip4/${options.host}/tcp/${options.port}/ws`],
    announce: options.announce,
    privateKey,
  });
  await checkFree(options.host, options.port);
  const blocks = await openFileBlocks(options.store);
  const { store, libp2p } = await openStore({ ...blocks, libp2p: libp2pOptions, serve: !options['no-serve'] });
  const net = openNet(libp2p, { relays: [], dials: false });
  const address = libp2p.getMultiaddrs()[0].toString();
  console.log(address);
  if (options['announce-file']) await writeFile(options['announce-file'], `${address}\n`);

  let tasks = 0;
  const tell = throttled(() => {
    const { pinned, wanted, refused, bytes } = pins.view();
    const { sentBytes, receivedBytes } = store.traffic();
    const kB = (count: number) => `${(count / 1000).toFixed(0)} kB`;
    console.log(
      `relay: ${net.view().peers.length} peers, ${tasks} tasks, ${pinned} files (${kB(bytes)}), ${wanted} wanted, ${refused} refused, ` +
        `sent ${kB(sentBytes)}, received ${kB(receivedBytes)}`,
    );
  }, STATUS_MS);
  const pins = openPins(store, tell);
  net.watch(tell);
  if (deployment) {
    await pinWhatIsNamed(options.rpc!, deployment, options, stop.signal, (names) => {
      for (const task of names.tasks.slice(tasks)) net.follow(task, () => {});
      if (names.tasks.length !== tasks) tell();
      tasks = names.tasks.length;
      pins.update(names);
    });
  } else {
    await aborted(stop.signal);
  }

  pins.stop();
  await net.stop();
  await store.stop();
  console.log('relay: stopped');
}

/** libp2p waits without end for a port that is taken. @throws ListenError */
async function checkFree(host: string, port: number): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => reject(new ListenError({ host, port }, cause)));
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

/** Looks at the chain again and again until `signal` aborts; waits longer while it does not answer. */
async function pinWhatIsNamed(
  rpc: string,
  deployment: Deployment,
  { rounds, days, poll }: { rounds: number; days: number; poll: number },
  signal: AbortSignal,
  onNames: (names: Awaited<ReturnType<ReturnType<typeof reader>>>) => void,
): Promise<void> {
  const read = reader(createPublicClient({ transport: http(rpc, { retryCount: 0 }) }), deployment, { rounds, days });
  let waitMs = poll;
  while (!signal.aborted) {
    try {
      onNames(await read());
      if (waitMs !== poll) console.log('relay: the chain answers again');
      waitMs = poll;
    } catch (error) {
      if (waitMs === poll)
        console.log(`relay: the chain does not answer: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
      waitMs = Math.min(Math.max(2 * waitMs, 1), LAST_WAIT_MS);
    }
    await aborted(signal, waitMs);
  }
}

/** Resolves when `signal` aborts, or after `ms`. */
function aborted(signal: AbortSignal, ms?: number): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms ?? 0x7fffffff);
    signal.addEventListener('abort', done);
  });
}

/** Calls `work` once for all calls within `ms`. */
function throttled(work: () => void, ms: number): () => void {
  let isDue = false;
  return () => {
    if (isDue) return;
    isDue = true;
    setTimeout(() => {
      isDue = false;
      work();
    }, ms).unref();
  };
}

class UsageError extends BaseError {
  constructor(facts: { option: string; expected?: string; actual?: string }) {
    super('Bad option; see --help', facts);
  }
}

class ListenError extends BaseError {
  constructor(facts: { host: string; port: number }, cause: unknown) {
    super('Cannot listen: is the port taken?', facts, cause);
  }
}

try {
  await run();
} catch (error) {
  console.error(`relay: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}
