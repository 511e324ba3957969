import { random, seedOf } from '../../../app/core/random.ts';
import type { Score, Weights } from '../../../app/core/words.ts';
import type { DueAct } from '../../../app/session/due.ts';
import type { Trainer } from '../../../app/train/trainer.ts';

/** How a participant departs from what the session does: its trainer lies, or it leaves acts undone. */
export type Deviation = {
  readonly name: string;
  readonly trainer?: (real: Trainer) => Trainer;
  readonly skips?: readonly DueAct[];
};

type Propose = (base: Weights, fitted: Weights) => Weights;

/** Publishes something else than what was learnt. */
function proposing(change: Propose): (real: Trainer) => Trainer {
  return (real) => ({
    ...real,
    async fit(base, seed, slow) {
      const fit = await real.fit(base, seed, slow);
      return { ...fit, weights: change(base, fit.weights) };
    },
  });
}

/** Reports another loss than the one measured. */
function judging(change: (score: Score) => number): (real: Trainer) => Trainer {
  return (real) => ({
    ...real,
    async evaluate(weights, part, slow) {
      const score = await real.evaluate(weights, part, slow);
      return { ...score, loss: change(score) };
    },
  });
}

const along =
  (factor: number): Propose =>
  (base, fitted) =>
    base.map((value, i) => value + factor * (fitted[i] - value));
/** What is better becomes worse: each merit changes its side of neutral, and so does the sign of the attestation. */
const inverted = judging(({ loss }) => 1 / Math.max(loss, 1e-6));

/** Proposes the negative of what it learnt; as voter it says the opposite of what it measured. */
export const SIGN_FLIP: Deviation = { name: 'sign flip, inverted votes', trainer: (real) => inverted(proposing(along(-1))(real)) };
/** Proposes the negative of what it learnt and judges as everybody does. */
export const SIGN_FLIP_ONLY: Deviation = { name: 'sign flip', trainer: proposing(along(-1)) };
/** Judges the opposite of what it measured. */
export const INVERTED_VOTES: Deviation = { name: 'inverted votes', trainer: inverted };
/** Proposes the base: no work at all. */
export const FREE_RIDER: Deviation = { name: 'free rider (zero update)', trainer: proposing((base) => base.slice()) };
/** Says the same of everything, without measuring. */
export const LAZY_VOTER: Deviation = { name: 'lazy voter (constant)', trainer: judging(() => 1) };
/** Says anything of everything. */
export function guessingVoter(name: string): Deviation {
  const stream = random(seedOf(`guess ${name}`));
  return { name: 'guessing voter', trainer: judging(() => 0.5 + stream.uniform()) };
}
/** A tenth of a sign flip: harm that hides among the honest. */
export const FAINT_FLIP: Deviation = { name: 'faint sign flip (a tenth)', trainer: proposing(along(-0.1)) };
/** Ten times what was learnt. */
export const LOUD: Deviation = { name: 'ten times the update', trainer: proposing(along(10)) };
/** Never opens what it sealed. */
export const WITHHOLDS_REVEAL: Deviation = { name: 'never reveals', skips: ['reveal'] };
/** Names a digest and gives the bytes to nobody. */
export const WITHHOLDS_BLOCKS: Deviation = { name: 'never publishes', skips: ['publish'] };
/** Holds seats and does nothing. */
export const IDLE: Deviation = { name: 'does nothing', skips: ['offer', 'propose', 'publish', 'commit', 'reveal', 'attest'] };

/** One fit for several wallets: what the first of them learns is proposed by all. */
export function duplicates(): Deviation {
  const shared = new Map<Weights, Promise<Weights>>();
  return {
    name: 'one update from several wallets',
    trainer: (real) => ({
      ...real,
      async fit(base, seed, slow) {
        const known = [...shared].find(([other]) => other.every((value, i) => value === base[i]));
        if (known) return { weights: await known[1], steps: 0, seconds: 0, rows: { train: 0, test: 0 } };
        const fit = real.fit(base, seed, slow);
        shared.set(
          base,
          fit.then(({ weights }) => weights),
        );
        return fit;
      },
    }),
  };
}
