import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ImageSpec } from '../../app/core/spec.ts';
import { type Address, ZERO_DIGEST } from '../../app/core/words.ts';
import { digitsSpec, localRules } from '../../app/node/presets.ts';
import { type Source, shardsOf } from './judging/examples.ts';
import { federate, runSeed, type Setting } from './judging/federation.ts';
import { type Conditions, findingsOf, type Scene } from './judging/findings.ts';
import { report } from './judging/report.ts';

/**
 * How well judging tells one poisoner from honest participants, measured with real training under the rules of the local
 * network: `npm run experiment judging [seed…]` writes docs/experiments/judging.md and .json.
 */
const DEFAULT_SEEDS = ['wren', 'lark', 'finch', 'swift', 'robin'];
const NOBODY: Address = `0x${'00'.repeat(20)}`;
const ROOT = join(import.meta.dirname, '../..');
const FORM = { participants: 6, proposers: 3, voters: 3, rounds: 16 };
/** The last shows what a rate at which half of 800 rows overfit does to judging; nothing is recommended from it. */
const SCENES: readonly { source: Source; poisoner: Setting['poisoner']; learningRate?: string }[] = [
  { source: 'mnist', poisoner: 'honest voter' },
  { source: 'digits', poisoner: 'honest voter' },
  { source: 'mnist', poisoner: 'inverting voter' },
  { source: 'mnist', poisoner: 'honest voter', learningRate: '0.1' },
];

const preset = digitsSpec() as ImageSpec;
const config = localRules({ stakeToken: NOBODY, beacon: NOBODY, creator: NOBODY, specDigest: ZERO_DIGEST, startBy: 0 });
const { keepFrom, proposerBoundary, voterBoundary, convictionStep, expectedAgreement, epsilonBps } = config;
const seeds = process.argv.length > 2 ? process.argv.slice(2) : DEFAULT_SEEDS;
const backend = JSON.parse(await readFile(join(ROOT, 'node_modules/@tensorflow/tfjs-backend-wasm/package.json'), 'utf8'));
const conditions: Conditions = {
  command: `npm run experiment judging ${seeds.join(' ')}`,
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
    runs.push(await federate({ ...FORM, spec, poisoner, keepFrom, epsilonBps }, shards, seed));
    process.stderr.write(`${title}, ${name}: ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  }
  scenes.push({ title, poisoner, isUsual: !learningRate, runs });
}

const findings = findingsOf(conditions, scenes);
const text = report(conditions, findings);
const folder = join(ROOT, 'docs/experiments');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'judging.md'), text);
await writeFile(join(folder, 'judging.json'), `${JSON.stringify({ conditions, findings, scenes })}\n`);
process.stdout.write(text);
