import { seal, unmaskLosses } from '../core/hashes.ts';
import type { Digest, ParticipantId } from '../core/words.ts';

/** An attestation with its weight; `losses` masked as in `core/hashes.ts`. */
export type Attested = { readonly id: ParticipantId; readonly seal: Digest; readonly losses: Digest; readonly weight: bigint };

/** Weighted lower medians of the losses that the attesters of `digest` sealed, in nats; undefined where nobody did. */
export function medianLosses(
  round: number,
  digest: Digest,
  attested: readonly Attested[],
): { lossBefore: number; lossAfter: number } | undefined {
  const winners = attested.filter((vote) => vote.seal === seal(vote.id, round, digest));
  if (winners.length === 0) return undefined;
  const plain = winners.map((vote) => ({ weight: vote.weight, ...unmaskLosses(vote.id, round, digest, vote.losses) }));
  return { lossBefore: lowerMedian(plain, 'before'), lossAfter: lowerMedian(plain, 'after') };
}

type Weighed = { readonly weight: bigint; readonly before: number; readonly after: number };

/** The smallest value v with 2 · weight(≤ v) ≥ total weight. */
function lowerMedian(items: readonly Weighed[], key: 'before' | 'after'): number {
  const sorted = [...items].sort((a, b) => a[key] - b[key]);
  const total = sorted.reduce((sum, item) => sum + item.weight, 0n);
  let below = 0n;
  for (const item of sorted) {
    below += item.weight;
    if (2n * below >= total) return item[key];
  }
  return sorted[sorted.length - 1][key];
}
