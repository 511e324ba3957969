import { spawnSync } from 'node:child_process';

/** `npm run test:long`: what takes longer than a change should wait for. Steps in order; the first that fails ends it. */
const bin = 'node_modules/.bin';
const vitest = [`${bin}/node`, 'node_modules/vitest/vitest.mjs', 'run', '--project', 'node'];

const steps: readonly { readonly name: string; readonly command: readonly string[]; readonly env?: NodeJS.ProcessEnv }[] = [
  {
    name: 'all 100,000 histories of judgements, in TypeScript',
    command: [...vitest, 'test/app/core/judge.test.ts', '--testTimeout=3600000'],
    env: { HISTORIES: '100' },
  },
  {
    name: 'and in the contract',
    command: [`${bin}/forge`, 'test', '--match-path', 'test/contracts/libraries/Histories.t.sol'],
    env: { HISTORIES: '100' },
  },
  { name: 'contracts, with many more random arguments', command: [`${bin}/forge`, 'test'], env: { FOUNDRY_PROFILE: 'long' } },
];

for (const { name, command, env } of steps) {
  console.log(`\n── ${name}`);
  const { status } = spawnSync(command[0], command.slice(1), { stdio: 'inherit', env: { ...process.env, ...env } });
  if (status !== 0) process.exit(status ?? 1);
}
