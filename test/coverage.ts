import { spawnSync } from 'node:child_process';

/**
 * `npm run coverage`: runs the Foundry tests on instrumented contracts (profile `coverage`) and prints what of contracts/ they reach.
 * Fails below the floor.
 */
const FLOOR = 98;
const MEASURES = ['lines', 'statements', 'branches', 'functions'] as const;

const { stdout, status } = spawnSync('node_modules/.bin/forge', ['coverage', '--no-match-coverage', '(node_modules|test|script)'], {
  env: { ...process.env, FOUNDRY_PROFILE: 'coverage' },
  encoding: 'utf8',
  maxBuffer: 2 ** 28,
  stdio: ['ignore', 'pipe', 'inherit'],
});
const lines = stdout.split('\n');
const table = lines.slice(lines.findIndex((line) => line.startsWith('| File'))).filter((line) => line.startsWith('|'));
console.log(table.join('\n'));
const total = table.find((line) => line.includes('Total'));
if (status !== 0 || !total) {
  console.error(
    stdout
      .split('\n')
      .filter((line) => line.includes('FAIL'))
      .join('\n') || stdout.slice(-2000),
  );
  process.exit(1);
}
const reached = [...total.matchAll(/([\d.]+)%/g)].map(([, percent]) => Number(percent));
for (const measure of ['lines', 'branches'] as const) {
  const percent = reached[MEASURES.indexOf(measure)];
  console.log(`${measure}: ${percent} % (at least ${FLOOR} %)`);
  if (!(percent >= FLOOR)) process.exitCode = 1;
}
