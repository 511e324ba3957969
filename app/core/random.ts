import { fromHex } from './bytes.ts';
import { keccak } from './hashes.ts';
import type { Digest } from './words.ts';

/**
 * A reproducible stream of chance: xoshiro128** (Blackman and Vigna, 2018) on 32-bit integers, so that every machine
 * and browser draws the same. Not for secrets.
 */
export type Random = {
  /** A whole number in 0…2³²-1. */
  readonly word: () => number;
  /** A multiple of 2⁻²⁴ in [0, 1): exact in float32. */
  readonly uniform: () => number;
  /** A whole number in 0…n-1 without bias, by rejection. */
  readonly below: (n: number) => number;
  /** Standard normal by Box–Muller. Uses log and cos: not for anything that is compared by digest. */
  readonly normal: () => number;
};

/** A stream from 32 bytes of seed. Streams for different purposes take `keccakWords(seed, purpose)` seeds. */
export function random(seed: Digest): Random {
  const view = new DataView(fromHex(keccak(fromHex(seed))).buffer);
  let [a, b, c, d] = [0, 4, 8, 12].map((at) => view.getUint32(at)) as [number, number, number, number];
  const rotl = (x: number, k: number) => (x << k) | (x >>> (32 - k));

  const word = () => {
    const result = Math.imul(rotl(Math.imul(b, 5), 7), 9) >>> 0;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = rotl(d, 11);
    return result;
  };
  const uniform = () => (word() >>> 8) * 2 ** -24;
  const below = (n: number) => {
    const limit = 2 ** 32 - (2 ** 32 % n);
    let x = word();
    while (x >= limit) x = word();
    return x % n;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { word, uniform, below, normal };
}

/** A seed for a text, e.g. the name of a demo participant. */
export function seedOf(text: string): Digest {
  return keccak(new TextEncoder().encode(text));
}

/** Shuffles in place by Fisher–Yates and returns the same array. */
export function shuffle<T extends Uint32Array | unknown[]>(items: T, stream: Random): T {
  for (let i = items.length - 1; i > 0; i--) {
    const j = stream.below(i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
  return items;
}
