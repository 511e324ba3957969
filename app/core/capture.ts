/**
 * Chance that of `seats` seats, drawn independently, more than half go to the malicious, whose share of all is `share`:
 * Σ_{k > seats/2} C(seats, k) · share^k · (1 − share)^(seats − k). Stated beside a committee's size, decides nothing.
 */
export function captureChance(seats: number, share: number): number {
  let sum = 0;
  let ways = 1;
  for (let k = 0; k <= seats; k++) {
    if (2 * k > seats) sum += ways * share ** k * (1 - share) ** (seats - k);
    ways = (ways * (seats - k)) / (k + 1);
  }
  return sum;
}
