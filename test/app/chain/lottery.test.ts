import { expect, test } from 'vitest';
import { readLogs } from '../../../app/chain/logs.ts';
import { replayDraw } from '../../../app/chain/replay.ts';
import { seedOf } from '../../../app/core/random.ts';
import { ZERO_DIGEST } from '../../../app/core/words.ts';
import { drawn } from '../../chain.ts';
import { openWorld } from './world.ts';

const ROUNDS = 12;
const world = await openWorld({ seed: 7n });

test('[H6] every draw can be replayed from the events, also while the list of participants changes', async () => {
  const { task, players, config } = await world.openTask(7, {
    initialModel: seedOf('start'),
    absentPenaltyBps: 0,
    minParticipants: 3,
    proposers: 2,
    voters: 3,
  });
  const [keeper] = players;
  for (let round = 0; round < ROUNDS; round++) {
    const now = await drawn(world, keeper);
    // Someone comes and goes, so that ids move inside the list, and now and then fewer than P + V are left.
    const guest = players[1 + (round % 4)];
    const { me } = await guest.chain.now();
    if (me!.active) await guest.wallet.leave();
    else await guest.wallet.join(0n, guest.chain.operator!, 0n);
    for (const { id, seat, role } of now.round!.seats) {
      if (role === 'proposer') await players[id - 1].chain.giveUpSeat(round, 'proposer', seat);
    }
    await world.pass(config.settleGrace + 1);
    await keeper.chain.settle(round, ZERO_DIGEST);
  }
  const logs = await readLogs(world.client, task, 0n, await world.client.getBlockNumber());
  const where = { chainId: world.deployment.chainId, task };
  const sizes = new Set<number>();
  for (let round = 0; round < ROUNDS; round++) {
    const proof = replayDraw(logs, round, config, where)!;
    expect(proof.picks.map((pick) => pick.id)).toEqual(proof.seated);
    expect(proof.seedAgain).toBe(proof.seed);
    sizes.add(proof.active.length);
    expect(await keeper.chain.proveDraw(round)).toEqual(proof);
  }
  expect(sizes.size).toBeGreaterThan(2);
  expect(replayDraw(logs, ROUNDS, config, where)).toBeUndefined();
});
