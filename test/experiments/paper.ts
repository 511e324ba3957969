import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Course, course, type Form } from './paper/baselines.ts';
import { adult, type Examples, mnist } from './paper/examples.ts';
import { ours } from './paper/ours.ts';
import { report, type Table } from './paper/report.ts';

/**
 * Federated averaging under attack, undefended, under the published rule and under ours: `npm run experiment paper [seed…]` writes
 * docs/experiments/paper.md and .json. `--rounds N` and `--only adult|mnist` shorten it.
 */
const DEFAULT_SEEDS = ['curlew', 'snipe'];
const SHARES = [0.1, 0.2, 0.3, 0.4];
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '30' }, only: { type: 'string' } },
});
const { only } = values;
const rounds = Number(values.rounds);
const seeds = positionals.length > 0 ? positionals : DEFAULT_SEEDS;
const FORM: Form = { clients: 50, proposers: 8, voters: 17, rounds, stake: 64, penalty: 8 };

const makers: Record<string, (seed: string) => Promise<Examples | undefined>> = {
  adult: (seed) => adult(FORM.clients, 600, 2_000, seed),
  mnist: (seed) => mnist(FORM.clients, 170, 1_000, 1, seed),
};
const tables: Table[] = [];
for (const [name, make] of Object.entries(makers)) {
  if (only && only !== name) continue;
  const sets = (await Promise.all(seeds.map(make))).filter((item) => item !== undefined);
  if (sets.length < seeds.length) continue;
  const each = async (what: string, run: (examples: Examples, seed: string) => Promise<Course>) => {
    const courses: Course[] = [];
    for (const [i, seed] of seeds.entries()) {
      const began = performance.now();
      const result = await run(sets[i], seed);
      courses.push({ ...result, accuracy: result.accuracy.map((value) => Math.round(value * 1e4) / 1e4) });
      process.stderr.write(
        `${name}, ${what}, ${seed}: ${result.accuracy.at(-1)?.toFixed(3)} in ${((performance.now() - began) / 1000).toFixed(0)} s\n`,
      );
    }
    return courses;
  };
  const clean = await each('clean', (examples, seed) => course(examples, FORM, 0, 'fedavg', seed));
  const lines = [];
  for (const share of SHARES) {
    const malicious = Math.round(share * FORM.clients);
    lines.push({
      share,
      fedavg: await each(`${share} attacked`, (examples, seed) => course(examples, FORM, malicious, 'fedavg', seed)),
      classic: await each(`${share} classic`, (examples, seed) => course(examples, FORM, malicious, 'classic', seed)),
      ours: await each(`${share} ours`, (examples, seed) => ours(examples, FORM, malicious, seed)),
    });
  }
  tables.push({ title: sets[0].title, clean, lines });
}

const command = `npm run experiment paper ${process.argv.slice(2).join(' ')}`.trim();
const text = report(command, FORM, tables);
const folder = join(import.meta.dirname, '../../docs/experiments');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'paper.md'), text);
await writeFile(join(folder, 'paper.json'), `${JSON.stringify({ command, form: FORM, tables })}\n`);
process.stdout.write(text);
