import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createPublicClient, http } from 'viem';
import { readDeployment } from '../chain/deployment.ts';
import { openChain } from '../chain/openChain.ts';
import { isAbort } from '../core/errors.ts';
import { openNet } from '../net/open.ts';
import { nodeOptions } from '../net/options.ts';
import { checkPassport, type Finding } from '../session/passport.ts';
import { fetchSpec } from '../session/spec.ts';
import { openStore } from '../store/open.ts';
import { openFileBlocks } from './files.ts';
import { chosenTask, positive } from './task.ts';

const HELP = `Passport: derives every adopted model of a task again, from the chain and the updates that it names.

  npm run passport -- --task ADDRESS [options]

  --task ADDRESS      the task (the newest one of the factory)
  --rpc URL           chain (http://127.0.0.1:8545)
  --deployment FILE   addresses on that chain (.local/deployment.json)
  --relay MULTIADDR   where files are found; may be given again
  --store DIR         files that were found stay there (.local/passport)
  --wait SECONDS      how long one file is searched for (20)
  --json              findings as JSON
  --help

Ends with 0 where every model was derived, 1 where one is false, 3 where none is false but some could not be checked, and 2
where nothing could be done.
`;

const EXIT = { derived: 0, false: 1, unchecked: 3 } as const;
const NOTHING_DONE = 2;

async function run(): Promise<number> {
  const { values } = parseArgs({
    options: {
      task: { type: 'string' },
      rpc: { type: 'string', default: 'http://127.0.0.1:8545' },
      deployment: { type: 'string', default: '.local/deployment.json' },
      relay: { type: 'string', multiple: true, default: [] },
      store: { type: 'string', default: '.local/passport' },
      wait: { type: 'string', default: '20' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const waitMs = 1000 * positive('--wait', values.wait);
  const stop = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(new DOMException('Stopped', 'AbortError')));
  const deployment = readDeployment(JSON.parse(await readFile(values.deployment, 'utf8')));
  const task = await chosenTask(values.rpc, deployment, values.task);
  const chain = openChain({ client: createPublicClient({ transport: http(values.rpc) }), deployment, task });
  const { store, libp2p } = await openStore({ ...(await openFileBlocks(values.store)), libp2p: await nodeOptions() });
  const net = openNet(libp2p, { relays: values.relay });
  let told = 0;
  const say = (line: string) => values.json || console.log(line);
  try {
    const { specDigest } = (await chain.now()).task;
    const search = AbortSignal.any([stop.signal, AbortSignal.timeout(waitMs)]);
    const spec = await fetchSpec({ content: async () => ({ store, net }) }, specDigest, search);
    say(`task ${task}`);
    const passport = await checkPassport(
      { chain, store, spec, waitMs },
      {
        signal: stop.signal,
        onProgress({ findings }) {
          for (const finding of findings.slice(told)) say(lineOf(finding));
          told = findings.length;
        },
      },
    );
    if (values.json) console.log(JSON.stringify({ task, ...passport }, null, 2));
    say(verdictOf(passport.findings.length, passport));
    return EXIT[passport.verdict];
  } finally {
    await net.stop();
    await store.stop();
  }
}

const WORDS: Readonly<Record<NonNullable<Finding['cause']>, string>> = {
  draw: 'the seats do not follow from the beacon',
  judgement: 'the judged merits do not follow from the opened ones',
  seals: 'no more than half of the voters sealed it',
  bytes: 'these bytes are not what the digest names',
  model: 'the updates give another model',
  missing: 'nobody who can be reached has the file',
};

function lineOf({ round, digest, state, updates, cause, subject }: Finding): string {
  const words = { derived: `derived from ${updates} updates`, false: 'FALSE', unchecked: 'not checked' }[state];
  const where =
    subject && `${subject.seat === undefined ? 'base' : `update of seat ${subject.seat}, participant ${subject.id}`} ${subject.digest}`;
  return [`round ${round}`, digest, words, cause && WORDS[cause], where].filter(Boolean).join(': ');
}

function verdictOf(count: number, { verdict, first }: { verdict: keyof typeof EXIT; first?: Finding }): string {
  if (verdict === 'derived') return `All ${count} adopted models were derived again.`;
  const what = verdict === 'false' ? 'False' : 'Nothing is false, but not everything could be checked';
  return `${what}, first in round ${first!.round}.`;
}

try {
  process.exit(await run());
} catch (error) {
  if (!isAbort(error)) console.error(`passport: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  process.exit(NOTHING_DONE);
}
