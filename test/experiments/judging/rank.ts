/** Chance that a random honest value lies above a random malicious one, ties counting half: the area under the ROC curve. */
export function areaUnder(honest: readonly number[], malicious: readonly number[]): number {
  const all = [...honest.map((value) => ({ value, isHonest: true })), ...malicious.map((value) => ({ value, isHonest: false }))];
  all.sort((a, b) => a.value - b.value);
  let ranks = 0;
  for (let i = 0, j = 0; i < all.length; i = j) {
    while (j < all.length && all[j].value === all[i].value) j++;
    for (let k = i; k < j; k++) if (all[k].isHonest) ranks += (i + j + 1) / 2;
  }
  return (ranks - (honest.length * (honest.length + 1)) / 2) / (honest.length * malicious.length);
}

export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** Value below which a share of the sorted values lies. */
export function quantileOf(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}
