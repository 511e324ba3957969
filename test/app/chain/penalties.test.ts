import { expect, test } from 'vitest';
import { commitment, salt } from '../../../app/core/hashes.ts';
import { sharesOf } from '../../../app/core/payout.ts';
import { seedOf } from '../../../app/core/random.ts';
import { MAX_SEATS, ZERO_DIGEST } from '../../../app/core/words.ts';
import { drawn, phaseOf } from '../../chain.ts';
import { openWorld } from './world.ts';

const world = await openWorld({ seed: 3n });
const { task, players, config } = await world.openTask(6, { initialModel: seedOf('start') });
const [keeper] = players;
const { chainId } = world.deployment;

/** Rows and contract agree to the last unit. */
async function agree() {
  const { leaderboard } = await keeper.chain.history();
  const { task: facts } = await keeper.chain.now();
  const sum = (key: 'reward' | 'slashed' | 'stake') => leaderboard.rows.reduce((all, row) => all + row[key], 0n);
  expect(sum('stake')).toBe(facts.totalStake);
  expect(sum('slashed')).toBe(6n * config.minStake - facts.totalStake);
  expect(leaderboard.rounds.reduce((all, round) => all + round.slashed, 0n)).toBe(sum('slashed'));
  expect(sum('reward')).toBe(facts.unclaimed);
  for (const round of leaderboard.rounds) expect(round.seats.reduce((all, seat) => all + seat.slashed, 0n)).toBe(round.slashed);
  for (const round of leaderboard.rounds) {
    const again = sharesOf(round, config).map((shares) => shares.reduce((all, { got }) => all + got, 0n));
    expect(again).toEqual(round.seats.map((seat) => seat.reward));
  }
  for (const { chain } of players) {
    const { me } = await chain.now();
    const row = leaderboard.rows.find(({ id }) => id === me!.id);
    expect(row).toMatchObject({ stake: me!.stake, active: me!.active, reward: me!.reward });
  }
  return leaderboard;
}

test('[H3] rows of void rounds, absences and slashes add up to the contract’s figures', async () => {
  // Nobody proposes.
  const one = await drawn(world, keeper);
  await world.pass(config.proposeWindow + 1);
  expect(await phaseOf(keeper)).toBe('Settle');
  await keeper.chain.settle(0, ZERO_DIGEST);
  const [first] = (await agree()).rounds;
  expect(first).toMatchObject({ outcome: 'NoProposals', paid: 0n, pioneer: false });
  const absent = first.seats.filter((seat) => seat.penalty === 'Absent');
  expect(absent.map((seat) => seat.role)).toEqual(['proposer', 'proposer']);
  expect(absent.every((seat) => !seat.attended && seat.slashed === config.minStake / 20n)).toBe(true);
  expect(first.seats.filter((seat) => seat.role === 'voter').every((seat) => seat.attended)).toBe(true);

  // Who was benched has to fill up and come back.
  expect((await keeper.chain.now()).task.phase).toBe('Lobby');
  for (const { id } of one.round!.seats.slice(0, 2)) {
    const { chain, wallet } = players[id - 1];
    expect((await chain.now()).me).toMatchObject({ benched: true, active: false });
    await expect(chain.comeBack(id)).rejects.toMatchObject({ revert: 'StakeTooLow' });
    await wallet.topUp(config.minStake / 20n);
    await chain.comeBack(id);
    expect((await chain.now()).me).toMatchObject({ benched: false, active: true });
  }

  // One voter commits and never opens, one does nothing.
  const two = await drawn(world, keeper);
  const proposers = two.round!.seats.filter((seat) => seat.role === 'proposer');
  const voters = two.round!.seats.filter((seat) => seat.role === 'voter');
  for (const { id, seat } of proposers) await players[id - 1].chain.propose(1, seat, seedOf(`update ${id}`));
  const merits = new Uint8Array(MAX_SEATS).fill(200, 0, 2);
  for (const { id, seat } of voters.slice(0, 2)) {
    const { chain, operatorKey } = players[id - 1];
    await chain.commit(1, seat, commitment(chainId, task, 1, id, merits, salt(operatorKey, chainId, task, 1, 'commit')));
  }
  await world.pass(config.commitWindow + 1);
  const { id, seat } = voters[0];
  const opener = players[id - 1];
  const wrong = opener.chain.reveal(1, seat, merits, seedOf('not the salt'));
  await expect(wrong).rejects.toMatchObject({ revert: 'CommitmentMismatch', facts: { expected: expect.stringMatching(/^0x/) } });
  await opener.chain.reveal(1, seat, merits, salt(opener.operatorKey, chainId, task, 1, 'commit'));
  await world.pass(config.revealWindow + 1);
  await keeper.chain.settle(1, ZERO_DIGEST);
  const { rounds, rows } = await keeper.chain.history().then(({ leaderboard }) => leaderboard);
  expect(rounds[1]).toMatchObject({ outcome: 'NoQuorum', paid: 0n });
  const penalties = rounds[1].seats.filter((item) => item.role === 'voter').map((item) => [item.penalty, item.attended]);
  expect(penalties).toEqual([
    ['None', true],
    ['Unopened', false],
    ['Absent', false],
  ]);
  expect(rounds[1].seats.every((item) => item.kept === undefined)).toBe(true);
  expect(rows.some((row) => row.net < 0n)).toBe(true);
  expect(rows.map((row) => row.net)).toEqual(rows.map((row) => row.net).sort((a, b) => (a > b ? -1 : a < b ? 1 : 0)));
});

test('[H2] a task that too few joined ends, and everybody takes the stake back', async () => {
  const quiet = await world.openTask(2, { startBy: Number((await world.client.getBlock()).timestamp) + 1_000 });
  await world.pass(2_000);
  const [player] = quiet.players;
  expect(await phaseOf(player)).toBe('Aborted');
  await player.wallet.withdraw(config.minStake);
  await player.chain.advance();
  const { activity } = await player.chain.history();
  expect(activity.map(({ what }) => what)).toEqual(expect.arrayContaining(['aborted', 'withdrawn', 'joined']));
  await expect(player.wallet.fundRewardPool(1n)).rejects.toMatchObject({ revert: 'TaskEnded', facts: { phase: 'Aborted' } });
});
