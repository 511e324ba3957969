import { keccakWords } from '../core/hashes.ts';
import { random, seedOf, shuffle } from '../core/random.ts';
import type { Dataset, Digest } from '../core/words.ts';
import { apportion } from './apportion.ts';
import { dirichlet } from './dirichlet.ts';
import { render, SIDE } from './ink.ts';
import { SKELETONS } from './strokes.ts';
import { writer } from './writer.ts';

const CLASSES = SKELETONS.map((_, digit) => String(digit));
const WRITERS = 400;

/**
 * The project's own examples: handwritten-like digits, `[count, 28, 28, 1]` in 0…1 in steps of 1/255, white on black.
 * Each is written by one of 400 imagined writers, who differ in form, slant, width and pen. Equal seeds give
 * equal bytes; the pixels use + − × ÷ and square roots only.
 * @param options `labelShares` weighs the ten digits; alike without it
 */
export function digits(options: { seed: Digest; count: number; labelShares?: readonly number[] }): Dataset {
  const { seed, count, labelShares = CLASSES.map(() => 1) } = options;
  const stream = random(seed);
  const given = apportion(count, labelShares);
  const labels = given.flatMap((times, digit) => Array.from({ length: times }, () => digit));
  shuffle(labels, stream);
  const features = new Float32Array(labels.length * SIDE * SIDE);
  labels.forEach((digit, i) => {
    const strokes = writer(stream.below(WRITERS)).write(digit, stream);
    render(strokes, features.subarray(i * SIDE * SIDE, (i + 1) * SIDE * SIDE), stream);
  });
  return { features, featureShape: [SIDE, SIDE, 1], labels: Uint8Array.from(labels), classes: CLASSES };
}

/**
 * The digits of one participant. Without `alpha` all participants' shards are drawn alike; with it, each has its own
 * label shares from Dirichlet(alpha). Warning: those shares use log and exp, so that engines may differ in a row.
 */
export function digitShard(options: { seed: Digest; participant: number; count: number; alpha?: number }): Dataset {
  const { seed, participant, count, alpha } = options;
  const own = keccakWords(seed, participant);
  const labelShares = alpha === undefined ? undefined : dirichlet(alpha, CLASSES.length, random(keccakWords(own, seedOf('labels'))));
  return digits({ seed: own, count, labelShares });
}
