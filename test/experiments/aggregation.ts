import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { seedOf } from '../../app/core/random.ts';
import type { ImageSpec } from '../../app/core/spec.ts';
import { openIdx } from '../../app/data/idx.ts';
import { digitsSpec } from '../../app/node/presets.ts';
import { ATTACKS } from './aggregation/attacks.ts';
import { chart } from './aggregation/chart.ts';
import { type Form, federate, shardsOf } from './aggregation/federation.ts';
import { type Cell, type Conditions, regretsOf, report } from './aggregation/report.ts';
import { RULES } from './aggregation/rules.ts';

/**
 * What each rule is worth among skewed data and liars, and what `auto` loses against the best of them, measured:
 * `npm run experiment aggregation [seed…]` writes docs/experiments/aggregation.md, .json and .svg.
 */
const DEFAULT_SEEDS = ['heron'];
const ROOT = join(import.meta.dirname, '../..');
/** Shares of labels by Dirichlet; alike without it. */
const ALPHAS: readonly (number | undefined)[] = [undefined, 1, 0.3, 0.1];
const FORM: Form = {
  participants: 12,
  liars: 3,
  voters: 5,
  rounds: 7,
  rows: 160,
  heldOut: 1_000,
  training: { epochs: 1, batchSize: 10, learningRate: 0.15 },
  keepFrom: 128,
};

const folder = join(process.env.MURMURATION_DATA ?? '../shared/data', 'mnist');
const file = async (name: string) => new File([await readFile(join(folder, name))], name);
const [images, labels] = await Promise.all(['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz'].map(file));
const { dataset } = await openIdx(images, labels, digitsSpec() as ImageSpec);

const seeds = process.argv.length > 2 ? process.argv.slice(2) : DEFAULT_SEEDS;
const conditions: Conditions = { command: `npm run experiment aggregation ${seeds.join(' ')}`, seeds, node: process.version, ...FORM };
const cells: Cell[] = [];
for (const judged of [false, true]) {
  for (const alpha of ALPHAS) {
    for (const attack of ATTACKS) {
      const began = performance.now();
      const curves: Record<string, number[][]> = Object.fromEntries(RULES.map(({ rule }) => [rule, []]));
      for (const name of seeds) {
        const seed = seedOf(`aggregation ${name}`);
        const shards = shardsOf(dataset, FORM, alpha, seed);
        for (const rule of RULES) curves[rule.rule].push(federate({ form: FORM, attack, rule, judged }, shards, seed));
      }
      cells.push({ judged, alpha: alpha ?? null, attack, curves });
      process.stderr.write(
        `${judged ? 'judged' : 'unjudged'}, ${alpha ?? 'IID'}, ${attack}: ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
      );
    }
  }
}

const text = report(conditions, cells);
const out = join(ROOT, 'docs/experiments');
await mkdir(out, { recursive: true });
await writeFile(join(out, 'aggregation.md'), text);
await writeFile(join(out, 'aggregation.json'), `${JSON.stringify({ conditions, regrets: regretsOf(cells), cells })}\n`);
await writeFile(join(out, 'aggregation.svg'), chart(cells));
process.stdout.write(text);
