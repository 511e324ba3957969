import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { aggregate } from '../../app/aggregate/aggregate.ts';
import { dotLanes, rowLanes } from '../../app/aggregate/lanes.ts';
import { hasSimd } from '../../app/aggregate/simd.ts';
import { random, seedOf } from '../../app/core/random.ts';
import { RULES } from '../experiments/aggregation/rules.ts';

/**
 * Processor time to aggregate norm-clipped updates, beside a plain copy of them in the same run.
 * Usage: node test/bench/aggregate.ts [--updates 32] [--parameters 1000000] [--rule mean] [--json FILE]
 */
const { values } = parseArgs({
  options: {
    updates: { type: 'string', default: '32' },
    parameters: { type: 'string', default: '1000000' },
    rule: { type: 'string', multiple: true },
    json: { type: 'string' },
  },
});
const [count, size] = [Number(values.updates), Number(values.parameters)];
const TRIES = 7;

const stream = random(seedOf('bench aggregate'));
const noise = Float32Array.from({ length: 65_536 }, () => stream.uniform() - 0.5);
/** Of different lengths, so that half of them are clipped. */
const updates = Array.from({ length: count }, (_, seat) => {
  const delta = new Float32Array(size);
  for (let i = 0; i < size; i++) delta[i] = noise[(i * 7 + seat * 1009) & 65_535] * (1 + seat / count);
  return { seat, delta };
});
const rows = updates.map(({ delta }) => delta);
const target = rows.map((row) => new Float32Array(row.length));
const base = new Float32Array(size);
const keptSeats = updates.map(({ seat }) => seat);

type Result = { name: string; value: number; unit: string; ratio?: number; baseline?: string };
const results: Result[] = [];

/** Processor time of the cheapest of some tries, in milliseconds: what else runs on the machine does not count. */
function timed(tries: number, work: () => unknown): number {
  const now = () => {
    const { user, system } = process.cpuUsage();
    return (user + system) / 1_000;
  };
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < tries; i++) {
    const start = now();
    work();
    best = Math.min(best, now() - start);
  }
  return best;
}

const copy = () => rows.forEach((row, i) => void target[i].set(row));
/** Copies are timed around each rule as well: the machine may be busier at one time than at another. */
let copyMs = timed(TRIES, copy);
const name = (what: string) => `${what} of ${count} × ${size}`;

function report(what: string, ms: number): void {
  copyMs = Math.min(copyMs, timed(TRIES, copy));
  const ratio = copyMs / ms;
  results.push({ name: name(what), value: ms, unit: 'ms', ratio, baseline: name('copy') });
  console.log(`${name(what).padEnd(48)} ${ms.toFixed(1).padStart(9)} ms ${(100 * ratio).toFixed(1).padStart(6)} % of a copy's bandwidth`);
}

console.log(`SIMD: ${hasSimd ? 'yes' : 'no'}`);
if (!values.rule)
  report(
    'norms and mean without SIMD',
    timed(3, () => {
      for (const row of rows) dotLanes(row, row, row.length);
      for (let start = 0; start < size; start += 4096)
        rowLanes(
          rows,
          rows.map(() => 1),
          start,
          Math.min(4096, size - start),
        );
    }),
  );
for (const rule of RULES) {
  if (values.rule && !values.rule.includes(rule.rule)) continue;
  const isSlow = rule.rule === 'median' || rule.rule === 'trimmed-mean';
  report(
    rule.rule,
    timed(isSlow ? 1 : TRIES, () => aggregate({ base, updates, keptSeats, ...rule })),
  );
}
results.unshift({ name: name('copy'), value: copyMs, unit: 'ms' });
console.log(`${name('copy').padEnd(48)} ${copyMs.toFixed(1).padStart(9)} ms, ${((count * size * 4) / copyMs / 1e6).toFixed(1)} GB/s`);
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
