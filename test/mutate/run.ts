import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { random, seedOf } from '../../app/core/random.ts';
import { type ArtifactName, compileWith } from './compile.ts';
import { type Mutation, mutate, mutationsOf } from './operators.ts';
import { type Stage, TARGETS } from './plan.ts';

/**
 * `npm run mutate [-- part of a file name]`: changes one operator at a time and runs the tests that could notice. What was found is
 * kept in .local/mutate, so that a run that is cut off goes on. Prints the survivors; fails where docs/mutation.md does not explain one.
 */
const FOLDER = '.local/mutate';
const RESULTS = `${FOLDER}/results.json`;
const EXPLAINED = 'docs/mutation.md';
const FORGE = 'node_modules/.bin/forge';
const PATIENCE_MS = 600_000;

type Fate = 'killed' | 'survived' | 'no code';

mkdirSync(FOLDER, { recursive: true });
const results = new Map<string, Fate>(existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : []);
const explained = existsSync(EXPLAINED) ? readFileSync(EXPLAINED, 'utf8') : '';
const only = process.argv[2] ?? '';
const counts: Record<Fate, number> = { killed: 0, survived: 0, 'no code': 0 };
const unexplained: string[] = [];

for (const { path, stages, sample } of TARGETS.filter((target) => target.path.includes(only))) {
  const source = readFileSync(path, 'utf8');
  for (const mutation of chosen(mutationsOf(source), sample)) {
    const key = createHash('sha256').update(`${path} ${mutation.start} ${source}`).digest('hex').slice(0, 24);
    const fate = results.get(key) ?? fateOf(path, mutate(source, mutation), stages);
    results.set(key, fate);
    writeFileSync(RESULTS, JSON.stringify([...results]));
    counts[fate]++;
    const name = `${basename(path)}: \`${mutation.text}\`, ${mutation.from} at ${mutation.column} → ${mutation.to || 'nothing'}`;
    const isExplained = explained.includes(name);
    console.log(`${fate.padEnd(8)} ${basename(path)}:${mutation.line} ${name}${fate === 'survived' && isExplained ? ' (explained)' : ''}`);
    if (fate === 'survived' && !isExplained) unexplained.push(name);
  }
}
console.log(`\n${counts.killed} killed, ${counts.survived} survived, ${counts['no code']} do not compile`);
for (const name of unexplained) console.log(`unexplained: ${name}`);
process.exitCode = unexplained.length > 0 ? 1 : 0;

/** All, or so many of them by a seed, in order. */
function chosen(mutations: readonly Mutation[], sample = mutations.length): readonly Mutation[] {
  const stream = random(seedOf('mutations'));
  const left = [...mutations];
  while (left.length > sample) left.splice(stream.below(left.length), 1);
  return left;
}

function fateOf(path: string, source: string, stages: readonly Stage[]): Fate {
  const files = new Map<ArtifactName, string>();
  for (const { artifact, paths, tests } of stages) {
    if (!files.has(artifact)) {
      const made = compileWith(artifact, path, source);
      if (!made) return 'no code';
      files.set(artifact, `${FOLDER}/${artifact}.json`);
      writeFileSync(files.get(artifact)!, made);
    }
    if (!passes({ paths, tests, env: { [artifact]: files.get(artifact) } })) return 'killed';
  }
  return 'survived';
}

/** Whether these tests pass. One that takes for ever does not. */
function passes({ paths, tests, env }: { paths: string; tests?: string; env: NodeJS.ProcessEnv }): boolean {
  const filter = ['--match-path', paths, ...(tests ? ['--match-test', tests] : [])];
  const { status, stdout } = spawnSync(FORGE, ['test', ...filter, '--fail-fast', '--threads', '1'], {
    env: { ...process.env, FOUNDRY_PROFILE: 'mutate', HISTORIES: '1', ...env },
    encoding: 'utf8',
    timeout: PATIENCE_MS,
  });
  if (status === 0) return true;
  if (status === null || /\[FAIL|Failed/.test(stdout)) return false;
  throw new Error(`forge could not test:\n${stdout.slice(-2000)}`);
}
