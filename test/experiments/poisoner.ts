import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSpec } from '../../app/core/spec.ts';
import { type Address, ZERO_DIGEST } from '../../app/core/words.ts';
import { digitsSpec, localRules } from '../../app/node/presets.ts';
import { type Source, shardsOf } from './judging/examples.ts';
import { federate, runSeed, type Setting } from './poisoner/federation.ts';
import { type Conditions, findingsOf, type Scene } from './poisoner/findings.ts';
import { report } from './poisoner/report.ts';

/**
 * How well judging tells one poisoner from honest participants under the rules of the local network, with real training:
 * `npm run experiment poisoner [seed…]` writes docs/experiments/poisoner.md and .json.
 */
const DEFAULT_SEEDS = ['wren', 'lark', 'finch'];
const NOBODY: Address = `0x${'00'.repeat(20)}`;
const ROOT = join(import.meta.dirname, '../..');
const FORM = { participants: 6, proposers: 3, voters: 3, rounds: 16 };
const SCENES: readonly { source: Source; poisoner: Setting['poisoner']; learningRate?: string }[] = [
  { source: 'mnist', poisoner: 'honest voter' },
  { source: 'digits', poisoner: 'honest voter' },
  { source: 'mnist', poisoner: 'inverting voter' },
];

const preset = digitsSpec() as ImageSpec;
const config = localRules({ stakeToken: NOBODY, beacon: NOBODY, creator: NOBODY, specDigest: ZERO_DIGEST, startBy: 0 });
const { keepFrom, evidenceBps, proposerBoundary, voterBoundary, convictionStep, expectedAgreement, epsilonBps } = config;
const seeds = process.argv.length > 2 ? process.argv.slice(2) : DEFAULT_SEEDS;
const backend = JSON.parse(await readFile(join(ROOT, 'node_modules/@tensorflow/tfjs-backend-wasm/package.json'), 'utf8'));
const conditions: Conditions = {
  command: `npm run experiment poisoner ${seeds.join(' ')}`,
  seeds,
  versions: { node: process.version, tfjsBackendWasm: backend.version, platform: `${process.platform} ${process.arch}` },
  ...FORM,
  rows: 800,
  rules: { keepFrom, proposerBoundary, voterBoundary, convictionStep, expectedAgreement, epsilonBps },
  training: preset.training,
};

const scenes: Scene[] = [];
for (const { source, poisoner, learningRate } of SCENES) {
  const { training } = preset;
  const spec = learningRate ? { ...preset, training: { ...training, optimiser: { ...training.optimiser, learningRate } } } : preset;
  const title = `${source}, ${poisoner}${learningRate ? `, learning rate ${learningRate}` : ''}`;
  const runs: Scene['runs'][number][] = [];
  for (const name of seeds) {
    const seed = runSeed(name);
    const began = performance.now();
    const shards = await shardsOf(source, spec, FORM.participants, conditions.rows, seed);
    runs.push(await federate({ ...FORM, spec, poisoner, keepFrom, evidenceBps, epsilonBps }, shards, seed));
    process.stderr.write(`${title}, ${name}: ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  }
  scenes.push({ title, poisoner, isUsual: !learningRate, runs });
}

const findings = findingsOf(conditions, scenes);
const text = report(conditions, findings);
const folder = join(ROOT, 'docs/experiments');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'poisoner.md'), text);
await writeFile(join(folder, 'poisoner.json'), `${JSON.stringify({ conditions, findings })}\n`);
process.stdout.write(text);
