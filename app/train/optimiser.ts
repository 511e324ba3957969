import * as tf from '@tensorflow/tfjs-core';
import type { Spec } from '../core/spec.ts';

/** Moves its variables by gradients, in the same order. `step` is called inside `tf.tidy`; `dispose` frees the state. */
export type Optimiser = { readonly step: (gradients: readonly tf.Tensor[]) => void; readonly dispose: () => void };

// Those of Kingma and Ba (2015), with the ε of Keras and TensorFlow.js.
const BETA_1 = 0.9;
const BETA_2 = 0.999;
const EPSILON = 1e-7;

/** Written out because tfjs's momentum leaves a tensor behind. The state starts at zero. */
export function optimiserOf(optimiser: Spec['training']['optimiser'], variables: readonly tf.Variable[]): Optimiser {
  const rate = Number(optimiser.learningRate);
  return optimiser.name === 'adam' ? adam(rate, variables) : sgd(rate, Number(optimiser.momentum), variables);
}

/** v ← μ·v + g, w ← w − η·v. Polyak (1964). */
function sgd(rate: number, momentum: number, variables: readonly tf.Variable[]): Optimiser {
  const velocities = momentum > 0 ? zerosLike(variables) : [];
  const step = (gradients: readonly tf.Tensor[]) => {
    for (const [i, w] of variables.entries()) {
      const v = momentum > 0 ? tf.add(tf.mul(velocities[i], momentum), gradients[i]) : gradients[i];
      velocities[i]?.assign(v);
      w.assign(tf.sub(w, tf.mul(v, rate)));
    }
  };
  return { step, dispose: () => tf.dispose(velocities) };
}

/** m ← β₁m + (1−β₁)g, v ← β₂v + (1−β₂)g², w ← w − η·m̂ / (√v̂ + ε) with m̂ = m / (1−β₁ᵗ), v̂ = v / (1−β₂ᵗ). */
function adam(rate: number, variables: readonly tf.Variable[]): Optimiser {
  const [first, second] = [zerosLike(variables), zerosLike(variables)];
  let t = 0;
  const step = (gradients: readonly tf.Tensor[]) => {
    t++;
    const [c1, c2] = [1 - BETA_1 ** t, 1 - BETA_2 ** t];
    for (const [i, w] of variables.entries()) {
      const g = gradients[i];
      const m = tf.add(tf.mul(first[i], BETA_1), tf.mul(g, 1 - BETA_1));
      const v = tf.add(tf.mul(second[i], BETA_2), tf.mul(tf.square(g), 1 - BETA_2));
      first[i].assign(m);
      second[i].assign(v);
      w.assign(tf.sub(w, tf.div(tf.mul(m, rate / c1), tf.add(tf.sqrt(tf.div(v, c2)), EPSILON))));
    }
  };
  return { step, dispose: () => tf.dispose([...first, ...second]) };
}

function zerosLike(variables: readonly tf.Variable[]): tf.Variable[] {
  return tf.tidy(() => variables.map((variable) => tf.variable(tf.zerosLike(variable))));
}
