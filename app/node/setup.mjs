#!/usr/bin/env node
// The first step of every command: installs what package-lock.json names where it is not there yet, then runs the given
// TypeScript file under the project's own Node. Runs on any Node from 20.19 on, before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const stamp = join(root, 'node_modules/.installed');
const locked = () =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
const [file, ...args] = process.argv.slice(2);

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== locked()) {
  console.log('Installing dependencies (once, about two minutes) …');
  const npm = process.env.npm_execpath ? [process.execPath, process.env.npm_execpath] : ['npm'];
  const run = (what, stdio) =>
    spawnSync(npm[0], [...npm.slice(1), what, '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root, stdio }).status;
  // Where a registry lacks other platforms' binaries, `npm ci` refuses the lock file; `npm install` takes the same versions.
  if (run('ci', 'ignore') !== 0 && run('install', 'inherit') !== 0) {
    console.error('Installing failed: see the lines above. Nothing was started.');
    process.exit(1);
  }
  writeFileSync(stamp, locked());
}

const node = join(root, 'node_modules/node/bin/node');
const child = spawn(existsSync(node) ? node : process.execPath, ['--disable-warning=ExperimentalWarning', join(root, file), ...args], {
  stdio: 'inherit',
});
// Ctrl-C reaches the child by itself; a signal sent to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
