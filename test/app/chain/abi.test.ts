import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('[H5] the typed interfaces are those of the build', () => {
  const { status, stderr } = spawnSync('node', ['contracts/tools/abi.mjs', '--check'], { encoding: 'utf8' });
  expect(status, stderr).toBe(0);
});
