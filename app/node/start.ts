import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { privateKeyToAccount } from 'viem/accounts';
import { toHex } from '../core/bytes.ts';
import { BaseError, isAbort } from '../core/errors.ts';
import { writeSpec } from '../core/spec.ts';
import type { Digest } from '../core/words.ts';
import { startNetwork } from './network.ts';
import { digitsSpec, TOKEN } from './presets.ts';
import { serveSite } from './site.ts';

const HELP = `npm start: a whole network on this machine, and the app.

  npm start -- [options]

  --participants N   headless participants (5)
  --digits COUNT     made-up digits per participant (600)
  --port PORT        the app (4173, or the next free one)
  --chain-port PORT  the chain (8545, or the next free one)
  --relay-port PORT  the relay (9090, or the next free one)
  --cnn              a small convolutional model instead of two dense layers
  --help
`;

const PORTS_TRIED = 20;
const MINUTE = 60_000;

const { values } = parseArgs({
  options: {
    participants: { type: 'string', default: '5' },
    digits: { type: 'string', default: '600' },
    port: { type: 'string', default: '4173' },
    'chain-port': { type: 'string', default: '8545' },
    'relay-port': { type: 'string', default: '9090' },
    cnn: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});
if (values.help) {
  console.log(HELP);
  process.exit(0);
}

const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.on(signal, () => stop.abort(new DOMException('Stopped', 'AbortError')));
const closers: (() => Promise<unknown>)[] = [];

async function start(): Promise<void> {
  await mkdir('.local', { recursive: true });
  const folder = await mkdtemp('.local/network-');
  closers.push(() => rm(folder, { recursive: true, force: true }));

  await timed('contracts', 'compiled', () =>
    command('node_modules/.bin/forge', ['build', '--skip', 'test', '--skip', 'script', '--quiet']),
  );
  const building = timed('app', 'built for production', () =>
    command(process.execPath, ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'error']),
  );
  building.catch(() => undefined);

  const network = await startNetwork({ folder, chainPort: await freePort('chain-port'), relayPort: await freePort('relay-port') });
  closers.push(() => network.stop());
  say('chain', `${network.anvil.rpc}, chain id ${network.anvil.chainId}, a block each second`);
  say('relay', network.relay);
  const spec = digitsSpec(values.cnn ? 'cnn' : 'mlp');
  const task = await network.createTask(spec);
  say('task', `${task}, "${spec.title}", derived from a finished arena task`);

  const count = Number(values.participants);
  for (let i = 1; i <= count; i++) {
    stop.signal.throwIfAborted();
    const place = join(folder, `participant-${i}`);
    const key = toHex(randomBytes(32)) as Digest;
    await mkdir(place, { recursive: true });
    await writeFile(join(place, 'wallet'), key, { mode: 0o600 });
    const { address } = privateKeyToAccount(key);
    await network.fund(address, 1_000n * TOKEN);
    const args = [
      '--rpc',
      network.anvil.rpc,
      '--deployment',
      network.deploymentFile,
      '--relay',
      network.relay,
      '--task',
      task,
      '--store',
      place,
      '--digits',
      values.digits,
      // Twice the minimum, so that one penalty does not end a participant's part.
      '--stake',
      '200',
    ];
    const child = network.run(`participant-${i}`, 'app/node/participant.ts', args, (line) => {
      if (/takes part|Error|accuracy/.test(line)) say(`p${i}`, line.slice(9));
    });
    void child.exited.then((code) => {
      if (!stop.signal.aborted) say(`p${i}`, `ended with ${code}; its log: ${join(folder, `participant-${i}.log`)}`);
    });
  }

  await building;
  const networks = {
    networks: [
      {
        name: 'Local',
        chainId: network.anvil.chainId,
        rpc: network.anvil.rpc,
        deployment: network.deployment,
        relays: [network.relay],
        devWallet: true,
        // A first visit shows the task in words before it dials anybody.
        specs: [new TextDecoder().decode(writeSpec(spec))],
        iceServers: [],
      },
    ],
  };
  const site = await serveSite('dist', networks, Number(values.port));
  closers.push(() => site.stop());
  say('app', `open ${site.url}`);
  say('', 'Ctrl-C ends all of it.');
}

function say(part: string, what: string): void {
  console.log(`${part.padEnd(10)} ${what}`);
}

async function timed(part: string, done: string, work: () => Promise<void>): Promise<void> {
  const started = Date.now();
  await work();
  say(part, `${done} in ${((Date.now() - started) / 1000).toFixed(0)} s`);
}

/** Runs a program to its end; what it prints is shown when it fails. */
function command(program: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], signal: stop.signal, timeout: 10 * MINUTE });
    let printed = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (printed += chunk));
    child.on('error', reject);
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new StartError(`${program} failed:\n${printed.slice(-3000)}`))));
  });
}

/** The wanted port or the next free one. */
async function freePort(option: 'chain-port' | 'relay-port'): Promise<number> {
  const wanted = Number(values[option]);
  for (let port = wanted; port < wanted + PORTS_TRIED; port++) {
    const free = await new Promise<boolean>((resolve) => {
      const server = createServer();
      server.once('error', () => resolve(false));
      server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
    });
    if (free) {
      if (port !== wanted) say('note', `port ${wanted} is taken: ${option.replace('-port', '')} on ${port}`);
      return port;
    }
  }
  throw new StartError(`Ports ${wanted} to ${wanted + PORTS_TRIED - 1} are all taken: give --${option}`);
}

class StartError extends BaseError {}

try {
  await start();
  await new Promise((resolve) => stop.signal.addEventListener('abort', resolve));
} catch (error) {
  if (!(stop.signal.aborted && isAbort(error))) {
    console.error(`\n${error instanceof Error ? error.message : error}`);
    process.exitCode = 1;
  }
}
say('stopping', '…');
for (const close of closers.reverse()) await close().catch((error: unknown) => console.error(error));
say('stopped', 'all of it');
process.exit();
