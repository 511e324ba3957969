#!/usr/bin/env node
// The compiler that forge runs: npm's solc behind the two options forge uses, so that nothing is downloaded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
if (process.argv.includes('--version')) {
  console.log(
    `solc, the solidity compiler commandline interface\nVersion: ${require('solc/package.json').version}+commit.npm.Emscripten.clang`,
  );
} else {
  const solc = require('solc');
  process.stdout.write(solc.compile(readFileSync(0, 'utf8')));
}
