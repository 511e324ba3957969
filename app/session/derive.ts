import { nextModel } from '../aggregate/outer.ts';
import type { RoundFacts } from '../chain/views.ts';
import type { Spec } from '../core/spec.ts';
import type { Model } from '../core/words.ts';
import type { Received } from './updates.ts';

/**
 * The model that a round comes to: what its voters attest, and what anybody can derive again later. In: the base, what came of
 * every proposal that was judged valid, and the contract's judgement.
 */
export function derive(
  spec: Spec,
  base: Model,
  received: readonly Received[],
  { kept, judged }: Pick<RoundFacts, 'kept' | 'judged'>,
): Model {
  const updates = received.flatMap(({ seat, delta }) => (delta ? [{ seat, delta }] : []));
  return nextModel({ ...spec.aggregation, base: base.weights, updates, keptSeats: kept, judged }, base.memory, spec.outer);
}
