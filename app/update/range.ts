/**
 * A binary range coder with adaptive probabilities: decisions in, bytes out, and back. Whole numbers only, so that every
 * machine writes the same. In the manner of Martin, "Range encoding", 1979, and of LZMA's coder; ours propagates carries in
 * place and leaves out trailing zeros, which a reader supplies, so that a sequence of decisions has one shortest form.
 */
const PRECISION = 12;
/** A decision costs at most 7 bits, so that no input can blow a file up: no probability is below 1/128. */
export const DECISION_MAX_BITS = 7;
const LEAST = 2 ** (16 - DECISION_MAX_BITS);
const MOST = 2 ** 16 - LEAST;
const RANGE_MIN = 2 ** 24;
/** Bits without a context that are coded at once. */
const RAW_BITS = 8;
/** Decisions after which a probability follows no faster and no slower: about the last 200. */
const MEMORY = 200;

/** How far the n-th decision of a context moves its probability, in 2⁻¹⁶. */
const RATE = Int32Array.from({ length: MEMORY + 1 }, (_, n) => Math.floor((2 ** 16 * 2) / (2 * n + 3)));

/** Probabilities of a "yes", one per context, learnt from the decisions so far; both sides keep the same. */
export class Contexts {
  /** In 2⁻¹⁶. */
  readonly yes: Int32Array;
  readonly seen: Uint8Array;

  constructor(count: number) {
    this.yes = new Int32Array(count).fill(2 ** 15);
    this.seen = new Uint8Array(count);
  }

  learn(context: number, isYes: boolean): void {
    const before = this.yes[context];
    const seen = this.seen[context];
    const after = before + (((isYes ? 0xffff - before : -before) * RATE[seen]) >> 16);
    this.yes[context] = Math.max(LEAST, Math.min(after, MOST));
    if (seen < MEMORY) this.seen[context] = seen + 1;
  }
}

/** Writes into `bytes`, which must be long enough. */
export class RangeEncoder {
  readonly #bytes: Uint8Array;
  readonly #contexts: Contexts;
  #length = 0;
  /** The low end of the range, below 2³² but for a carry. */
  #low = 0;
  #range = 0xffffffff;

  constructor(bytes: Uint8Array, contexts: Contexts) {
    this.#bytes = bytes;
    this.#contexts = contexts;
  }

  decide(context: number, isYes: boolean): void {
    const range = this.#range;
    const bound = (range >>> PRECISION) * (this.#contexts.yes[context] >>> (16 - PRECISION));
    this.#contexts.learn(context, isYes);
    if (isYes) this.#narrow(this.#low, bound);
    else this.#narrow(this.#low + bound, range - bound);
  }

  /** The lowest `count` bits of a word, as they are. */
  bits(word: number, count: number): void {
    for (let left = count; left > 0; ) {
      const taken = Math.min(left, RAW_BITS);
      left -= taken;
      const unit = this.#range >>> taken;
      this.#narrow(this.#low + unit * ((word >>> left) & (2 ** taken - 1)), unit);
    }
  }

  /** The bytes written, without trailing zeros. */
  finish(): Uint8Array {
    // The least number within the range that ends in 24 zero bits: the range is never shorter than that.
    this.#narrow(Math.ceil(this.#low / RANGE_MIN) * RANGE_MIN, RANGE_MIN);
    this.#bytes[this.#length++] = this.#low >>> 24;
    while (this.#length > 0 && this.#bytes[this.#length - 1] === 0) this.#length--;
    return this.#bytes.slice(0, this.#length);
  }

  #narrow(low: number, range: number): void {
    if (low >= 2 ** 32) {
      low -= 2 ** 32;
      let at = this.#length - 1;
      while (this.#bytes[at] === 0xff) this.#bytes[at--] = 0;
      this.#bytes[at]++;
    }
    while (range < RANGE_MIN) {
      this.#bytes[this.#length++] = low >>> 24;
      low = (low << 8) >>> 0;
      range = (range << 8) >>> 0;
    }
    this.#low = low;
    this.#range = range;
  }
}

/** Reads what `RangeEncoder` wrote; of other bytes it makes some decisions, past their end too, and never throws. */
export class RangeDecoder {
  readonly #bytes: Uint8Array;
  readonly #contexts: Contexts;
  #at = 0;
  #range = 0;
  /** What was read, less the low end of the range. */
  #code = 0;

  constructor(bytes: Uint8Array, contexts: Contexts) {
    this.#bytes = bytes;
    this.#contexts = contexts;
    for (let i = 0; i < 4; i++) this.#code = this.#code * 256 + (bytes[this.#at++] ?? 0);
    this.#range = 0xffffffff;
  }

  decide(context: number): boolean {
    const range = this.#range;
    const bound = (range >>> PRECISION) * (this.#contexts.yes[context] >>> (16 - PRECISION));
    const isYes = this.#code < bound;
    this.#contexts.learn(context, isYes);
    if (isYes) this.#narrow(this.#code, bound);
    else this.#narrow(this.#code - bound, range - bound);
    return isYes;
  }

  bits(count: number): number {
    let word = 0;
    for (let left = count; left > 0; ) {
      const taken = Math.min(left, RAW_BITS);
      left -= taken;
      const unit = this.#range >>> taken;
      // Only bytes that nobody wrote lead past the last unit.
      const part = Math.min(Math.floor(this.#code / unit), 2 ** taken - 1);
      this.#narrow(this.#code - part * unit, unit);
      word = word * 2 ** taken + part;
    }
    return word;
  }

  #narrow(code: number, range: number): void {
    while (range < RANGE_MIN) {
      code = ((code << 8) | (this.#at < this.#bytes.length ? this.#bytes[this.#at] : 0)) >>> 0;
      this.#at++;
      range = (range << 8) >>> 0;
    }
    this.#code = code;
    this.#range = range;
  }
}
