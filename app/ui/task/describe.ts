import { featureShape, type Layer, type Spec, shapes } from '../../core/spec.ts';
import type { TaskView } from '../../session/views.ts';
import { plain } from '../text.ts';
import { troubleNamed } from '../words.ts';

export const KIND_WORDS: Readonly<Record<Spec['kind'], string>> = {
  'image-classification': 'Image classification',
  'table-classification': 'Table classification',
};

/** What kind of task it is, or why that is not known. */
export function kindWords({ spec, specError }: Pick<TaskView, 'spec' | 'specError'>): string {
  if (spec) return KIND_WORDS[spec.kind];
  if (specError === undefined) return 'spec not fetched yet';
  return specError === 'SpecUnavailableError' ? 'looking for its spec' : 'its spec is not valid';
}

/** Stands for the description where there is none. */
export function missingSpecWords({ specError }: Pick<TaskView, 'specError'>): string {
  if (specError === undefined)
    return 'What it trains stands in a file that its peers have. It is fetched and checked as soon as you use the page.';
  const { sentence, way } = troubleNamed(specError);
  return `${sentence} ${way}`;
}

/** The model in one line: `conv 8 × 3×3 → pool 2 → flatten → dense 10`. */
export function modelWords(spec: Spec): string {
  return spec.layers.map(layerWords).join(' → ');
}

function layerWords(layer: Layer): string {
  if (layer.type === 'conv2d') return `conv ${layer.filters} × ${layer.kernel}×${layer.kernel}`;
  if (layer.type === 'maxPool2d') return `pool ${layer.size}`;
  if (layer.type === 'flatten') return 'flatten';
  return `dense ${layer.units}`;
}

/** Trainable parameters. */
export function parameters(spec: Spec): number {
  const outputs = shapes(spec);
  return spec.layers.reduce((sum, layer, i) => {
    const input = i === 0 ? featureShape(spec) : outputs[i - 1];
    const last = input[input.length - 1];
    if (layer.type === 'conv2d') return sum + (layer.kernel ** 2 * last + 1) * layer.filters;
    return layer.type === 'dense' ? sum + (last + 1) * layer.units : sum;
  }, 0);
}

/** What one example is. */
export function exampleWords(spec: Spec): string {
  if (spec.kind === 'table-classification') return `${spec.data.columns.length} columns, label “${plain(spec.data.label, 32)}”`;
  const { height, width, channels } = spec.data;
  return `${height} × ${width} pixels, ${channels === 1 ? 'grey' : 'colour'}`;
}

export function optimiserWords(spec: Spec): string {
  const { optimiser } = spec.training;
  return optimiser.name === 'adam'
    ? `Adam, learning rate ${optimiser.learningRate}`
    : `SGD, learning rate ${optimiser.learningRate}, momentum ${optimiser.momentum}`;
}

const RULE_WORDS: Readonly<Record<Spec['aggregation']['rule'], string>> = {
  mean: 'mean',
  median: 'median of each parameter',
  'trimmed-mean': 'mean without the extremes',
  'multi-krum': 'mean of those nearest to each other (Multi-Krum)',
  'geometric-median': 'geometric median',
  'centred-clipping': 'centred clipping',
  auto: 'what suits how alike the updates are',
};

/** How updates are combined, and how many may lie. */
export function ruleWords({ aggregation }: Spec): string {
  const words = RULE_WORDS[aggregation.rule];
  return 'liars' in aggregation ? `${words}, though ${Math.round(Number(aggregation.liars) * 100)} % may lie` : words;
}

/** What becomes of the combined update. */
export function outerWords({ outer }: Spec): string {
  if (!outer) return 'added to the model';
  if (outer.name === 'adam') return `a step of Adam, rate ${outer.rate}, with a memory of earlier rounds`;
  return `a step with ${outer.name === 'nesterov' ? 'Nesterov ' : ''}momentum ${outer.beta}, rate ${outer.rate}`;
}

/** How an update travels. */
export function codecWords({ update }: Spec): string {
  switch (update.codec) {
    case 'float32':
      return '32-bit numbers';
    case 'int8':
      return `8-bit numbers in blocks of ${update.block}`;
    case 'sparse': {
      const share = Number((100 * Number(update.keep)).toFixed(3));
      const rest = Number(update.feedback) > 0 ? '; what is left over goes into your next one' : '';
      return `the ${share} % of differences that are largest, ${update.bits} bits each${rest}`;
    }
  }
}

/** True where the project's own generator of digits fits the spec: 28 × 28 grey pictures of the ten digits. */
export function takesDigits(spec: Spec | undefined): boolean {
  if (spec?.kind !== 'image-classification') return false;
  const { height, width, channels, classes } = spec.data;
  return height === 28 && width === 28 && channels === 1 && classes.length === 10 && classes.every((name, i) => name === String(i));
}
