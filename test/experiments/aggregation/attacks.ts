import type { Random } from '../../../app/core/random.ts';
import { CLASSES, type Rows } from './learner.ts';

/** What liars do; `label flip` trains on 9 − y, the others change what they or their fellows have learnt. */
export const ATTACKS = ['none', 'sign flip', '× 10', 'label flip', 'Gaussian', 'a little is enough'] as const;
export type Attack = (typeof ATTACKS)[number];

/** Deviations from the mean, as in most published comparisons of Baruch et al., 2019. */
const LITTLE = 1.5;

/** Rows as a liar sees them. */
export function lied(attack: Attack, rows: Rows): Rows {
  return attack === 'label flip' ? { ...rows, labels: rows.labels.map((label) => CLASSES - 1 - label) } : rows;
}

/** What a liar publishes instead of what it has learnt; `honest` are the updates of all others, which it knows. */
export function published(attack: Attack, own: Float32Array, honest: readonly Float32Array[], stream: Random): Float32Array {
  if (attack === 'sign flip') return own.map((value) => -value);
  if (attack === '× 10') return own.map((value) => 10 * value);
  if (attack === 'Gaussian') {
    const deviation = Math.sqrt(own.reduce((total, value) => total + value * value, 0) / own.length);
    return own.map(() => deviation * stream.normal());
  }
  if (attack !== 'a little is enough') return own;
  return own.map((_, i) => {
    let [total, squares] = [0, 0];
    for (const update of honest) {
      total += update[i];
      squares += update[i] * update[i];
    }
    const mean = total / honest.length;
    return mean - LITTLE * Math.sqrt(Math.max(0, squares / honest.length - mean * mean));
  });
}
