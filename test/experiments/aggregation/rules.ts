import type { Spec } from '../../../app/core/spec.ts';

const BOUNDS = { clip: '1', maxNorm: '100' } as const;
/** The share that lies in every scene with liars. */
const liars = '0.25';

/** Every rule as a spec would name it; the last one chooses. */
export const RULES: readonly Spec['aggregation'][] = [
  { rule: 'mean', ...BOUNDS },
  { rule: 'median', ...BOUNDS },
  { rule: 'trimmed-mean', ...BOUNDS, liars },
  { rule: 'multi-krum', ...BOUNDS, liars },
  { rule: 'geometric-median', ...BOUNDS },
  { rule: 'centred-clipping', ...BOUNDS },
  { rule: 'auto', ...BOUNDS, liars },
];
export const AUTO = 'auto';
