import type { Layer, Spec } from '../../core/spec.ts';

/** Models to begin with; `own` is a list of layers that a person makes. */
export const PRESETS = ['linear', 'small', 'wide', 'convolution', 'own'] as const;
export type Preset = (typeof PRESETS)[number];

/** Presets that fit the examples. */
export function presetsFor(kind: Spec['kind']): readonly Preset[] {
  return kind === 'image-classification' ? PRESETS : PRESETS.filter((name) => name !== 'convolution');
}

const POOLED = 8;

/** Layers before the last one, which has a unit for each class. */
export function modelLayers(preset: Exclude<Preset, 'own'>, data: Spec['data'] | undefined): Layer[] {
  const image = data && 'height' in data ? data : undefined;
  const isImage = image !== undefined || data === undefined;
  const flat: Layer[] = isImage ? [{ type: 'flatten' }] : [];
  if (preset === 'linear') return flat;
  if (preset === 'small') return [...flat, { type: 'dense', units: 32, activation: 'relu' }];
  if (preset === 'wide')
    return [...flat, { type: 'dense', units: 128, activation: 'relu' }, { type: 'dense', units: 64, activation: 'relu' }];
  const side = Math.min(image?.height ?? 28, image?.width ?? 28);
  const conv = (filters: number): Layer => ({ type: 'conv2d', filters, kernel: 3, padding: 'same', activation: 'relu' });
  const pool: Layer[] = side >= POOLED ? [{ type: 'maxPool2d', size: 2 }] : [];
  return [conv(8), ...pool, conv(16), ...pool, { type: 'flatten' }];
}
