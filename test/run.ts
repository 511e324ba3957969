import { spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { findChromium } from './chromium.ts';

/**
 * `npm test`: every check in order, each step's share of time printed; the last line counts the tests. A name
 * (`npm test -- node`) runs only that step.
 */
type Step = { name: string; command: string[]; report?: { file: string; kind: 'vitest' | 'forge' } };

const bin = 'node_modules/.bin';
const vitest = (project: string): Step => ({
  name: project,
  command: [
    `${bin}/node`,
    'node_modules/vitest/vitest.mjs',
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=.local/${project}.json`,
  ],
  report: { file: `.local/${project}.json`, kind: 'vitest' },
});

const only = process.argv.slice(2).filter((arg) => !arg.startsWith('--'));
const steps: Step[] = [
  { name: 'lint', command: [`${bin}/biome`, 'ci', '--max-diagnostics=20', '.'] },
  { name: 'types', command: [`${bin}/tsc`, '-p', '.'] },
  { name: 'format', command: [`${bin}/forge`, 'fmt', '--check'] },
  {
    name: 'forge',
    command: ['sh', '-c', `${bin}/forge test --json > .local/forge.json; node test/forge.mjs`],
    report: { file: '.local/forge.json', kind: 'forge' },
  },
  { name: 'contracts', command: [`${bin}/forge`, 'build', '--skip', 'test', '--skip', 'script', '--quiet'] },
  { name: 'build', command: [`${bin}/node`, 'node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'] },
  vitest('node'),
  vitest('browser'),
  vitest('e2e'),
];

mkdirSync('.local', { recursive: true });
process.env.PATH = `${process.cwd()}/${bin}:${process.env.PATH}`;
process.env.CHROMIUM = findChromium();
let passed = 0;
let failed = 0;
const lines: string[] = [];

for (const step of steps) {
  if (only.length > 0 && !only.includes(step.name)) continue;
  console.log(`\n── ${step.name}`);
  if (step.report) rmSync(step.report.file, { force: true });
  const started = Date.now();
  const code = await new Promise<number>((done) => {
    spawn(step.command[0], step.command.slice(1), { stdio: 'inherit' }).on('close', (status) => done(status ?? 1));
  });
  const counted = step.report ? countTests(step.report) : { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
  passed += counted.passed;
  // A step that fails without a failed test (a crash, an unhandled rejection) still fails the run.
  failed += counted.failed === 0 && code !== 0 ? 1 : counted.failed;
  lines.push(
    `${step.name.padEnd(10)} ${String(counted.passed).padStart(5)} passed ${String(counted.failed).padStart(3)} failed ${((Date.now() - started) / 1000).toFixed(0).padStart(5)} s`,
  );
}

console.log(`\n${lines.join('\n')}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

function countTests(report: NonNullable<Step['report']>): { passed: number; failed: number } {
  try {
    const json = JSON.parse(readFileSync(report.file, 'utf8'));
    if (report.kind === 'vitest')
      return { passed: json.numPassedTests, failed: json.numFailedTests + json.numFailedTestSuites - countSuitesOfFailedTests(json) };
    const results = Object.values(json as Record<string, { test_results: Record<string, { status: string }> }>).flatMap((suite) =>
      Object.values(suite.test_results),
    );
    return {
      passed: results.filter((item) => item.status === 'Success').length,
      failed: results.filter((item) => item.status === 'Failure').length,
    };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

/** Suites counted as failed only because a test in them failed: those tests are counted already. */
function countSuitesOfFailedTests(json: {
  numFailedTestSuites: number;
  testResults: { status: string; assertionResults: unknown[] }[];
}): number {
  const crashed = json.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0).length;
  return json.numFailedTestSuites - crashed;
}
