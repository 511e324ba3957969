import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { report } from './strategies/report.ts';
import { STRATEGIES, type StrategyResult, tryStrategy } from './strategies/run.ts';

/**
 * What each departure from the session's ways earns and costs, on the real contract: `npm run experiment strategies
 * [seed…]` writes docs/experiments/strategies.md and .json.
 */
const DEFAULT_SEEDS = ['plover', 'dunlin', 'knot'];
const seeds = process.argv.length > 2 ? process.argv.slice(2) : DEFAULT_SEEDS;
const results: StrategyResult[] = [];
for (const strategy of STRATEGIES) {
  const began = performance.now();
  results.push(await tryStrategy(strategy, seeds));
  process.stderr.write(`${strategy.name}, ${strategy.deviants}: ${((performance.now() - began) / 1000).toFixed(0)} s\n`);
}
const text = report(seeds, results);
const folder = join(import.meta.dirname, '../../docs/experiments');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'strategies.md'), text);
await writeFile(join(folder, 'strategies.json'), `${JSON.stringify({ seeds, results }, undefined, 1)}\n`);
process.stdout.write(text);
