import type { ImageSpec } from '../../../app/core/spec.ts';
import { digitsSpec } from '../../../app/node/presets.ts';
import { cached } from './cache.ts';
import type { Source } from './examples.ts';
import { ATTACKS, type Measurements, type MeasureSetting, measure } from './measure.ts';

/** Rules are chosen on the worlds of these seeds, and measured again on the others. */
export const TUNING = ['wren'] as const;
export const FRESH = ['finch'] as const;
/** Worlds of these skews are measured by cosines alone: they take a third of the time. */
export const COSINES_ONLY: readonly Skew[] = [1];

/** Dirichlet's parameter for the skew of labels; 'alike' is IID. */
export const SKEWS = ['alike', 1, 0.3, 0.1] as const;
export type Skew = (typeof SKEWS)[number];

export const FORM = {
  participants: 40,
  rows: 240,
  reference: 300,
  eta: 0.3,
  proposers: 8,
  voters: 32,
  rounds: [1, 4, 12, 24, 40],
  draws: 2,
} as const;

/** One world of the grid, measured once and kept. */
export async function measured(source: Source, skew: Skew, seed: string, form: Partial<MeasureSetting> = {}): Promise<Measurements> {
  const { layers, training } = digitsSpec() as ImageSpec;
  const key = { source, skew, seed, ...FORM, ...form, attacks: form.attacks ?? ATTACKS, layers, training };
  return cached(key, () =>
    measure({
      ...FORM,
      attacks: ATTACKS,
      ...form,
      source,
      seed,
      alpha: skew === 'alike' ? undefined : skew,
      spec: digitsSpec() as ImageSpec,
    }),
  );
}
