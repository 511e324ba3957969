import { featureShape, type Layer, type Spec, shapes } from '../../core/spec.ts';
import type { TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { plain } from '../text.ts';
import { troubleNamed } from '../words.ts';

/** What kind of task it is, or why that is not known. */
export function kindWords({ spec, specError }: Pick<TaskView, 'spec' | 'specError'>): string {
  if (spec) return T.phrases.kind[spec.kind];
  if (specError === undefined) return T.phrases.spec.unfetched;
  return specError === 'SpecUnavailableError' ? T.phrases.spec.looking : T.phrases.spec.invalid;
}

/** Stands for the description where there is none. */
export function missingSpecWords({ specError }: Pick<TaskView, 'specError'>): string {
  if (specError === undefined) return T.phrases.spec.missing;
  const { sentence, way } = troubleNamed(specError);
  return `${sentence} ${way}`;
}

/** The model in one line: `conv 8 × 3×3 → pool 2 → flatten → dense 10`. */
export function modelWords(spec: Spec): string {
  return spec.layers.map(layerWords).join(' → ');
}

function layerWords(layer: Layer): string {
  if (layer.type === 'conv2d') return T.phrases.layer.conv(layer.filters, layer.kernel);
  if (layer.type === 'maxPool2d') return T.phrases.layer.pool(layer.size);
  if (layer.type === 'flatten') return T.phrases.layer.flatten;
  return T.phrases.layer.dense(layer.units);
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
  if (spec.kind === 'table-classification') return T.phrases.table(spec.data.columns.length, plain(spec.data.label, 32));
  const { height, width, channels } = spec.data;
  return T.phrases.picture(height, width, channels === 1);
}

export function optimiserWords(spec: Spec): string {
  const { optimiser } = spec.training;
  return optimiser.name === 'adam' ? T.phrases.adam(optimiser.learningRate) : T.phrases.sgd(optimiser.learningRate, optimiser.momentum);
}

/** How updates are combined, and how many may lie. */
export function ruleWords({ aggregation }: Spec): string {
  const words = T.phrases.rule[aggregation.rule];
  return 'liars' in aggregation ? T.phrases.liars(words, Math.round(Number(aggregation.liars) * 100)) : words;
}

/** What becomes of the combined update. */
export function outerWords({ outer }: Spec): string {
  if (!outer) return T.phrases.outer.none;
  if (outer.name === 'adam') return T.phrases.outer.adam(outer.rate);
  return T.phrases.outer[outer.name](outer.beta, outer.rate);
}

/** How an update travels. */
export function codecWords({ update }: Spec): string {
  switch (update.codec) {
    case 'float32':
      return T.phrases.codec.float32;
    case 'int8':
      return T.phrases.codec.int8(update.block);
    case 'sparse': {
      const share = Number((100 * Number(update.keep)).toFixed(3));
      return T.phrases.codec.sparse(share, update.bits, Number(update.feedback) > 0);
    }
  }
}

/** What a voter measures of an update. */
export function meritMeans({ merit }: Spec): string {
  const words = T.phrases.measure[merit.name];
  return merit.name === 'step' ? words : T.phrases.unlessRepeated(words);
}

/** True where the project's own generator of digits fits the spec: 28 × 28 grey pictures of the ten digits. */
export function takesDigits(spec: Spec | undefined): boolean {
  if (spec?.kind !== 'image-classification') return false;
  const { height, width, channels, classes } = spec.data;
  return height === 28 && width === 28 && channels === 1 && classes.length === 10 && classes.every((name, i) => name === String(i));
}
