import { SPEC_SCHEMAS, type Spec } from './spec.ts';

/**
 * What a form asks for a part of the spec, read from the spec's own schema, so that what the schema learns the form knows.
 * In: a kind, a part and the texts chosen so far by path. Out: fields in the schema's order.
 */
export type SpecField =
  | { readonly path: string; readonly type: 'whole'; readonly min: number; readonly max: number }
  | { readonly path: string; readonly type: 'decimal' | 'flag' }
  | { readonly path: string; readonly type: 'choice'; readonly options: readonly string[] };

/** Values of a form by their path in the spec. */
export type Texts = Readonly<Record<string, string>>;

/** What is read of a schema: zod 4's description of itself. */
type Described = {
  readonly minValue?: number;
  readonly maxValue?: number;
  readonly _zod: {
    readonly def: {
      readonly type: string;
      readonly shape?: Readonly<Record<string, Described>>;
      readonly discriminator?: string;
      readonly options?: readonly Described[];
      readonly values?: readonly unknown[];
      readonly entries?: Readonly<Record<string, string>>;
      readonly innerType?: Described;
      readonly element?: Described;
    };
  };
};

export type SpecPart = 'training' | 'update' | 'aggregation' | 'outer' | 'merit' | 'split';
export const SPEC_PARTS: readonly SpecPart[] = ['training', 'aggregation', 'outer', 'update', 'merit', 'split'];
/** Chosen where a part that may be missing is missing. */
export const NONE = 'none';

/** Fields of one part. Where the schema branches, the branch that `texts` names, else the first. */
export function fieldsOf(kind: Spec['kind'], part: SpecPart, texts: Texts): SpecField[] {
  return fieldsIn(SPEC_SCHEMAS[kind].shape[part] as unknown as Described, part, texts);
}

function fieldsIn(schema: Described, path: string, texts: Texts, mayMiss = false): SpecField[] {
  const { type, shape, discriminator, options, innerType } = schema._zod.def;
  if (innerType) return fieldsIn(innerType, path, texts, type === 'optional');
  if (shape) return Object.entries(shape).flatMap(([name, inner]) => fieldsIn(inner, `${path}.${name}`, texts));
  if (options && discriminator) {
    const named = options.map((option) => namesOf(option._zod.def.shape?.[discriminator]));
    const names = [...(mayMiss ? [NONE] : []), ...named.flat()];
    const chosen = names.find((name) => name === texts[`${path}.${discriminator}`]) ?? names[0];
    const branch = options[named.findIndex((list) => list.includes(chosen ?? ''))];
    const rest = Object.entries(branch?._zod.def.shape ?? {}).filter(([name]) => name !== discriminator);
    return [
      { path: `${path}.${discriminator}`, type: 'choice', options: names },
      ...rest.flatMap(([name, inner]) => fieldsIn(inner, `${path}.${name}`, texts)),
    ];
  }
  const named = namesOf(schema);
  if (named.length > 0) return [{ path, type: 'choice', options: named }];
  if (type === 'number') return [{ path, type: 'whole', min: schema.minValue ?? 0, max: schema.maxValue ?? Number.MAX_SAFE_INTEGER }];
  if (type === 'boolean') return [{ path, type: 'flag' }];
  return type === 'string' ? [{ path, type: 'decimal' }] : [];
}

/** What a literal or an enumeration allows. */
function namesOf(schema: Described | undefined): string[] {
  const { values, entries } = schema?._zod.def ?? {};
  return values ? values.map(String) : entries ? Object.values(entries) : [];
}

/** Fields of one layer at a place in the list. */
export function layerFields(kind: Spec['kind'], place: number, texts: Texts): SpecField[] {
  const { element } = (SPEC_SCHEMAS[kind].shape.layers as unknown as Described)._zod.def;
  return element ? fieldsIn(element, `layers.${place}`, texts) : [];
}

/** The part as the spec has it, from the texts of its fields; undefined where it is chosen to be missing. */
export function partOf(kind: Spec['kind'], part: SpecPart, texts: Texts): unknown {
  const [first] = fieldsOf(kind, part, texts);
  if (first?.type === 'choice' && first.options[0] === NONE && (texts[first.path] ?? NONE) === NONE) return undefined;
  return collect(fieldsOf(kind, part, texts), part, texts);
}

export function layerOf(kind: Spec['kind'], place: number, texts: Texts): unknown {
  return collect(layerFields(kind, place, texts), `layers.${place}`, texts);
}

/** What is no number becomes NaN, which the spec's check refuses. */
function collect(fields: readonly SpecField[], root: string, texts: Texts): unknown {
  const result: Record<string, unknown> = {};
  for (const field of fields) {
    const text = (texts[field.path] ?? (field.type === 'choice' ? field.options[0] : '')).trim();
    const value =
      field.type === 'whole' ? (/^\d+$/.test(text) ? Number(text) : Number.NaN) : field.type === 'flag' ? text === 'true' : text;
    const names = field.path.slice(root.length + 1).split('.');
    let at = result;
    for (const name of names.slice(0, -1)) {
      at[name] ??= {};
      at = at[name] as Record<string, unknown>;
    }
    at[names[names.length - 1]] = value;
  }
  return result;
}

/** The inverse: the texts of a spec's part. */
export function textsOf(value: unknown, path: string): Record<string, string> {
  if (value === undefined) return {};
  if (typeof value !== 'object' || value === null) return { [path]: String(value) };
  return Object.assign({}, ...Object.entries(value).map(([name, inner]) => textsOf(inner, `${path}.${name}`)));
}
