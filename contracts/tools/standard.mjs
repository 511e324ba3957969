#!/usr/bin/env node
// Writes what a block explorer needs to verify a contract's source: the compiler's standard JSON input, one file per contract, into
// .local/verify. Each is compiled again and held against forge's build before it is written.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const CONTRACTS = ['FederatedTask', 'Rounds', 'TaskFactory', 'TaskLens', 'FlockToken', 'ArenaRegistry', 'BlockHashBeacon', 'DrandBeacon'];
const OUT = process.env.FOUNDRY_OUT ?? 'out';
const TO = '.local/verify';
const solc = createRequire(import.meta.url)('solc');

mkdirSync(TO, { recursive: true });
for (const name of CONTRACTS) {
  const { metadata, bytecode } = JSON.parse(readFileSync(join(OUT, `${name}.sol`, `${name}.json`), 'utf8'));
  const { compilationTarget, ...settings } = metadata.settings;
  const [[path]] = Object.entries(compilationTarget);
  const sources = Object.fromEntries(Object.keys(metadata.sources).map((file) => [file, { content: readFileSync(file, 'utf8') }]));
  const outputSelection = { [path]: { [name]: ['evm.bytecode.object'] } };
  const input = JSON.stringify({ language: metadata.language, sources, settings: { ...settings, outputSelection } }, undefined, 2);
  const { contracts, errors } = JSON.parse(solc.compile(input));
  const same = contracts?.[path]?.[name]?.evm.bytecode.object === bytecode.object.slice(2);
  if (!same) {
    console.error(`${name}: the sources do not compile to the build (npm run contracts first)`, errors?.[0]?.formattedMessage ?? '');
    process.exitCode = 1;
    continue;
  }
  writeFileSync(join(TO, `${name}.json`), input);
  console.log(`${join(TO, `${name}.json`)}  ${path}:${name}  solc ${metadata.compiler.version}`);
}
