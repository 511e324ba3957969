import type { Random } from '../core/random.ts';

/**
 * A draw from the symmetric Dirichlet distribution: `size` shares that sum to 1, more uneven the smaller `alpha` is.
 * Gammas are drawn as logarithms, so that a tiny alpha does not underflow to 0 / 0.
 */
export function dirichlet(alpha: number, size: number, stream: Random): number[] {
  const logs = Array.from({ length: size }, () => logGamma(alpha, stream));
  const top = Math.max(...logs);
  const values = logs.map((log) => Math.exp(log - top));
  const sum = values.reduce((a, b) => a + b, 0);
  return values.map((value) => value / sum);
}

/**
 * Logarithm of a Gamma(alpha, 1) draw, by Marsaglia and Tsang (2000); below 1 as Gamma(alpha + 1) · U^(1/alpha):
 * d = alpha − 1/3, c = 1/√(9d), v = (1 + c·x)³ with x normal, accepted where ln u < x²/2 + d − d·v + d·ln v.
 */
export function logGamma(alpha: number, stream: Random): number {
  if (alpha < 1) return logGamma(alpha + 1, stream) + Math.log(1 - stream.uniform()) / alpha;
  const d = alpha - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = stream.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - stream.uniform()) < (x * x) / 2 + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}
