import { normalised } from '../core/float.ts';
import type { Spec } from '../core/spec.ts';
import type { Model } from '../core/words.ts';
import { aggregate, type Round } from './aggregate.ts';

/**
 * From the combined update to the next model. In: the base with what the outer step remembers, and a round's updates. Out: the
 * next model with its memory, the same bits on every machine: float64 + − × ÷ and IEEE square roots, each stored value rounded
 * to float32 once, −0 and denormals as +0. Without kept updates the base and its memory stay as they are.
 */
export type Outer = NonNullable<Spec['outer']>;
type Step = (delta: Float32Array, base: Model) => Model;

/** @param memory of the base @throws MisfitUpdateError */
export function nextModel(round: Round, memory: Model['memory'], outer: Outer | undefined): Model {
  const { base, updates, keptSeats } = round;
  if (!outer) return { weights: aggregate(round), memory: [] };
  const delta = aggregate({ ...round, base: new Float32Array(base.length) });
  const isMoved = updates.some(({ seat }) => keptSeats.includes(seat));
  return isMoved ? stepOf(outer)(delta, { weights: base, memory }) : { weights: base, memory };
}

function stepOf(outer: Outer): Step {
  switch (outer.name) {
    case 'momentum':
      return momentum(Number(outer.rate), Number(outer.beta), false);
    case 'nesterov':
      return momentum(Number(outer.rate), Number(outer.beta), true);
    case 'adam':
      return adam(outer);
  }
}

/**
 * `m ← β m + Δ`, then `w ← w + η m` (FedAvgM: Hsu et al., 2019) or, looking ahead, `w ← w + η (Δ + β m)` (Nesterov's, as the
 * outer step of DiLoCo: Douillard et al., 2023).
 */
function momentum(rate: number, beta: number, looksAhead: boolean): Step {
  return (delta, { weights, memory: [m] }) => {
    const next = m.map((value, i) => rounded(beta * value + delta[i]));
    return {
      weights: weights.map((value, i) => rounded(value + rate * (looksAhead ? delta[i] + beta * next[i] : next[i]))),
      memory: [next],
    };
  };
}

/** `m ← β₁ m + (1 − β₁) Δ`, `v ← β₂ v + (1 − β₂) Δ²`, `w ← w + η m / (√v + τ)`: FedAdam (Reddi et al., 2021). */
function adam({ rate, beta, beta2, tau }: Extract<Outer, { name: 'adam' }>): Step {
  const [eta, one, two, least] = [rate, beta, beta2, tau].map(Number);
  return (delta, { weights, memory: [m, v] }) => {
    const mean = m.map((value, i) => rounded(one * value + (1 - one) * delta[i]));
    const square = v.map((value, i) => rounded(two * value + (1 - two) * (delta[i] * delta[i])));
    return {
      weights: weights.map((value, i) => rounded(value + (eta * mean[i]) / (Math.sqrt(square[i]) + least))),
      memory: [mean, square],
    };
  };
}

function rounded(value: number): number {
  return normalised(Math.fround(value));
}
