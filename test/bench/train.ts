import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { initialWeights, layoutOf } from '../../app/core/layout.ts';
import { random, seedOf } from '../../app/core/random.ts';
import { checkSpec, type Layer, type Spec } from '../../app/core/spec.ts';
import type { Dataset, Split } from '../../app/core/words.ts';
import { openEngine } from '../../app/train/engine.ts';
import type { BackendName } from '../../app/train/trainer.ts';

/**
 * Examples per second of fit and evaluate in Node, on noise of the size of MNIST.
 * Usage: node test/bench/train.ts [--backend wasm --backend cpu] [--json FILE]
 */
const { values } = parseArgs({ options: { backend: { type: 'string', multiple: true }, json: { type: 'string' } } });
const backends = (values.backend ?? ['wasm', 'cpu']) as BackendName[];
const BATCH = 32;
const TEST_ROWS = 500;
const MIN_SECONDS = 1.5;

const conv = (filters: number, kernel: number, padding: 'same' | 'valid'): Layer => ({
  type: 'conv2d',
  filters,
  kernel,
  padding,
  activation: 'relu',
});
const pool: Layer = { type: 'maxPool2d', size: 2 };
const flatten: Layer = { type: 'flatten' };
const dense = (units: number): Layer => ({ type: 'dense', units, activation: 'relu' });
const out: Layer = { type: 'dense', units: 10, activation: 'linear' };
const models: Record<string, Layer[]> = {
  'MLP 784-32-10': [flatten, dense(32), out],
  'MLP 784-128-10': [flatten, dense(128), out],
  'CNN 8-16 3×3': [conv(8, 3, 'same'), pool, conv(16, 3, 'same'), pool, flatten, out],
  'CNN-582k 32-64 5×5': [conv(32, 5, 'valid'), pool, conv(64, 5, 'valid'), pool, flatten, dense(512), out],
};

function specOf(layers: Layer[]): Spec {
  return checkSpec({
    version: 1,
    title: 'bench',
    description: '',
    kind: 'image-classification',
    data: { height: 28, width: 28, channels: 1, classes: [...'0123456789'] },
    split: { trainShare: '0.5', minTrainRows: 1 },
    layers,
    training: { optimiser: { name: 'sgd', learningRate: '0.01', momentum: '0.9' }, epochs: 1, batchSize: BATCH },
    update: { codec: 'int8', block: 1024 },
    aggregation: { rule: 'mean', clip: '1', maxNorm: '100' },
    merit: { name: 'step', gain: '64', floor: '0.1' },
  });
}

function noise(spec: Spec, trainRows: number): { dataset: Dataset; split: Split } {
  const stream = random(seedOf('bench'));
  const rows = trainRows + TEST_ROWS;
  const dataset: Dataset = {
    features: Float32Array.from({ length: rows * 784 }, stream.uniform),
    featureShape: [28, 28, 1],
    labels: Uint8Array.from({ length: rows }, () => stream.below(10)),
    classes: spec.data.classes,
  };
  const all = Uint32Array.from({ length: rows }, (_, i) => i);
  return { dataset, split: { train: all.slice(0, trainRows), test: all.slice(trainRows) } };
}

const results: { name: string; value: number; unit: string }[] = [];
function report(name: string, value: number, unit: string): void {
  results.push({ name, value, unit });
  console.log(`${name.padEnd(48)} ${value.toFixed(1).padStart(10)} ${unit}`);
}

for (const backend of backends) {
  for (const [name, layers] of Object.entries(models)) {
    // Minutes in plain JavaScript, and nobody would train it there.
    if (backend === 'cpu' && name.startsWith('CNN-582k')) continue;
    const spec = specOf(layers);
    const isSlow = backend === 'cpu' && name.startsWith('CNN');
    const trainer = await openEngine({ spec, ...noise(spec, isSlow ? 64 : 640), backend });
    const weights = initialWeights(layoutOf(spec), seedOf('base'));
    if (!isSlow) await trainer.fit(weights, seedOf('warm'));
    let [steps, seconds] = [0, 0];
    while (seconds < MIN_SECONDS) {
      const fit = await trainer.fit(weights, seedOf(`fit ${steps}`));
      steps += fit.steps;
      seconds += fit.seconds;
    }
    report(`fit ${name}, ${backend}`, (steps * BATCH) / seconds, 'examples/s');
    let evaluations = 0;
    const start = performance.now();
    while (performance.now() - start < MIN_SECONDS * 1000) {
      await trainer.evaluate(weights, 'test');
      evaluations++;
    }
    report(`evaluate ${name} on ${TEST_ROWS} rows, ${backend}`, (performance.now() - start) / evaluations, 'ms');
    await trainer.close();
  }
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(results, null, 2)}\n`);
