import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { Tick } from '../../../app/chain/chain.ts';
import { seedOf } from '../../../app/core/random.ts';
import { startAnvil } from '../../../app/node/anvil.ts';
import { drawn } from '../../chain.ts';
import { openWorld } from './world.ts';

const folder = mkdtempSync(join(tmpdir(), 'chain-'));
const statePath = join(folder, 'state.json');
const world = await openWorld({ statePath });
const { players } = await world.openTask(5);

test('[H20] the node goes away and comes back: reads and acts fail by name, the watch goes on, the act is done once', async () => {
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const { round } = await drawn(world, players[0]);
  const { id, seat } = round!.seats[0];
  const { chain, wallet } = players[id - 1];
  const ticks: Tick[] = [];
  onTestFinished(chain.watch((tick) => ticks.push(tick)));
  await expect.poll(() => ticks.at(-1)?.stale).toBe(false);
  const known = ticks.at(-1)!.block;

  await world.anvil.stop();
  const unavailable = { name: 'RpcUnavailableError' };
  await expect(chain.now()).rejects.toMatchObject(unavailable);
  await expect(chain.propose(0, seat, seedOf('x'))).rejects.toMatchObject(unavailable);
  await expect(chain.history()).rejects.toMatchObject(unavailable);
  await expect(wallet.claim()).rejects.toMatchObject(unavailable);
  await expect.poll(() => ticks.at(-1)).toMatchObject({ stale: true, block: known, problem: unavailable });

  const again = await startAnvil({ port: world.anvil.port, accounts: 20, statePath });
  onTestFinished(() => again.stop());
  await expect.poll(() => ticks.at(-1)?.stale, { timeout: 20_000 }).toBe(false);
  expect((await chain.propose(0, seat, seedOf('x'))).hash).toBeDefined();
  expect((await chain.propose(0, seat, seedOf('x'))).hash).toBeUndefined();
  expect((await chain.seatFacts(0)).proposals).toEqual([{ id, seat, digest: seedOf('x') }]);
});

test('[H21] a port that is taken, or a chain that does not start, is a named error', async () => {
  const chain = await startAnvil();
  onTestFinished(() => chain.stop());
  await expect(startAnvil({ port: chain.port, chainId: 5 })).rejects.toMatchObject({ name: 'AnvilError', facts: { port: chain.port } });
});
