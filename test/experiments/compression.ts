import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { layoutOf } from '../../app/core/layout.ts';
import type { ImageSpec, Spec } from '../../app/core/spec.ts';
import { digitsSpec } from '../../app/node/presets.ts';
import { chart } from './compression/chart.ts';
import { type Form, type Line, openFederation, runSeed } from './compression/federation.ts';
import { type Course, findingsOf, type Scene } from './compression/findings.ts';
import { type JudgedRun, type JudgeForm, runJudged } from './compression/judged.ts';
import { type JudgedCourse, judgedText, report } from './compression/report.ts';
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
    form: { participants: 8, proposers: 3, rows: 800, rounds: 48 },
    lines: [
      FLOAT32,
      { name: 'int8', update: { codec: 'int8', block: 256 } },
      DEFAULT,
      { name: 'sparse 3 %, 2 bits, no feedback', update: sparse('0.03', 2, '0') },
      { name: 'sparse 3 %, 2 bits, by chance', update: sparse('0.03', 2, '1', 'stochastic') },
      { name: 'sparse 2 %, 4 bits', update: sparse('0.02', 4, '1') },
      { name: 'sparse 1 %, 2 bits', update: sparse('0.01', 2, '1') },
      { ...DEFAULT, name: 'sparse 3 %, 2 bits, Nesterov', outer: NESTEROV },
      { ...FLOAT32, name: 'float32, Nesterov', outer: NESTEROV },
      { ...FLOAT32, name: 'float32, FedAdam', outer: ADAM },
    ],
  },
  {
    title: 'Many participants, each drawn in one round of eight',
    form: { participants: 20, proposers: 3, rows: 400, rounds: 60 },
    lines: [
      FLOAT32,
      DEFAULT,
      { name: 'sparse 3 %, 2 bits, no feedback', update: sparse('0.03', 2, '0') },
      { name: 'sparse 3 %, 2 bits, fading by 0.9', update: sparse('0.03', 2, '0.9') },
    ],
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
const backend = JSON.parse(await readFile(join(ROOT, 'node_modules/@tensorflow/tfjs-backend-wasm/package.json'), 'utf8'));
const conditions = {
  command: `npm run experiment compression ${seeds.join(' ')}`,
  seeds,
  versions: { node: process.version, tfjsBackendWasm: backend.version, platform: `${process.platform} ${process.arch}` },
  source: hasMnist ? 'the 10,000 test digits of MNIST' : "the project's own generated digits (MNIST is not at hand)",
  parameters: layoutOf(spec).size,
  training: spec.training,
};

const scenes: Scene[] = [];
for (const { title, form, lines } of SCENES) {
  const courses: Course[] = lines.map((line) => ({ line, runs: [] }));
  for (const name of seeds) {
    const federation = await openFederation(source, spec, form, runSeed(name));
    for (const course of courses) {
      const began = performance.now();
      const points = await federation.run(course.line);
      (course.runs as (typeof points)[]).push(points);
      const { accuracy, bytes } = points[points.length - 1];
      process.stderr.write(
        `${title}, ${name}, ${course.line.name}: ${accuracy.toFixed(3)} for ${bytes} bytes, ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
      );
    }
    await federation.close();
  }
  scenes.push({ title, form, courses });
}

const judged: JudgedCourse[] = JUDGED.lines.map((line) => ({ line, runs: [] }));
for (const name of seeds) {
  const { trainers, outside, close } = await openFederation(source, spec, JUDGED.form, runSeed(name));
  for (const { line, runs } of judged) {
    const began = performance.now();
    const run = await runJudged({ ...spec, update: line.update, outer: line.outer }, JUDGED.form, trainers, outside, runSeed(name));
    (runs as JudgedRun[]).push(run);
    process.stderr.write(
      `judged, ${name}, ${line.name}: ${run.accuracy.toFixed(3)}, ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
    );
  }
  await close();
}

const found = scenes.map((scene) => ({ ...scene, findings: findingsOf(scene) }));
const folder = join(ROOT, 'docs/experiments');
await mkdir(folder, { recursive: true });
const charts = found.map((_, i) => (i === 0 ? 'compression.svg' : `compression-${i + 1}.svg`));
for (const [i, { title, findings }] of found.entries()) await writeFile(join(folder, charts[i]), chart(title, findings, LOWEST_SHOWN));
const text = `${report(conditions, found, charts)}${judgedText(JUDGED.form, judged)}`;
await writeFile(join(folder, 'compression.md'), text);
await writeFile(join(folder, 'compression.json'), `${JSON.stringify({ conditions, scenes: found, judged })}\n`);
process.stdout.write(text);
