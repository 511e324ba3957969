import { writeFileSync } from 'node:fs';
import { aggregateVectors } from './aggregate.ts';
import { codecVectors } from './codecs.ts';
import { BATCH, batchDigest, HISTORIES } from './histories.ts';
import { judgeVectors } from './judge.ts';
import { lotteryVectors } from './lottery.ts';
import { outerVectors } from './outer.ts';
import { updateVectors } from './update.ts';

/**
 * Writes the golden vectors anew: `node test/golden/write.ts`. Only after the rules themselves have changed: what is
 * written then is what every machine must find.
 */
const vectors = {
  update: updateVectors(),
  codecs: codecVectors(),
  aggregate: aggregateVectors(),
  outer: outerVectors(),
  judge: judgeVectors(),
  lottery: lotteryVectors(),
};
for (const [name, value] of Object.entries(vectors)) {
  writeFileSync(new URL(`../vectors/${name}.json`, import.meta.url), `[\n${value.map((item) => JSON.stringify(item)).join(',\n')}\n]\n`);
}
const digests = Array.from({ length: HISTORIES / BATCH }, (_, k) => batchDigest(k));
writeFileSync(new URL('../vectors/histories.json', import.meta.url), `${JSON.stringify({ batch: BATCH, digests }, null, 1)}\n`);
