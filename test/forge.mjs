// Prints what forge's JSON report says, failures with their reasons, and exits as forge would.
import { readFileSync } from 'node:fs';

let failures = 0;
const text = readFileSync('.local/forge.json', 'utf8');
if (!text.trimStart().startsWith('{')) {
  console.log(text);
  process.exit(1);
}
for (const [suite, { test_results: tests }] of Object.entries(JSON.parse(text))) {
  const entries = Object.entries(tests);
  const failed = entries.filter(([, test]) => test.status === 'Failure');
  failures += failed.length;
  console.log(`${failed.length ? '✗' : '✓'} ${suite} (${entries.length})`);
  for (const [name, test] of failed)
    console.log(`    ${name}: ${test.reason ?? 'failed'} ${test.counterexample ? JSON.stringify(test.counterexample) : ''}`);
}
process.exit(failures === 0 ? 0 : 1);
