import * as z from 'zod';
import { canonicalBytes, parseCanonical } from './canonical.ts';
import { BaseError } from './errors.ts';

/**
 * The training logic of a task: declarative, closed, bounded; data, never code. Everybody in a task reads the same
 * bytes (RFC 8785), whose digest the contract holds. What the contract enforces (windows, seats, stake, ε) is not here.
 * Decimals are strings, so that no reader rounds them differently.
 */
z.config({ jitless: true });

const MAX_PARAMETERS = 20_000_000;
const SPEC_MAX_BYTES = 65_536;

const decimal = z.string().regex(/^-?(0|[1-9]\d{0,14})(\.\d{1,15})?$/, 'a decimal such as "0.05"');
const positive = decimal.refine((text) => Number(text) > 0, 'more than 0');
const share = decimal.refine((text) => Number(text) > 0 && Number(text) < 1, 'between 0 and 1');
/** One printable line: no control, bidirectional or zero-width characters. */
const line = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u, 'printable characters only');
const whole = (min: number, max: number) => z.int().min(min).max(max);
const names = z
  .array(line(64))
  .min(2)
  .max(255)
  .refine((list) => new Set(list).size === list.length, 'all different');

const activation = z.enum(['linear', 'relu', 'tanh']);
const layer = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('conv2d'),
    filters: whole(1, 512),
    kernel: whole(1, 11),
    padding: z.enum(['same', 'valid']),
    activation,
  }),
  z.strictObject({ type: z.literal('maxPool2d'), size: whole(2, 4) }),
  z.strictObject({ type: z.literal('flatten') }),
  z.strictObject({ type: z.literal('dense'), units: whole(1, 4096), activation }),
]);

const optimiser = z.discriminatedUnion('name', [
  z.strictObject({
    name: z.literal('sgd'),
    learningRate: positive,
    momentum: decimal.refine((text) => Number(text) >= 0 && Number(text) < 1),
  }),
  z.strictObject({ name: z.literal('adam'), learningRate: positive }),
]);

/** How an update travels. */
const update = z.discriminatedUnion('codec', [
  z.strictObject({ codec: z.literal('float32') }),
  /** One byte per value and one float32 scale per block of values. */
  z.strictObject({ codec: z.literal('int8'), block: whole(16, 65_536) }),
  /**
   * The share `keep` of the values that are furthest from zero, each as a sign and one of 2^(bits − 1) levels. What is left
   * over is added to the same participant's next update, times `feedback` for each model that was adopted in between.
   */
  z.strictObject({
    codec: z.literal('sparse'),
    keep: decimal.refine((text) => Number(text) > 0 && Number(text) <= 1, 'more than 0, at most 1'),
    bits: whole(2, 4),
    rounding: z.enum(['nearest', 'stochastic']),
    feedback: decimal.refine((text) => Number(text) >= 0 && Number(text) <= 1, 'between 0 and 1'),
  }),
]);

const beta = decimal.refine((text) => Number(text) >= 0 && Number(text) < 1, 'from 0, less than 1');
/** How the combined update becomes the next model; what it remembers travels in the model's file. */
const outer = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('momentum'), rate: positive, beta }),
  z.strictObject({ name: z.literal('nesterov'), rate: positive, beta }),
  z.strictObject({ name: z.literal('adam'), rate: positive, beta, beta2: beta, tau: positive }),
]);

const column = z.discriminatedUnion('type', [
  /** Enters the model as (value − mean) / deviation; a missing value as 0. */
  z.strictObject({ type: z.literal('numeric'), name: line(64), mean: decimal, deviation: positive }),
  /** Enters the model one-hot; a value outside the list as all zeros. */
  z.strictObject({ type: z.literal('categorical'), name: line(64), values: names }),
]);

/** Updates are clipped to `clip` × the lower median norm of the valid ones, and never above `maxNorm`. */
const bounds = { clip: positive, maxNorm: positive };
/** At most this share of the kept updates may lie without harm; rounded up, and always fewer than half. */
const liars = decimal.refine((text) => Number(text) > 0 && Number(text) < 0.5, 'between 0 and 0.5');

const aggregation = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.enum(['mean', 'median', 'geometric-median', 'centred-clipping']), ...bounds }),
  z.strictObject({ rule: z.enum(['trimmed-mean', 'multi-krum', 'auto']), ...bounds, liars }),
]);

/** From which cosine on to an earlier seat's update, or to the move that made the base, an update brings nothing of its own. */
const repeatFrom = share;

/**
 * What a voter measures: the loss after a step of length 1/P along the clipped update; the cosine with the update that it has
 * trained itself from the same base; or the mean of both. `gain` scales each; `floor` keeps small losses from being blown up.
 */
const merit = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('step'), gain: positive, floor: positive }),
  z.strictObject({ name: z.literal('cosine'), gain: positive, repeatFrom }),
  z.strictObject({ name: z.literal('step-cosine'), gain: positive, floor: positive, repeatFrom }),
]);

const common = {
  version: z.literal(1),
  title: line(80),
  description: z.string().max(2000),
  split: z.strictObject({ trainShare: share, minTrainRows: whole(1, 1_000_000) }),
  /** Ends in a dense linear layer with one unit per class; the loss is softmax cross-entropy. */
  layers: z.array(layer).min(1).max(64),
  training: z.strictObject({ optimiser, epochs: whole(1, 50), batchSize: whole(1, 4096) }),
  update,
  aggregation,
  /** Absent: the combined update is added to the base. */
  outer: outer.optional(),
  merit,
};

const imageClassification = z.strictObject({
  ...common,
  kind: z.literal('image-classification'),
  data: z.strictObject({ height: whole(1, 1024), width: whole(1, 1024), channels: z.union([z.literal(1), z.literal(3)]), classes: names }),
});

const tableClassification = z.strictObject({
  ...common,
  kind: z.literal('table-classification'),
  data: z.strictObject({
    columns: z.array(column).min(1).max(1024),
    label: line(64),
    classes: names,
  }),
});

const schema = z.discriminatedUnion('kind', [imageClassification, tableClassification]);

/** What a spec of each kind may hold: forms read their choices from here. */
export const SPEC_SCHEMAS = { 'image-classification': imageClassification, 'table-classification': tableClassification } as const;

/** See the schema above; every field is bounded there. */
export type Spec = z.infer<typeof schema>;
export type ImageSpec = Extract<Spec, { kind: 'image-classification' }>;
export type TableSpec = Extract<Spec, { kind: 'table-classification' }>;
export type Layer = Spec['layers'][number];

/** Checks a value, e.g. what the create form holds. @throws InvalidSpecError with the path of the first fault */
export function checkSpec(value: unknown): Spec {
  const result = schema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    throw new InvalidSpecError({ subject: issue?.path.join('.') || 'spec', expected: issue?.message ?? 'a spec' });
  }
  const spec = result.data;
  const last = spec.layers[spec.layers.length - 1] as Layer;
  if (last.type !== 'dense' || last.activation !== 'linear' || last.units !== spec.data.classes.length) {
    throw new InvalidSpecError({
      subject: `layers.${spec.layers.length - 1}`,
      expected: `dense, linear, ${spec.data.classes.length} units`,
    });
  }
  if (spec.kind === 'table-classification') {
    const columns = [...spec.data.columns.map((item) => item.name), spec.data.label];
    if (new Set(columns).size !== columns.length) throw new InvalidSpecError({ subject: 'data.columns', expected: 'names all different' });
  }
  shapes(spec);
  return spec;
}

/** Reads canonical bytes. @throws NotCanonicalError, InvalidSpecError */
export function readSpec(bytes: Uint8Array): Spec {
  return checkSpec(parseCanonical(bytes, SPEC_MAX_BYTES));
}

/** The bytes whose digest the contract holds. @throws InvalidSpecError */
export function writeSpec(spec: Spec): Uint8Array {
  return canonicalBytes(checkSpec(spec));
}

/** Shape of one example as it enters the model: `[height, width, channels]` or `[columns after one-hot]`. */
export function featureShape(spec: Spec): readonly number[] {
  if (spec.kind === 'image-classification') return [spec.data.height, spec.data.width, spec.data.channels];
  return [spec.data.columns.reduce((sum, item) => sum + (item.type === 'numeric' ? 1 : item.values.length), 0)];
}

/** Output shape of each layer, without the batch. @throws InvalidSpecError where layers do not fit each other */
export function shapes(spec: Spec): readonly (readonly number[])[] {
  const result: (readonly number[])[] = [];
  let shape = featureShape(spec);
  let parameters = 0;
  spec.layers.forEach((item, i) => {
    const misfit = (expected: string) => new InvalidSpecError({ subject: `layers.${i}`, expected, actual: `[${shape.join(', ')}]` });
    if (item.type === 'dense') {
      if (shape.length !== 1) throw misfit('a flat input: put a flatten layer before');
      parameters += (product(shape) + 1) * item.units;
      shape = [item.units];
    } else if (item.type === 'flatten') {
      shape = [product(shape)];
    } else {
      const [height, width, channels] = shape;
      if (height === undefined || width === undefined || channels === undefined) throw misfit('an image input');
      if (item.type === 'conv2d') {
        parameters += (item.kernel ** 2 * channels + 1) * item.filters;
        const lost = item.padding === 'same' ? 0 : item.kernel - 1;
        shape = [height - lost, width - lost, item.filters];
      } else {
        shape = [Math.floor(height / item.size), Math.floor(width / item.size), channels];
      }
    }
    if (shape.some((side) => side < 1)) throw misfit('an output that is not empty');
    if (product(shape) > MAX_PARAMETERS || parameters > MAX_PARAMETERS) {
      throw new InvalidSpecError({ subject: `layers.${i}`, expected: `at most ${MAX_PARAMETERS} parameters` });
    }
    result.push(shape);
  });
  return result;
}

/** Names of the tensors in which the outer step remembers earlier rounds, each flat and as long as the weights. */
export function outerMemory({ outer }: Pick<Spec, 'outer'>): readonly string[] {
  if (!outer) return [];
  return outer.name === 'adam' ? ['outer.m', 'outer.v'] : ['outer.m'];
}

export function product(shape: readonly number[]): number {
  return shape.reduce((total, side) => total * side, 1);
}

export class InvalidSpecError extends BaseError {
  constructor(facts: { subject: string; expected: string; actual?: string }) {
    super('Invalid spec', facts);
  }
}
