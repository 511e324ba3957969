import { expect, test } from 'vitest';
import type { ImageSpec } from '../app/core/spec.ts';
import { digitsSpec } from '../app/node/presets.ts';
import { shardsOf } from './experiments/judging/examples.ts';
import { course } from './experiments/paper/baselines.ts';
import { report as paperReport } from './experiments/paper/report.ts';
import { runSeed } from './experiments/poisoner/federation.ts';
import { report as strategiesReport } from './experiments/strategies/report.ts';
import { type Form, STRATEGIES, tryStrategy } from './experiments/strategies/run.ts';

/** Short runs of what `npm run experiment` does at length. */
const FORM: Form = { participants: 5, proposers: 2, voters: 3, rounds: 2, rows: 150 };
const named = (name: string) => STRATEGIES.find((strategy) => strategy.name === name)!;

test('[Q1] a simulated task comes to its end on the real contract, and again with the same books and model', {
  timeout: 240_000,
}, async () => {
  const [once, again] = [
    await tryStrategy(named('sign flip'), ['test'], FORM, 'digits'),
    await tryStrategy(named('sign flip'), ['test'], FORM, 'digits'),
  ];
  expect(again).toEqual(once);
  expect(once.failures).toEqual([]);
  expect(once.rounds).toBe(2);
  expect(once.worstHonestSlash).toBe(0);
  expect(once.honest.voter.earned).toBeGreaterThan(0);
  expect(strategiesReport(['test'], [once], FORM)).toContain('| sign flip | 1 of 5 |');
});

test('[Q2] who does nothing pays for each seat, and the others go on', { timeout: 120_000 }, async () => {
  const { deviant, honest, rounds } = await tryStrategy(named('does nothing'), ['idle'], { ...FORM, participants: 6 }, 'digits');
  expect(rounds).toBe(2);
  expect(deviant!.proposer.slashed + deviant!.voter.slashed).toBeGreaterThan(0);
  expect(honest.proposer.slashed + honest.voter.slashed).toBe(0);
});

test('[Q3] the published rule takes the penalty from the minority, and from proposers whose round is refused', {
  timeout: 120_000,
}, async () => {
  const spec = digitsSpec() as ImageSpec;
  const shards = await shardsOf('digits', spec, 6, 150, runSeed('classic'));
  const form = { clients: 6, proposers: 2, voters: 3, rounds: 3, stake: 64, penalty: 8 };
  const examples = { title: 'digits', spec, ...shards };
  const clean = await course(examples, form, 0, 'fedavg', 'classic');
  expect([clean.stakes, clean.rejected]).toEqual([[64, 64, 64, 64, 64, 64], 0]);
  const attacked = await course(examples, form, 3, 'classic', 'classic');
  expect(attacked.accuracy.length).toBe(3);
  for (const stake of attacked.stakes) expect((64 - stake) % 8).toBe(0);
  expect(attacked.stakes).not.toEqual(clean.stakes);
  const line = { share: 0.5, fedavg: [clean], classic: [attacked], ours: [attacked] };
  expect(paperReport('command', form, [{ title: 'digits', clean: [clean], lines: [line] }])).toContain('| 0.5 |');
});
