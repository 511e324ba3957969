import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layoutOf } from '../../app/core/layout.ts';
import type { ImageSpec, Spec } from '../../app/core/spec.ts';
import { digitsSpec } from '../../app/node/presets.ts';
import { chart } from './compression/chart.ts';
import { type Form, type Line, openFederation, type Point, runSeed } from './compression/federation.ts';
import { findingsOf } from './compression/findings.ts';
import { type JudgedRun, type JudgeForm, runJudged } from './compression/judged.ts';
import { judgedText, report } from './compression/report.ts';
import type { Source } from './judging/examples.ts';

/**
 * What an update's bytes buy: accuracy against the bytes of all updates, for each codec, with real training:
 * `npm run experiment compression [seed…]` writes docs/experiments/compression.md, .json and a picture per scene.
 */
const DEFAULT_SEEDS = ['owl', 'heron', 'stork'];
const ROOT = join(import.meta.dirname, '../..');
const LOWEST_SHOWN = 0.65;

const sparse = (keep: string, bits: 2 | 3 | 4, feedback: string, rounding: 'nearest' | 'stochastic' = 'nearest'): Spec['update'] => ({
  codec: 'sparse',
  keep,
  bits,
  rounding,
  feedback,
});
const NESTEROV = { name: 'nesterov', rate: '1', beta: '0.5' } as const;
const ADAM = { name: 'adam', rate: '0.01', beta: '0.5', beta2: '0.9', tau: '0.001' } as const;
const FLOAT32: Line = { name: 'float32, plain', update: { codec: 'float32' } };
const DEFAULT: Line = { name: 'sparse 3 %, 2 bits', update: sparse('0.03', 2, '1') };

const SCENES: readonly { title: string; form: Form; lines: readonly Line[] }[] = [
  {
    title: 'Few participants',
    form: { participants: 8, proposers: 3, rows: 800, rounds: 40 },
    lines: [
      FLOAT32,
      { name: 'int8', update: { codec: 'int8', block: 256 } },
      DEFAULT,
      { name: 'sparse 3 %, 2 bits, no feedback', update: sparse('0.03', 2, '0') },
      { name: 'sparse 3 %, 2 bits, by chance', update: sparse('0.03', 2, '1', 'stochastic') },
      { name: 'sparse 1 %, 2 bits', update: sparse('0.01', 2, '1') },
      { ...DEFAULT, name: 'sparse 3 %, 2 bits, Nesterov', outer: NESTEROV },
      { ...FLOAT32, name: 'float32, Nesterov', outer: NESTEROV },
      { ...FLOAT32, name: 'float32, FedAdam', outer: ADAM },
    ],
  },
  {
    title: 'Many participants, each drawn in one round of eight',
    form: { participants: 20, proposers: 3, rows: 400, rounds: 48 },
    lines: [FLOAT32, DEFAULT, { name: 'sparse 3 %, 2 bits, no feedback', update: sparse('0.03', 2, '0') }],
  },
];

/** One of six is a poisoner; the others are honest. */
const JUDGED: { form: Form & JudgeForm; lines: readonly Line[] } = {
  form: { participants: 6, proposers: 3, voters: 3, rows: 800, rounds: 16, keepFrom: 128, epsilonBps: 500 },
  lines: [
    { name: 'int8', update: { codec: 'int8', block: 256 } },
    DEFAULT,
    { ...DEFAULT, name: 'sparse 3 %, 2 bits, Nesterov', outer: NESTEROV },
  ],
};

const seeds = process.argv.length > 2 ? process.argv.slice(2) : DEFAULT_SEEDS;
const spec = digitsSpec() as ImageSpec;
const hasMnist = existsSync(join(process.env.MURMURATION_DATA ?? '../shared/data', 'mnist'));
const source: Source = hasMnist ? 'mnist' : 'digits';
const scenes = SCENES.map(({ title, form, lines }) => ({ title, form, courses: lines.map((line) => ({ line, runs: [] as Point[][] })) }));
const judged = JUDGED.lines.map((line) => ({ line, runs: [] as JudgedRun[] }));
const done: string[] = [];
for (const name of seeds) {
  const seed = runSeed(name);
  const told = (what: string, began: number) =>
    process.stderr.write(`${name}: ${what}, ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
  for (const { title, form, courses } of scenes) {
    const federation = await openFederation(source, spec, form, seed);
    for (const { line, runs } of courses) {
      const began = performance.now();
      runs.push(federation.run(line));
      told(`${title}, ${line.name}`, began);
    }
  }
  const { trainers, outside } = await openFederation(source, spec, JUDGED.form, seed);
  for (const { line, runs } of judged) {
    const began = performance.now();
    runs.push(runJudged({ ...spec, update: line.update, outer: line.outer }, JUDGED.form, trainers, outside, seed));
    told(`judged, ${line.name}`, began);
  }
  done.push(name);
  await write();
}

/** What the seeds that are done come to: a long run that is ended early has not been for nothing. */
async function write(): Promise<void> {
  const found = scenes.map((scene) => ({ ...scene, findings: findingsOf(scene) }));
  const conditions = {
    command: `npm run experiment compression ${done.join(' ')}`,
    seeds: done,
    versions: { node: process.version, platform: `${process.platform} ${process.arch}` },
    source: hasMnist ? 'the 10,000 test digits of MNIST' : "the project's own generated digits (MNIST is not at hand)",
    parameters: layoutOf(spec).size,
    training: spec.training,
  };
  const folder = join(ROOT, 'docs/experiments');
  await mkdir(folder, { recursive: true });
  const charts = found.map((_, i) => (i === 0 ? 'compression.svg' : `compression-${i + 1}.svg`));
  for (const [i, { title, findings }] of found.entries()) await writeFile(join(folder, charts[i]), chart(title, findings, LOWEST_SHOWN));
  const text = `${report(conditions, found, charts)}${judgedText(JUDGED.form, judged)}`;
  await writeFile(join(folder, 'compression.md'), text);
  await writeFile(join(folder, 'compression.json'), `${JSON.stringify({ conditions, scenes: found, judged })}\n`);
  if (done.length === seeds.length) process.stdout.write(text);
}
