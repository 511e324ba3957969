import { type Address, ZERO_DIGEST } from '../../../app/core/words.ts';
import { localRules, TOKEN } from '../../../app/node/presets.ts';
import { SIGN_FLIP } from '../simulation/deviations.ts';
import { simulate } from '../simulation/simulate.ts';
import type { Course, Form } from './baselines.ts';
import type { Examples } from './examples.ts';

const NOBODY: Address = `0x${'00'.repeat(20)}`;

/**
 * The same task by the real contract and the session's own acts. Stakes, seats and rounds are the baselines'; a standing that
 * reaches its boundary costs an eighth, which of a full stake is their penalty. An eighth of the stake is the least to
 * take part with, so that a stake can fall to almost nothing, as theirs does.
 */
export async function ours(
  examples: Examples,
  form: Form,
  malicious: number,
  seed: string,
): Promise<Course & { readonly failures: readonly string[] }> {
  const preset = localRules({ stakeToken: NOBODY, beacon: NOBODY, creator: NOBODY, specDigest: ZERO_DIGEST, startBy: 0 });
  const { estimator, keepFrom, epsilonBps, proposerBoundary, voterBoundary, convictionStep, expectedAgreement } = preset;
  const stake = BigInt(form.stake) * TOKEN;
  const { accuracy, leaderboard, ids, failures } = await simulate({
    spec: examples.spec,
    rules: {
      ...{ estimator, keepFrom, epsilonBps, proposerBoundary, voterBoundary, convictionStep, expectedAgreement },
      minStake: stake / 8n,
      weightCap: stake,
      rounds: form.rounds,
      proposers: form.proposers,
      voters: form.voters,
      minParticipants: 4,
    },
    stake,
    parts: examples.own.map((dataset, i) => ({ dataset, ...(i < malicious && { deviation: SIGN_FLIP }) })),
    heldOut: examples.heldOut,
    seed,
  });
  const stakes = ids.map((id) => {
    const row = leaderboard.rows.find((item) => item.id === id)!;
    return Number(((stake - row.slashed) * 1000n) / TOKEN) / 1000;
  });
  const rejected = leaderboard.rounds.filter((row) => !row.pioneer && row.outcome !== 'Adopted').length;
  return { accuracy, stakes, rejected, failures };
}
