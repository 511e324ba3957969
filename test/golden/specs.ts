import { checkSpec, type Spec } from '../../app/core/spec.ts';

const CLASSES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

const rest = {
  version: 1,
  title: 'Golden',
  description: '',
  split: { trainShare: '0.5', minTrainRows: 64 },
  training: { optimiser: { name: 'sgd', learningRate: '0.1', momentum: '0' }, epochs: 1, batchSize: 32 },
  aggregation: { rule: 'mean', clip: '1', maxNorm: '1000' },
  merit: { name: 'step', gain: '64', floor: '0.1' },
};

/** A table model of 26 parameters: small enough to write its bytes out. */
export const tinySpec: Spec = checkSpec({
  ...rest,
  kind: 'table-classification',
  data: {
    columns: ['a', 'b', 'c'].map((name) => ({ type: 'numeric', name, mean: '0', deviation: '1' })),
    label: 'y',
    classes: ['no', 'yes'],
  },
  layers: [
    { type: 'dense', units: 4, activation: 'relu' },
    { type: 'dense', units: 2, activation: 'linear' },
  ],
  update: { codec: 'int8', block: 16 },
});

/** 28 × 28 images through 32 hidden units: 25,450 parameters. */
export const perceptronSpec: Spec = checkSpec({
  ...rest,
  kind: 'image-classification',
  data: { height: 28, width: 28, channels: 1, classes: CLASSES },
  layers: [{ type: 'flatten' }, { type: 'dense', units: 32, activation: 'relu' }, { type: 'dense', units: 10, activation: 'linear' }],
  update: { codec: 'int8', block: 256 },
});

/** A small convolutional model: tensors of rank 4. */
export const convolutionalSpec: Spec = checkSpec({
  ...rest,
  kind: 'image-classification',
  data: { height: 12, width: 12, channels: 3, classes: CLASSES },
  layers: [
    { type: 'conv2d', filters: 4, kernel: 3, padding: 'same', activation: 'relu' },
    { type: 'maxPool2d', size: 2 },
    { type: 'flatten' },
    { type: 'dense', units: 10, activation: 'linear' },
  ],
  update: { codec: 'int8', block: 100 },
});
