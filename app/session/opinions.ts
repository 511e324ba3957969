import { meanDelta, stepped } from '../aggregate/aggregate.ts';
import { cosine, repeats } from '../aggregate/alike.ts';
import { clipped, type SeatUpdate } from '../aggregate/clip.ts';
import { type Losses, meritOf } from '../core/judge.ts';
import type { Spec } from '../core/spec.ts';
import type { Weights } from '../core/words.ts';

/** What a voter forms its opinions from. */
export type Evidence = {
  readonly spec: Pick<Spec, 'merit' | 'aggregation'>;
  readonly base: Weights;
  /** All valid updates of the round. */
  readonly updates: readonly SeatUpdate[];
  /** The update that the voter has trained itself from this base; absent where it could not or need not. */
  readonly own?: Float32Array;
  /** The move that made the base; absent where there is none, or where it is not at hand. */
  readonly lastMove?: Float32Array;
  /** On the voter's own test part, in nats. */
  readonly lossOf: (weights: Weights) => Promise<number>;
};

/** Merits one by one, as they are known, in the order of the seats. */
export async function* opinions({ spec, base, updates, own, lastMove, lossOf }: Evidence): AsyncGenerator<{ seat: number; merit: number }> {
  const { merit } = spec;
  const short = clipped(updates, spec.aggregation);
  const repeated = merit.name === 'step' ? new Set<number>() : repeats(updates, lastMove ? [lastMove] : [], Number(merit.repeatFrom));
  const losses: Omit<Losses, 'step'> | undefined =
    merit.name === 'cosine' ? undefined : { base: await lossOf(base), mean: await lossOf(stepped(base, meanDelta(short, base.length), 1)) };
  for (const { seat, delta } of short) {
    const measured = {
      losses: losses && { ...losses, step: await lossOf(stepped(base, delta, 1 / short.length)) },
      cosine: own && cosine(own, delta),
    };
    yield { seat, merit: meritOf(merit, measured, short.length, repeated.has(seat)) };
  }
}
