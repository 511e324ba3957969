/**
 * How likely a committee falls: of `heads` drawable participants with equal weights `malicious` are malicious, and `voters`
 * are drawn without replacement. Exact, by the hypergeometric distribution in whole numbers.
 */
export const HEADS = 100;
export const VOTERS = [3, 5, 9, 17, 32] as const;
export const SHARES = [10, 20, 30, 33, 40, 45] as const;

/** Voters that are needed: more than half of the weight adopts what they say, three quarters convict. */
export const majorityOf = (voters: number) => Math.floor(voters / 2) + 1;
export const threeQuartersOf = (voters: number) => Math.ceil((3 * voters) / 4);

/** Ways to choose k of n. */
export function choose(n: number, k: number): bigint {
  if (k < 0 || k > n) return 0n;
  let ways = 1n;
  for (let i = 1; i <= k; i++) ways = (ways * BigInt(n - k + i)) / BigInt(i);
  return ways;
}

const DIGITS = 10n ** 12n;

/** Chance that at least `needed` of the drawn voters are malicious. */
export function fallChance(heads: number, malicious: number, voters: number, needed: number): number {
  let ways = 0n;
  for (let k = needed; k <= voters; k++) ways += choose(malicious, k) * choose(heads - malicious, voters - k);
  return Number((ways * DIGITS) / choose(heads, voters)) / Number(DIGITS);
}

/** The table of docs/threat-model.md: for each committee, majority / three quarters, in percent. */
export function committeeTable(): string {
  const head = ['voters', ...SHARES.map((share) => `${share} %`)];
  const rows = VOTERS.map((voters) => [
    String(voters),
    ...SHARES.map((malicious) =>
      [majorityOf(voters), threeQuartersOf(voters)].map((needed) => percent(fallChance(HEADS, malicious, voters, needed))).join(' / '),
    ),
  ]);
  return [head, head.map(() => '---:'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Two significant digits; what is below one in a million is said to be so. */
function percent(chance: number): string {
  if (chance < 1e-6) return '< 0.0001';
  const value = 100 * chance;
  return value >= 10 ? value.toFixed(0) : value.toFixed(Math.max(0, 1 - Math.floor(Math.log10(value))));
}

if (process.argv[1]?.endsWith('committee.ts')) console.log(committeeTable());
