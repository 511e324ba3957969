import { describe, expect, test } from 'vitest';
import { flockTokenAbi } from '../../../app/chain/abi.gen.ts';
import { commitment, maskLosses, salt, seal } from '../../../app/core/hashes.ts';
import { drawSeats } from '../../../app/core/lottery.ts';
import { sharesOf } from '../../../app/core/payout.ts';
import { seedOf } from '../../../app/core/random.ts';
import { type Digest, MAX_SEATS, ZERO_DIGEST } from '../../../app/core/words.ts';
import { drawn, type Player, phaseOf } from '../../chain.ts';
import { openWorld } from './world.ts';

const world = await openWorld();
const { task, players, config } = await world.openTask(5);
const [first] = players;
const chainId = world.deployment.chainId;
const playerOf = async (id: number): Promise<Player> => {
  for (const player of players) if ((await player.chain.now()).me?.id === id) return player;
  return expect.fail(`nobody is ${id}`);
};

describe.sequential('a whole walk', () => {
  test('[H1] joining is one permit signature and one transaction that also hands the operator its gas', async () => {
    const { me, task: facts } = await first.chain.now();
    expect(me).toMatchObject({ id: 1, stake: config.minStake, active: true, operator: first.chain.operator });
    expect(me!.operatorBalance).toBe(10n ** 18n);
    expect(facts).toMatchObject({ phase: 'Draw', activeCount: 5, totalStake: 5n * config.minStake, pool: 5_000n * 10n ** 18n });
    expect((await first.wallet.balances()).allowance).toBe(0n);
  });

  test('[H2] round 0: every act by its operator, and what the chain has already is not sent again', async () => {
    const { round } = await drawn(world, first);
    expect(round).toMatchObject({ round: 0, pioneer: true, expected: 2, done: 0 });
    expect(drawSeats(round!.seed, [1, 2, 3, 4, 5], 2, 3)).toEqual({
      proposers: round!.seats.slice(0, 2).map((seat) => seat.id),
      voters: round!.seats.slice(2).map((seat) => seat.id),
    });
    const digest = seedOf('pioneer');
    for (const { id, seat, role } of round!.seats) {
      if (role === 'proposer') await (await playerOf(id)).chain.propose(0, seat, digest);
    }
    expect(await phaseOf(first)).toBe('Attest');
    for (const { id, seat, role } of round!.seats) {
      if (role !== 'voter') continue;
      const { chain } = await playerOf(id);
      const sent = await chain.attest(0, seat, seal(id, 0, digest), ZERO_DIGEST);
      expect(sent.bytes).toBeGreaterThan(4 + 4 * 32);
      expect(sent.gasUsed).toBeGreaterThan(21_000n);
    }
    const settled = await first.chain.settle(0, digest);
    expect(settled.hash).toBeDefined();
    expect((await first.chain.now()).task).toMatchObject({ base: digest, adoptions: 1, roundsDone: 0, round: 1 });
    expect(await first.chain.adoptedAt(0)).toBe(digest);
    expect(await first.chain.anchor()).toBe(ZERO_DIGEST);
  });

  test('[H2] round 1: propose, commit, reveal, attest, settle', async () => {
    const { round } = await drawn(world, first);
    expect(round).toMatchObject({ round: 1, pioneer: false, base: seedOf('pioneer') });
    const proposers = round!.seats.filter((seat) => seat.role === 'proposer');
    const voters = round!.seats.filter((seat) => seat.role === 'voter');
    for (const { id, seat } of proposers) {
      const { chain } = await playerOf(id);
      await chain.propose(1, seat, seedOf(`update ${id}`));
      if (id === proposers[0].id) expect((await chain.propose(1, seat, seedOf('another'))).hash).toBeUndefined();
    }
    expect((await first.chain.seatFacts(1)).proposals).toEqual(
      proposers.map(({ id, seat }) => ({ id, seat, digest: seedOf(`update ${id}`) })),
    );

    const merits = new Uint8Array(MAX_SEATS);
    merits.set([220, 60]);
    for (const { id, seat } of voters) {
      const { chain, operatorKey } = await playerOf(id);
      const hidden = commitment(chainId, task, 1, id, merits, salt(operatorKey, chainId, task, 1, 'commit'));
      await chain.commit(1, seat, hidden);
      if (id !== voters[2].id) expect(await chain.commit(1, seat, hidden)).toEqual({ gasUsed: 0n, fee: 0n, bytes: 0 });
    }
    for (const { id, seat } of voters) {
      const { chain, operatorKey } = await playerOf(id);
      await chain.reveal(1, seat, merits, salt(operatorKey, chainId, task, 1, 'commit'));
    }
    const facts = await first.chain.seatFacts(1);
    expect(facts.judged).toEqual(merits);
    expect(facts.kept).toEqual([0]);
    expect(facts.votes.map((vote) => vote.merits)).toEqual([merits, merits, merits]);
    expect(facts.votes.map((vote) => vote.weight)).toEqual(voters.map(() => config.weightCap));

    const digest = seedOf('model 1');
    const losses = [0.5, 0.4, 0.3];
    for (const [i, { id, seat }] of voters.entries()) {
      const { chain } = await playerOf(id);
      await chain.attest(1, seat, seal(id, 1, digest), maskLosses(id, 1, digest, { before: 2 * losses[i], after: losses[i], anchor: 0 }));
    }
    await first.chain.settle(1, digest);
    expect((await first.chain.now()).task).toMatchObject({ base: digest, adoptions: 2, roundsDone: 1 });
  });

  test('[H3] the leaderboard adds up to the contract’s figures', async () => {
    const { leaderboard, activity } = await first.chain.history();
    const { task: facts } = await first.chain.now();
    expect(leaderboard.rounds.map(({ round, pioneer, outcome }) => ({ round, pioneer, outcome }))).toEqual([
      { round: 0, pioneer: true, outcome: 'Adopted' },
      { round: 1, pioneer: false, outcome: 'Adopted' },
    ]);
    expect(leaderboard.rounds[1]).toMatchObject({ lossBefore: 0.8, lossAfter: 0.4, digest: seedOf('model 1') });
    const sum = (key: 'reward' | 'slashed' | 'stake') => leaderboard.rows.reduce((all, row) => all + row[key], 0n);
    expect(sum('reward')).toBe(facts.unclaimed);
    expect(sum('stake')).toBe(facts.totalStake);
    for (const player of players) {
      const { me } = await player.chain.now();
      const row = leaderboard.rows.find(({ id }) => id === me!.id)!;
      expect(row).toMatchObject({ wallet: player.account.address, stake: me!.stake, reward: me!.reward, active: true, attendance: 1 });
    }
    expect(leaderboard.rows.map((row) => row.rank)).toEqual([1, 2, 3, 4, 5]);
    expect(leaderboard.rows.reduce((all, row) => all + row.kept, 0)).toBe(1);
    expect(leaderboard.rows.reduce((all, row) => all + row.harmful, 0)).toBe(1);
    for (const round of leaderboard.rounds) {
      const paid = [...round.seats.map((seat) => seat.reward), ...round.keepers.map((keeper) => keeper.amount)].reduce((a, b) => a + b, 0n);
      expect(paid).toBe(round.paid);
      expect(round.seats.every((seat) => seat.txs.settle === round.settleTx)).toBe(true);
    }
    expect(activity[0].time).toBeGreaterThanOrEqual(activity[activity.length - 1].time);
    expect(activity.map(({ what }) => what)).toEqual(expect.arrayContaining(['joined', 'drawn', 'seated', 'proposed', 'adopted']));
  });

  test('[H23] what each seat was paid can be calculated again from the events', async () => {
    const { leaderboard } = await first.chain.history();
    for (const round of leaderboard.rounds) {
      const again = sharesOf(round, config).map((shares) => shares.reduce((sum, { got }) => sum + got, 0n));
      expect(again).toEqual(round.seats.map((seat) => seat.reward));
      expect(again.some((amount) => amount > 0n)).toBe(true);
      expect(round.seats.map((seat) => seat.weight)).toEqual(round.seats.map(() => config.weightCap));
    }
    expect(leaderboard.rows.map((row) => row.deposited)).toEqual(leaderboard.rows.map(() => config.minStake));
  });

  test('[H4] a wallet tops up, claims, funds the pool, replaces its operator, leaves and withdraws', async () => {
    const held = async () =>
      world.client.readContract({
        address: world.deployment.token,
        abi: flockTokenAbi,
        functionName: 'balanceOf',
        args: [first.account.address],
      });
    const before = (await first.chain.now()).me!;
    const tokens = await held();
    const hashes: Digest[] = [];
    await first.wallet.claim((hash) => hashes.push(hash));
    expect(hashes).toHaveLength(1);
    expect((await held()) - tokens).toBe(before.reward);
    await first.wallet.topUp(7n);
    expect((await first.chain.now()).me!.stake).toBe(before.stake + 7n);
    const { pool } = (await first.chain.now()).task;
    await first.wallet.fundRewardPool(9n);
    expect((await first.chain.now()).task.pool).toBe(pool + 9n);
    const key = seedOf('other');
    const { privateKeyToAccount } = await import('viem/accounts');
    const other = privateKeyToAccount(key).address;
    await first.wallet.setOperator(other, 5n);
    expect((await first.chain.now()).me).toMatchObject({ operator: other, operatorBalance: 5n });
    expect(await first.wallet.leave().catch((error) => error)).toMatchObject({ name: 'ContractRevertError', revert: 'Drawing' });
    const last = await drawn(world, players[1]);
    await first.wallet.leave();
    const seated = last.round!.seats.some((seat) => seat.id === 1);
    const { me } = await first.chain.now();
    expect(seated ? me!.leaving : !me!.active).toBe(true);
    if (!seated) {
      await first.wallet.withdraw(me!.stake);
      expect((await first.chain.now()).me!.stake).toBe(0n);
    }
  });
});
