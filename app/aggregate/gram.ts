import { dot } from './lanes.ts';

/**
 * Inner products of all pairs of updates: lengths and distances of any weighted sum of them follow without looking at a
 * single parameter again. A rule that only weighs updates needs nothing else.
 */
export type Gram = {
  /** xᵢ · xⱼ. */
  of(i: number, j: number): number;
  /** ‖xᵢ − xⱼ‖². */
  square(i: number, j: number): number;
  /** ‖xᵢ − xⱼ‖. */
  distance(i: number, j: number): number;
  /** ‖xᵢ − Σ cⱼ·xⱼ‖ for coefficients that sum to 1. */
  distanceTo(i: number, coefficients: readonly number[]): number;
};

/** Of `rows[i] · factors[i]`. Costs k · (k + 1) / 2 inner products of k rows. */
export function gramOf(rows: readonly Float32Array[], factors: readonly number[]): Gram {
  const products = rows.map((row, i) => rows.slice(0, i + 1).map((other, j) => dot(row, other) * factors[i] * factors[j]));
  return gram((i, j) => (i < j ? products[j][i] : products[i][j]));
}

/** Of some of the updates, in that order. */
export function gramAmong(whole: Gram, indices: readonly number[]): Gram {
  return gram((i, j) => whole.of(indices[i], indices[j]));
}

function gram(of: Gram['of']): Gram {
  // Rounding may leave a square of next to nothing below 0.
  const square = (i: number, j: number) => Math.max(0, of(i, i) - 2 * of(i, j) + of(j, j));
  return {
    of,
    square,
    distance: (i, j) => Math.sqrt(square(i, j)),
    distanceTo(i, coefficients) {
      let [cross, squared] = [0, 0];
      for (let j = 0; j < coefficients.length; j++) {
        cross += coefficients[j] * of(i, j);
        let row = 0;
        for (let k = 0; k < coefficients.length; k++) row += coefficients[k] * of(j, k);
        squared += coefficients[j] * row;
      }
      return Math.sqrt(Math.max(0, of(i, i) - 2 * cross + squared));
    },
  };
}
