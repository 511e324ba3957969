import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { random, seedOf } from '../../app/core/random.ts';
import { compileWith } from './compile.ts';
import { type Mutation, mutate, mutationsOf } from './operators.ts';
import { TARGETS, type Target } from './plan.ts';
import { suitesOf } from './suites.ts';

/**
 * `npm run mutate [-- part of a file name]`: changes one operator at a time and runs the tests that could notice. What was found is
 * kept in .local/mutate, so that a run that is cut off goes on. Prints the survivors; fails where docs/mutation.md does not explain
 * one.
 */
const FOLDER = '.local/mutate';
const RESULTS = `${FOLDER}/results.json`;
const LIST = `${FOLDER}/list.json`;
const EXPLAINED = 'docs/mutation.md';
const AT_ONCE = 24;
/** The only library that histories are made of, and their artifact where it is not changed. */
const JUDGING = 'contracts/libraries/JudgeLib.sol';
const AS_IT_IS = 'Histories.sol:Histories';
const SURVIVED = 'survived';
const NO_CODE = 'does not compile';

type Change = { readonly target: Target; readonly mutation: Mutation; readonly source: string; readonly key: string };

mkdirSync(FOLDER, { recursive: true });
const results = new Map<string, string>(existsSync(RESULTS) ? JSON.parse(readFileSync(RESULTS, 'utf8')) : []);
const only = process.argv[2] ?? '';
const targets = TARGETS.filter(({ path }) => path.includes(only));
const changes = targets.map((target) => changesOf(target));
if (changes.flat().some(({ key }) => !results.has(key))) build();
for (const [i, target] of targets.entries()) {
  let left = changes[i].filter(({ key }) => !results.has(key));
  while (left.length > 0) {
    decide(target, left.slice(0, AT_ONCE));
    left = left.filter(({ key }) => !results.has(key));
  }
}
report(changes.flat());

function changesOf(target: Target): Change[] {
  const source = readFileSync(target.path, 'utf8');
  return chosen(mutationsOf(source), target.sample).map((mutation) => {
    const key = createHash('sha256').update(`${target.path} ${mutation.start} ${source}`).digest('hex').slice(0, 24);
    return { target, mutation, source: mutate(source, mutation), key };
  });
}

/** All, or so many of them by a seed, in order. */
function chosen(mutations: readonly Mutation[], sample = mutations.length): readonly Mutation[] {
  const stream = random(seedOf('mutations'));
  const left = [...mutations];
  while (left.length > sample) left.splice(stream.below(left.length), 1);
  return left;
}

/** The tests themselves, and the runner. */
function build() {
  const { status, stdout, stderr } = spawnSync('node_modules/.bin/forge', ['build', '--quiet'], {
    env: { ...process.env, FOUNDRY_LINT_LINT_ON_BUILD: 'false' },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`forge could not build:\n${stdout}${stderr}`);
}

/** Asks the tests of a target about some changes in one run of forge, first about the code as it is, which they must accept. */
function decide(target: Target, some: readonly Change[]) {
  const original = readFileSync(target.path, 'utf8');
  const tasks: string[] = [];
  const histories: string[] = [];
  const asked: Change[] = [];
  const add = (name: string, source: string): boolean => {
    const task = write(`${name}-task`, compileWith('TASK_ARTIFACT', target.path, source));
    const judging = target.path === JUDGING ? write(`${name}-judging`, compileWith('HISTORIES_ARTIFACT', target.path, source)) : AS_IT_IS;
    if (!task || !judging) return false;
    tasks.push(task);
    histories.push(judging);
    return true;
  };
  add('original', original);
  for (const change of some) {
    if (add(change.key, change.source)) asked.push(change);
    else results.set(change.key, NO_CODE);
  }
  writeFileSync(LIST, JSON.stringify({ tasks, histories, ...suitesOf(target.suites) }));
  rmSync(`${LIST}.fates`, { force: true });
  const { stdout } = spawnSync('node_modules/.bin/forge', ['test', '--match-path', 'test/contracts/harness/Mutants.sol'], {
    env: { ...process.env, FOUNDRY_PROFILE: 'mutate', HISTORIES: '1', MUTANTS: LIST },
    encoding: 'utf8',
    maxBuffer: 2 ** 28,
  });
  const fates = existsSync(`${LIST}.fates`) ? readFileSync(`${LIST}.fates`, 'utf8').trim().split('\n') : [];
  if (fates.length !== tasks.length) throw new Error(`forge could not test:\n${stdout.slice(-2000)}`);
  const found = fates.map((line) => line.split(' ').slice(1, 3).join(' ').trim());
  if (found[0] !== '') throw new Error(`the code as it is fails: ${found[0]}`);
  // A test that fails may leave cheats behind that make the next one fail before it starts: from there on they are asked again.
  const spoilt = found.findIndex((fate, i) => i > 1 && fate.endsWith(' setUp'));
  asked.slice(0, spoilt < 0 ? undefined : spoilt - 1).forEach(({ key, mutation }, i) => {
    results.set(key, found[i + 1] === '' ? SURVIVED : `killed by ${found[i + 1]}`);
    console.log(
      `${basename(target.path)}:${mutation.line}:${mutation.column} ${mutation.from} → ${mutation.to || 'nothing'}: ${results.get(key)}`,
    );
  });
  for (const file of [...tasks, ...histories]) rmSync(file, { force: true });
  writeFileSync(RESULTS, JSON.stringify([...results]));
}

/** @returns the file, or undefined where there is nothing to write */
function write(name: string, artifact: string | undefined): string | undefined {
  if (!artifact) return undefined;
  const file = `${FOLDER}/${name}.json`;
  writeFileSync(file, artifact);
  return file;
}

function report(all: readonly Change[]) {
  const explained = existsSync(EXPLAINED) ? readFileSync(EXPLAINED, 'utf8') : '';
  const count = (is: (fate: string) => boolean) => all.filter(({ key }) => is(results.get(key)!)).length;
  const survivors = all.filter(({ key }) => results.get(key) === SURVIVED);
  console.log(
    `\n${count((fate) => fate.startsWith('killed'))} killed, ${survivors.length} survived, ${count((fate) => fate === NO_CODE)} do not compile`,
  );
  for (const { target, mutation } of survivors) {
    const name = `${basename(target.path)} \`${mutation.text}\` \`${mutation.from}\` at ${mutation.column}`;
    const isExplained = explained.includes(name);
    console.log(`${isExplained ? 'explained' : 'UNEXPLAINED'}: ${name} → \`${mutation.to}\` (line ${mutation.line})`);
    if (!isExplained) process.exitCode = 1;
  }
}
