import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { initialWeights, layoutOf } from '../../app/core/layout.ts';
import { seedOf } from '../../app/core/random.ts';
import { checkSpec, type ImageSpec, type Spec } from '../../app/core/spec.ts';
import { type Dataset, ZERO_DIGEST } from '../../app/core/words.ts';
import { splitDataset } from '../../app/data/split.ts';
import { digitsSpec } from '../../app/node/presets.ts';
import { openEngine } from '../../app/train/engine.ts';
import { decodeUpdate, isRejected } from '../../app/update/decode.ts';
import { encodeUpdate } from '../../app/update/encode.ts';
import { shardsOf } from '../experiments/judging/examples.ts';

/**
 * Bytes of an update's file, container included, and the time to encode and to decode it, per codec, in Node. The updates are
 * real: trained on MNIST where it is at hand, else on generated digits. A time is the median of its runs.
 * Usage: node test/bench/update.ts [--json FILE]
 */
const { values } = parseArgs({ options: { json: { type: 'string' } } });
const ROWS = 800;
const LEAST_RUNS = 15;

const relu = 'relu' as const;
const last = { type: 'dense', units: 10, activation: 'linear' } as const;
const digits = digitsSpec() as ImageSpec;
/** The model for MNIST of DISCO, which takes coloured pictures; and a perceptron of a million. */
const models: Readonly<Record<string, Pick<ImageSpec, 'layers' | 'data'>>> = {
  '55,386 parameters': {
    data: { ...digits.data, channels: 3 },
    layers: [
      { type: 'conv2d', filters: 8, kernel: 5, padding: 'valid', activation: relu },
      { type: 'conv2d', filters: 16, kernel: 5, padding: 'valid', activation: relu },
      { type: 'maxPool2d', size: 2 },
      { type: 'flatten' },
      { type: 'dense', units: 32, activation: relu },
      last,
    ],
  },
  '1 M parameters': {
    data: digits.data,
    layers: [{ type: 'flatten' }, { type: 'dense', units: 1258, activation: relu }, last],
  },
};
const codecs: Readonly<Record<string, Spec['update']>> = {
  float32: { codec: 'float32' },
  int8: { codec: 'int8', block: 256 },
  sparse: { codec: 'sparse', keep: '0.03', bits: 2, rounding: 'nearest', feedback: '1' },
};

type Row = { name: string; value: number; unit: string; ratio?: number; baseline?: number };
const rows: Row[] = [];
/** `baseline` is float32's figure, `ratio` how many times smaller this one is. */
function report(name: string, value: number, unit: string, baseline?: number): void {
  const compared = baseline === undefined ? {} : { ratio: baseline / value, baseline };
  rows.push({ name, value, unit, ...compared });
  const shown = unit === 'B' ? value.toLocaleString('en') : value.toFixed(2);
  console.log(
    `${name.padEnd(44)} ${shown.padStart(12)} ${unit.padEnd(3)} ${compared.ratio ? `${compared.ratio.toFixed(1)} × less than float32` : ''}`,
  );
}

const hasMnist = existsSync(join(process.env.MURMURATION_DATA ?? '../shared/data', 'mnist'));
const source = hasMnist ? 'mnist' : 'digits';
console.log(`updates trained on ${hasMnist ? 'MNIST' : 'generated digits: MNIST is not at hand'}`);
for (const [size, model] of Object.entries(models)) {
  const spec = checkSpec({ ...digits, ...model }) as ImageSpec;
  const delta = await trained(spec);
  const baseline: Record<string, number> = {};
  for (const [name, update] of Object.entries(codecs)) {
    const own = { ...spec, update };
    const about = { task: `0x${'11'.repeat(20)}` as const, round: 12, proposer: 34, base: ZERO_DIGEST };
    const file = encodeUpdate({ ...about, delta }, own);
    const encode = medianMs(() => encodeUpdate({ ...about, delta }, own));
    const decode = medianMs(() => {
      if (isRejected(decodeUpdate(file, { ...about, spec: own }))) throw new RangeError('own update rejected');
    });
    const measured = { bytes: file.length, encode, decode };
    for (const [what, value] of Object.entries(measured)) baseline[what] ??= value;
    // The row that is compared from one state of the project to the next.
    const isDefault = name === 'sparse';
    const title = isDefault ? `bytes per update (${size})` : `bytes per update (${size}), ${name}`;
    // Compared with the parameters alone: a peer's raw float32 has no container.
    report(title, file.length, 'B', isDefault ? 4 * delta.length : undefined);
    report(`encode (${size}), ${name}`, encode, 'ms');
    report(`decode (${size}), ${name}`, decode, 'ms');
    report(`encode + decode (${size}), ${name}`, encode + decode, 'ms');
  }
}
if (values.json) writeFileSync(values.json, `${JSON.stringify(rows, null, 2)}\n`);

/** What a participant with 400 train rows learns from a base that is one epoch old. */
async function trained(spec: ImageSpec): Promise<Float32Array> {
  const { own } = await shardsOf(source, digits, 1, ROWS, seedOf('bench update'));
  const dataset = spec.data.channels === 1 ? own[0] : coloured(own[0]);
  const once = { ...spec, training: { ...spec.training, epochs: 1 } };
  const trainer = await openEngine({ spec: once, dataset, split: splitDataset(dataset, spec, seedOf('split')), backend: 'wasm' });
  const base = (await trainer.fit(initialWeights(layoutOf(spec), seedOf('base')), seedOf('first'))).weights;
  const { weights } = await trainer.fit(base, seedOf('second'));
  await trainer.close();
  return weights.map((value, i) => value - base[i]);
}

function coloured({ features, ...rest }: Dataset): Dataset {
  return {
    ...rest,
    featureShape: [rest.featureShape[0], rest.featureShape[1], 3],
    features: Float32Array.from({ length: 3 * features.length }, (_, i) => features[Math.floor(i / 3)]),
  };
}

function medianMs(run: () => void): number {
  const times: number[] = [];
  for (let i = 0; i < 3; i++) run();
  for (let i = 0; i < LEAST_RUNS; i++) {
    const start = performance.now();
    run();
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)];
}
