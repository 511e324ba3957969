import { readdirSync } from 'node:fs';

/** Runs the experiment that the first argument names; the rest is its own. */
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.replace(/\.ts$/, ''))
  .filter((name) => name !== 'run');
const [name] = process.argv.splice(2, 1);
if (names.includes(name)) await import(`./${name}.ts`);
else {
  console.error(`Which experiment? One of: ${names.join(', ')}`);
  process.exitCode = 2;
}
