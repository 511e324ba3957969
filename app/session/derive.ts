import { type Aggregate, aggregateHere } from '../aggregate/open.ts';
import type { RoundFacts } from '../chain/views.ts';
import type { Spec } from '../core/spec.ts';
import type { Model } from '../core/words.ts';
import type { Received } from './updates.ts';

/**
 * The model that a round comes to: what its voters attest, and what anybody can derive again later. In: the base, what came of
 * every proposal that was judged valid, and the contract's judgement. `aggregate` may compute in another thread.
 */
export function derive(
  spec: Spec,
  base: Model,
  received: readonly Received[],
  { kept, judged }: Pick<RoundFacts, 'kept' | 'judged'>,
  aggregate: Aggregate = aggregateHere,
): Promise<Model> {
  const updates = received.flatMap(({ seat, delta }) => (delta ? [{ seat, delta }] : []));
  return aggregate({ ...spec.aggregation, base: base.weights, updates, keptSeats: kept, judged }, base.memory, spec.outer);
}
