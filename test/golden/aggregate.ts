import { sha256 } from '@noble/hashes/sha2.js';
import { aggregate } from '../../app/aggregate/aggregate.ts';
import { toHex } from '../../app/core/bytes.ts';
import { initialWeights, layoutOf } from '../../app/core/layout.ts';
import { random, seedOf } from '../../app/core/random.ts';
import type { Spec } from '../../app/core/spec.ts';
import { encodeModel } from '../../app/update/model.ts';
import { convolutionalSpec, perceptronSpec, tinySpec } from './specs.ts';
import { harshDelta } from './update.ts';

/** What a rule makes of one seed's updates, as the sha-256 of the model's file: the same in Node and in every browser. */
export type AggregateVector = { readonly spec: string; readonly updates: number } & Readonly<Record<RuleName, string>>;

type RuleName = Spec['aggregation']['rule'];

const BOUNDS = { clip: '0.75', maxNorm: '1000' } as const;
export const RULES: readonly Spec['aggregation'][] = [
  { rule: 'mean', ...BOUNDS },
  { rule: 'median', ...BOUNDS },
  { rule: 'trimmed-mean', ...BOUNDS, liars: '0.25' },
  { rule: 'multi-krum', ...BOUNDS, liars: '0.25' },
  { rule: 'geometric-median', ...BOUNDS },
  { rule: 'centred-clipping', ...BOUNDS },
  { rule: 'auto', ...BOUNDS, liars: '0.25' },
];

const SPECS: Record<string, Spec> = { tiny: tinySpec, perceptron: perceptronSpec, convolutional: convolutionalSpec };

/** Recomputes every golden vector from its seed. */
export function aggregateVectors(seed = 'golden'): AggregateVector[] {
  return Object.entries(SPECS).flatMap(([spec, value]) => [1, 2, 5, 9].map((updates) => vectorOf(seed, spec, value, updates)));
}

function vectorOf(seed: string, name: string, spec: Spec, count: number): AggregateVector {
  const { size } = layoutOf(spec);
  const base = initialWeights(layoutOf(spec), seedOf(`${seed} ${name} ${count} base`));
  const common = harshDelta(size, random(seedOf(`${seed} ${name} ${count} common`)));
  const updates = Array.from({ length: count }, (_, i) => {
    // Alike where the count is odd, so that rules that look at likeness see both.
    const own = harshDelta(size, random(seedOf(`${seed} ${name} ${count} ${i}`)));
    return { seat: (i * 7) % 32, delta: count % 2 === 0 ? own : own.map((value, j) => value / 4 + common[j]) };
  });
  const keptSeats = updates.map(({ seat }) => seat);
  const judged = Uint8Array.from({ length: 32 }, (_, seat) => 100 + 3 * seat);
  const made = RULES.map((rule) => [rule.rule, toHex(sha256(encodeModel(aggregate({ base, updates, keptSeats, judged, ...rule }), spec)))]);
  return { spec: name, updates: count, ...(Object.fromEntries(made) as Record<RuleName, string>) };
}
