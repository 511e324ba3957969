import { random, seedOf } from '../../../app/core/random.ts';
import { checkSpec, featureShape, type Layer, product, type Spec } from '../../../app/core/spec.ts';
import type { Dataset, Split } from '../../../app/core/words.ts';

type Training = Spec['training'];

const sgd: Training['optimiser'] = { name: 'sgd', learningRate: '0.1', momentum: '0.9' };

export const dense = (units: number, activation: 'linear' | 'relu' | 'tanh' = 'relu'): Layer => ({ type: 'dense', units, activation });
export const conv = (filters: number, kernel: number, padding: 'same' | 'valid' = 'same', activation: 'relu' | 'tanh' = 'relu'): Layer => ({
  type: 'conv2d',
  filters,
  kernel,
  padding,
  activation,
});
export const pool = (size = 2): Layer => ({ type: 'maxPool2d', size });
export const flatten: Layer = { type: 'flatten' };

/** A spec for square images; `layers` without the last dense layer. */
export function specOf(layers: Layer[], training: Partial<Training> = {}, side = 8, channels: 1 | 3 = 1): Spec {
  return checkSpec({
    version: 1,
    title: 'test',
    description: '',
    kind: 'image-classification',
    data: { height: side, width: side, channels, classes: ['a', 'b', 'c'] },
    split: { trainShare: '0.5', minTrainRows: 1 },
    layers: [...layers, dense(3, 'linear')],
    training: { optimiser: sgd, epochs: 1, batchSize: 16, ...training },
    update: { codec: 'int8', block: 1024 },
    aggregation: { rule: 'mean', clip: '1', maxNorm: '100' },
    merit: { name: 'step', gain: '64', floor: '0.1' },
  });
}

export const MLP: Layer[] = [flatten, dense(12), dense(7, 'tanh')];
export const CNN: Layer[] = [conv(4, 3), pool(), conv(5, 3, 'valid', 'tanh'), flatten];

/** Three classes that differ by which third of the image is bright, with noise: easy, and not the same for any two rows. */
export function bright(spec: Spec, rows: number, seed = 'bright'): { dataset: Dataset; split: Split } {
  const stream = random(seedOf(seed));
  const shape = featureShape(spec);
  const size = product(shape);
  const labels = Uint8Array.from({ length: rows }, () => stream.below(3));
  const features = Float32Array.from({ length: rows * size }, (_, i) => {
    const isBright = Math.floor(((i % size) * 3) / size) === labels[Math.floor(i / size)];
    return (isBright ? 0.6 : 0.1) + 0.3 * stream.normal();
  });
  const dataset: Dataset = { features, featureShape: shape, labels, classes: spec.data.classes };
  const all = Uint32Array.from({ length: rows }, (_, i) => i);
  return { dataset, split: { train: all.filter((i) => i % 2 === 0), test: all.filter((i) => i % 2 === 1) } };
}

/** Largest absolute difference. */
export function distance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Number.NaN;
  let most = 0;
  for (let i = 0; i < a.length; i++) most = Math.max(most, Number.isNaN(a[i] - b[i]) ? Number.POSITIVE_INFINITY : Math.abs(a[i] - b[i]));
  return most;
}
