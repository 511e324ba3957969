import { runMain } from '../../app/node/participant.ts';

/**
 * A participant that is honest but for its updates: they point the other way, at the length of an honest one, so that no
 * norm bound sees them.
 */
await runMain((trainer) => ({
  ...trainer,
  async fit(base, seed, slow) {
    const fit = await trainer.fit(base, seed, slow);
    return { ...fit, weights: fit.weights.map((value, i) => 2 * base[i] - value) };
  },
}));
