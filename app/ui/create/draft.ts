import { layerOf, partOf, SPEC_PARTS, type Texts, textsOf } from '../../core/fields.ts';
import type { Layer, Spec } from '../../core/spec.ts';
import { modelLayers, type Preset } from './presets.ts';
import { RULE_DEFAULTS } from './ruleForms.ts';

/** What a person has filled in so far: texts as they were typed, so that nothing is lost that is not yet right. */
export type Draft = {
  readonly version: 1;
  readonly kind: Spec['kind'];
  /** What the sample said about the examples. */
  readonly data?: Spec['data'];
  readonly preset: Preset;
  /** How many layers of one's own there are before the last one; their texts are `layers.N.…`. */
  readonly ownLayers: number;
  /** Title, description, the spec's parts by path (`training.epochs`), rules by name (`rules.minStake`). */
  readonly texts: Texts;
  readonly arenaTask?: string;
};

const TRAINING = {
  training: { optimiser: { name: 'sgd', learningRate: '0.015', momentum: '0.9' }, epochs: 2, batchSize: 32 },
  update: { codec: 'int8', block: 256 },
  aggregation: { rule: 'mean', clip: '1', maxNorm: '100' },
  merit: { name: 'step-cosine', gain: '64', floor: '0.1', repeatFrom: '0.99' },
  split: { trainShare: '0.5', minTrainRows: 64 },
};

export function freshDraft(): Draft {
  const parts = Object.entries(TRAINING).map(([name, value]) => textsOf(value, name));
  const rules = Object.fromEntries(Object.entries(RULE_DEFAULTS).map(([name, text]) => [`rules.${name}`, text]));
  return {
    version: 1,
    kind: 'image-classification',
    preset: 'small',
    ownLayers: 0,
    texts: Object.assign({ title: '', description: '' }, ...parts, rules),
  };
}

/** The layers that the draft stands for, the last one included. */
export function layersOf(draft: Draft): readonly Layer[] {
  const classes = draft.data?.classes.length ?? 2;
  const last: Layer = { type: 'dense', units: classes, activation: 'linear' };
  if (draft.preset !== 'own') return [...modelLayers(draft.preset, draft.data), last];
  return [...Array.from({ length: draft.ownLayers }, (_, i) => layerOf(draft.kind, i, draft.texts) as Layer), last];
}

/** The spec as a value that may not be valid yet. */
export function specValue(draft: Draft): Record<string, unknown> {
  const parts = SPEC_PARTS.map((part) => [part, partOf(draft.kind, part, draft.texts)]);
  return {
    version: 1,
    kind: draft.kind,
    title: (draft.texts.title ?? '').trim(),
    description: (draft.texts.description ?? '').trim(),
    data: draft.data,
    layers: layersOf(draft),
    ...Object.fromEntries(parts),
  };
}

const key = (chainId: number) => `murmuration.draft.${chainId}`;

/** The draft of an earlier visit; a fresh one where there is none that can be read. */
export function keptDraft(chainId: number): Draft {
  try {
    const kept = JSON.parse(localStorage.getItem(key(chainId)) ?? 'null') as Draft | null;
    const fresh = freshDraft();
    if (kept?.version !== 1 || typeof kept.texts !== 'object') return fresh;
    return { ...fresh, ...kept, texts: { ...fresh.texts, ...kept.texts } };
  } catch {
    return freshDraft();
  }
}

export function keepDraft(chainId: number, draft: Draft | undefined): void {
  try {
    if (draft) localStorage.setItem(key(chainId), JSON.stringify(draft));
    else localStorage.removeItem(key(chainId));
  } catch {
    // Without storage a draft lasts as long as the page.
  }
}
