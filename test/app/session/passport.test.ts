import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readLogs, type TaskLog } from '../../../app/chain/logs.ts';
import { roundRecords } from '../../../app/chain/records.ts';
import type { RoundRecord } from '../../../app/chain/views.ts';
import { random, seedOf } from '../../../app/core/random.ts';
import { writeSpec } from '../../../app/core/spec.ts';
import type { Digest } from '../../../app/core/words.ts';
import { nodeOptions } from '../../../app/net/options.ts';
import { openFileBlocks } from '../../../app/node/files.ts';
import { checkPassport, type Passport } from '../../../app/session/passport.ts';
import { digestOf } from '../../../app/store/import.ts';
import { openStore } from '../../../app/store/open.ts';
import { type FakeStore, fakeStores } from '../../fakes/store.ts';
import { ended, type Flock, openFlock, SPEC } from './flock.ts';

const ROUNDS = 3;
let flock: Flock;
let logs: TaskLog[];
/** Everything that was ever put, as a relay keeps it. */
const files = new Map<Digest, Uint8Array>();

beforeAll(async () => {
  flock = await openFlock(7, { rounds: ROUNDS, specDigest: await digestOf(writeSpec(SPEC)) });
  const keeping = (real: FakeStore): FakeStore => ({
    ...real,
    async put(bytes) {
      const digest = await real.put(bytes);
      files.set(digest, bytes.slice());
      return digest;
    },
  });
  for (const member of flock.members) {
    member.odd = { store: keeping };
    member.start();
  }
  await Promise.all(flock.members.map(ended));
  await flock.stop();
  const { client, deployment } = flock.world;
  logs = await readLogs(client, chainOf().task, BigInt(deployment.block), await client.getBlockNumber());
}, 120_000);
afterAll(async () => {
  await flock?.stop();
  await flock?.world.anvil.stop();
});

const chainOf = () => flock.members[0].player.chain;
const recordsOf = (changed: readonly TaskLog[]) => roundRecords(changed, chainOf(), flock.config);

/** The passport as somebody gets it who has the chain so and the files so. */
async function passport({
  records = recordsOf(logs),
  get = (digest: Digest) => files.get(digest),
}: {
  records?: readonly RoundRecord[];
  get?: (digest: Digest) => Uint8Array | undefined;
} = {}): Promise<Passport> {
  const store = fakeStores()();
  const { task, now } = chainOf();
  return checkPassport({
    chain: { task, now, records: async () => records },
    spec: SPEC,
    waitMs: 30,
    store: {
      digestOf: store.digestOf,
      async get(digest, options) {
        const bytes = get(digest);
        return bytes ? bytes.slice() : store.get(digest, options);
      },
    },
  });
}

describe.sequential('a passport', () => {
  test('[V26] derives every adopted model again from the chain and the updates alone', async () => {
    const models = new Set(recordsOf(logs).map(({ adopted }) => adopted));
    const asked: Digest[] = [];
    const { verdict, findings, first } = await passport({
      get(digest) {
        asked.push(digest);
        return files.get(digest);
      },
    });
    expect({ verdict, first }).toEqual({ verdict: 'derived', first: undefined });
    expect(findings.map(({ round, state }) => `${round} ${state}`)).toEqual(Array.from({ length: ROUNDS + 1 }, (_, i) => `${i} derived`));
    expect(findings.slice(1).every(({ updates }) => updates >= 2)).toBe(true);
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((digest) => models.has(digest))).toEqual([]);
    expect(await chainOf().records()).toEqual(recordsOf(logs));
  });

  test('[V26] one byte of one update: it names the round, the seat and the digest', async () => {
    const stream = random(seedOf('flips'));
    for (const { round, proposals } of recordsOf(logs).slice(1)) {
      for (const proposal of proposals) {
        const at = stream.below(files.get(proposal.digest)!.length);
        const { verdict, first } = await passport({
          get: (digest) => flipped(files.get(digest), digest === proposal.digest ? at : -1, stream.below(8)),
        });
        expect({ verdict, first }).toMatchObject({ verdict: 'false', first: { round, cause: 'bytes', subject: proposal } });
      }
    }
  });

  test('[V26] one byte of what the chain says: it names the round', async () => {
    const stream = random(seedOf('chain flips'));
    const flips: { name: TaskLog['eventName']; field: string }[] = [
      { name: 'Drawn', field: 'seed' },
      { name: 'Drawn', field: 'value' },
      { name: 'Proposed', field: 'digest' },
      { name: 'Settled', field: 'judged' },
      { name: 'Adopted', field: 'digest' },
    ];
    for (const { name, field } of flips) {
      for (const log of logs) {
        if (log.eventName !== name) continue;
        const { round } = log.args as { round: number };
        // Of the initialisations of a round 0 only the first one counts.
        if (name === 'Proposed' && round === 0 && recordsOf(logs)[0].proposals[0].digest !== (log.args as { digest: Digest }).digest)
          continue;
        const word = (log.args as unknown as Record<string, Digest>)[field];
        const records = recordsOf(
          logs.map((item) => (item === log ? withArg(log, field, flippedWord(word, stream.below(32), stream.below(8))) : item)),
        );
        const { verdict, first } = await passport({ records });
        // A digest that is not the update's names a file that nobody has.
        const isGone = name === 'Proposed' && round > 0;
        expect({ name, field, verdict, round: first?.round }).toEqual({ name, field, verdict: isGone ? 'unchecked' : 'false', round });
      }
    }
  });

  test('[V26] other seats, other kept updates, merits that say otherwise, and a model that few sealed', async () => {
    const [pioneer, ...rounds] = recordsOf(logs);
    for (const record of rounds) {
      const changes: [string, Partial<RoundRecord>][] = [
        ['draw', { isDrawnRight: false }],
        ['judgement', { kept: record.kept.slice(1) }],
        [
          'judgement',
          { ballots: record.ballots.map((ballot) => ({ ...ballot, merits: ballot.merits.map((merit) => (merit ? 256 - merit : 0)) })) },
        ],
        [
          'judgement',
          {
            ballots: record.ballots.map((ballot) => ({ ...ballot, merits: ballot.merits.map((merit, seat) => (seat === 31 ? 9 : merit)) })),
          },
        ],
        ['seals', { seals: record.seals.slice(2) }],
      ];
      for (const [cause, change] of changes) {
        const records = [pioneer, ...rounds.map((item) => (item === record ? { ...record, ...change } : item))];
        expect(await passport({ records })).toMatchObject({ verdict: 'false', first: { round: record.round, cause } });
      }
    }
    const liar = rounds[1];
    const records = [pioneer, ...rounds.map((item) => (item === liar ? { ...item, proposals: item.proposals.slice(1) } : item))];
    expect(await passport({ records })).toMatchObject({ verdict: 'false', first: { round: liar.round } });
  });

  test('[V26] seats that the seed does not draw', async () => {
    const drawn = logs.filter(({ eventName }) => eventName === 'Drawn');
    for (const log of drawn) {
      const { seats, round } = log.args as { seats: readonly number[]; round: number };
      const turned = [seats[1], seats[0], ...seats.slice(2)];
      const records = recordsOf(logs.map((item) => (item === log ? withArg(log, 'seats', turned) : item)));
      expect(await passport({ records })).toMatchObject({ verdict: 'false', first: { round, cause: 'draw' } });
    }
  });

  test('[V26] a file that nobody has is no lie: unchecked, and what follows is checked from the adopted model', async () => {
    const [, second] = recordsOf(logs);
    const gone = second.proposals[0];
    const one = await passport({ get: (digest) => (digest === gone.digest ? undefined : files.get(digest)) });
    expect(one).toMatchObject({
      verdict: 'unchecked',
      first: { round: second.round, state: 'unchecked', cause: 'missing', subject: gone },
    });
    expect(one.findings.map(({ state }) => state)).toEqual(['derived', 'unchecked', 'derived', 'derived']);
    const both = await passport({ get: (digest) => (digest === gone.digest || digest === second.adopted ? undefined : files.get(digest)) });
    expect(both.findings.map(({ state }) => state)).toEqual(['derived', 'unchecked', 'unchecked', 'derived']);
    expect(both.findings[2].subject).toEqual({ digest: second.adopted });
    // What is false is named before what is missing.
    const worse = await passport({
      get: (digest) =>
        digest === gone.digest ? undefined : flipped(files.get(digest), recordsOf(logs)[3].proposals[0].digest === digest ? 10 : -1, 0),
    });
    expect(worse).toMatchObject({ verdict: 'false', first: { round: 3, cause: 'bytes' } });
  });

  test('[V26] the command says the same by its exit code', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'passport-'));
    const { anvil, deployment } = flock.world;
    writeFileSync(join(folder, 'deployment.json'), JSON.stringify(deployment));
    const { store } = await openStore({ ...(await openFileBlocks(folder)), libp2p: await nodeOptions({ webrtc: false, listen: [] }) });
    const gone = recordsOf(logs)[2].proposals[0].digest;
    await store.put(writeSpec(SPEC));
    for (const bytes of files.values()) await store.put(bytes);
    const run = promisify(execFile);
    const args = [
      '--disable-warning=ExperimentalWarning',
      'app/node/passport.ts',
      '--rpc',
      anvil.rpc,
      '--task',
      chainOf().task,
      '--wait',
      '15',
    ];
    const command = () =>
      run(process.execPath, [...args, '--deployment', join(folder, 'deployment.json'), '--store', folder]).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: { code: number; stdout: string }) => error,
      );
    await store.drop(gone);
    await store.stop();
    const missing = await command();
    expect({ code: missing.code, text: missing.stdout }).toMatchObject({ code: 3, text: expect.stringContaining('first in round 2') });
    expect(missing.stdout).toContain(gone);
    rmSync(folder, { recursive: true, force: true });
  }, 120_000);

  test('[V26] the check can be ended, and tells how far it is', async () => {
    const { task, now, records } = chainOf();
    const stop = new AbortController();
    const seen: number[] = [];
    const check = checkPassport(
      { chain: { task, now, records }, spec: SPEC, waitMs: 60_000, store: fakeStores()() },
      {
        signal: stop.signal,
        onProgress({ done, of }) {
          seen.push(done / of);
          if (done === 1) setTimeout(() => stop.abort(new DOMException('Stopped', 'AbortError')), 20);
        },
      },
    );
    await expect(check).rejects.toThrow('Stopped');
    expect(seen).toEqual([0, 1 / (ROUNDS + 1)]);
  });
});

function flipped(bytes: Uint8Array | undefined, at: number, bit: number): Uint8Array | undefined {
  return bytes?.map((byte, i) => (i === at ? byte ^ (1 << bit) : byte));
}

function flippedWord(word: Digest, at: number, bit: number): Digest {
  const byte = Number.parseInt(word.slice(2 + 2 * at, 4 + 2 * at), 16) ^ (1 << bit);
  return `${word.slice(0, 2 + 2 * at)}${byte.toString(16).padStart(2, '0')}${word.slice(4 + 2 * at)}` as Digest;
}

function withArg(log: TaskLog, field: string, value: unknown): TaskLog {
  return { ...log, args: { ...log.args, [field]: value } } as TaskLog;
}
