import { sha256 } from '@noble/hashes/sha2.js';
import { nextModel, type Outer } from '../../app/aggregate/outer.ts';
import { toHex } from '../../app/core/bytes.ts';
import { initialWeights, layoutOf } from '../../app/core/layout.ts';
import { random, seedOf } from '../../app/core/random.ts';
import { encodeModel, readModel } from '../../app/update/model.ts';
import { perceptronSpec } from './specs.ts';
import { harshDelta } from './update.ts';

/** The sha-256 of the model's file after each of four rounds: the same in Node and in every browser. */
export type OuterVector = { readonly outer: Outer; readonly models: readonly string[] };

export const OUTERS: readonly Outer[] = [
  { name: 'momentum', rate: '1', beta: '0.9' },
  { name: 'nesterov', rate: '0.7', beta: '0.9' },
  { name: 'adam', rate: '0.01', beta: '0.9', beta2: '0.99', tau: '0.001' },
];

export function outerVectors(): OuterVector[] {
  return OUTERS.map((outer) => {
    const spec = { ...perceptronSpec, outer };
    const layout = layoutOf(spec);
    let bytes = encodeModel(initialWeights(layout, seedOf(`outer ${outer.name}`)), spec);
    const models = [1, 2, 3, 4].map((round) => {
      const updates = [0, 1, 2].map((seat) => ({
        seat,
        delta: harshDelta(layout.size, random(seedOf(`outer ${outer.name} ${round} ${seat}`))),
      }));
      const { weights, memory } = readModel(bytes, spec);
      const next = nextModel({ ...spec.aggregation, base: weights, updates, keptSeats: [0, 1, 2] }, memory, outer);
      bytes = encodeModel(next.weights, spec, next.memory);
      return toHex(sha256(bytes));
    });
    return { outer, models };
  });
}
