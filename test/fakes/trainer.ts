import { keccakWords } from '../../app/core/hashes.ts';
import { random, seedOf } from '../../app/core/random.ts';
import type { Weights } from '../../app/core/words.ts';
import type { Fit, Trainer } from '../../app/train/trainer.ts';

/** A trainer whose loss is the squared distance to a hidden optimum: the same for all but for a little of its own. */
export type FakeTrainer = Trainer & { readonly fits: readonly Weights[]; readonly evaluations: readonly Weights[] };

const SPREAD = 0.05;
const RATE = 0.6;

/** `size` weights; `name` decides the part of its own; `fitMs` is how long a fit takes; `step` -1 walks away from the optimum. */
export function fakeTrainer(size: number, name: string, { fitMs = 0, step = 1 } = {}): FakeTrainer {
  const shared = random(seedOf('optimum'));
  const own = random(keccakWords(seedOf(name), 0));
  const optimum = Float32Array.from({ length: size }, () => shared.uniform() * 4 - 2 + SPREAD * (own.uniform() - 0.5));
  const fits: Weights[] = [];
  const evaluations: Weights[] = [];
  return {
    fits,
    evaluations,
    device: { backend: 'cpu', description: 'pretended', refused: [] },
    async fit(base, _seed, { signal, onProgress } = {}): Promise<Fit> {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(resolve, fitMs);
        signal?.addEventListener('abort', () => {
          clearTimeout(timer);
          reject(signal.reason);
        });
      });
      signal?.throwIfAborted();
      fits.push(base);
      onProgress?.({ step: 1, steps: 1, epoch: 1, epochs: 1, loss: 0, accuracy: 0, examplesPerSecond: 1 });
      const weights = base.map((value, i) => value + step * RATE * (optimum[i] - value));
      return { weights, steps: 1, seconds: fitMs / 1000, rows: { train: 1, test: 0 } };
    },
    async evaluate(weights, _part, { signal } = {}) {
      signal?.throwIfAborted();
      evaluations.push(weights);
      const loss = weights.reduce((sum, value, i) => sum + (value - optimum[i]) ** 2, 0) / size;
      return { loss, accuracy: 1 / (1 + loss), examples: 64 };
    },
    confusion: async () => new Uint32Array(4),
    tensorCount: async () => 0,
    close: async () => undefined,
  };
}
