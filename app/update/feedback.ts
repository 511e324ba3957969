/**
 * Error feedback: what an update could not carry stays with its participant and is added to its next one (Seide et al., 2014;
 * Karimireddy et al., 2019). Here a participant proposes only when it is drawn, and trains many steps from each base, so that
 * what was left over is partly learnt again meanwhile: it fades with each model that was adopted in between.
 */

/** `Δ + e · factor`, rounded once per value; Δ itself where nothing is left over. */
export function withResidual(delta: Float32Array, residual: Float32Array | undefined, factor: number): Float32Array {
  if (!residual || factor === 0) return delta;
  return delta.map((value, i) => value + residual[i] * factor);
}

/** What did not travel: `values − sent`. */
export function residualOf(values: Float32Array, sent: Float32Array): Float32Array {
  return values.map((value, i) => value - sent[i]);
}

/** `feedback` to the power of the models adopted between two proposals, by multiplication. */
export function fading(feedback: string, adoptions: number): number {
  let factor = 1;
  for (let i = 0; i < adoptions && factor > 0; i++) factor *= Number(feedback);
  return factor;
}
