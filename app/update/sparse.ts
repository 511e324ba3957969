import { BaseError } from '../core/errors.ts';
import { normalised } from '../core/float.ts';
import type { Random } from '../core/random.ts';
import type { Spec } from '../core/spec.ts';
import { levelled } from './levels.ts';
import { Contexts, DECISION_MAX_BITS, RangeDecoder, RangeEncoder } from './range.ts';
import { largest } from './select.ts';

/**
 * The values furthest from zero as a sign and one of a few levels, and where they are as gaps; all others as zero. Bytes: the
 * levels as float32, ascending and padded with zeros, then range-coded the number of entries and per entry gap, level and sign.
 * Every difference that can come out has one form: its levels are the sizes that occur in it.
 */
export type Sparse = Extract<Spec['update'], { codec: 'sparse' }>;

type Entries = { readonly places: Uint32Array; readonly codes: Uint8Array; readonly negative: Uint8Array; readonly levels: Float32Array };

/** A gap g is written as the class ⌊log₂(g + 1)⌋, one by one, two bits by context, and the rest as they are. */
const CLASSES = 32;
const LEADING_BITS = 2;
const LEADING = CLASSES;
const CODE = LEADING + CLASSES * 2 ** LEADING_BITS;
const CONTEXTS = CODE + 8;
/** A model has at most 20 million parameters. */
const CLASS_MAX = 24;

/** Entries of an update of `size` values: the spec's share, rounded up. */
export function entriesKept({ keep }: Sparse, size: number): number {
  return Math.min(size, Math.max(1, Math.ceil(Number(keep) * size)));
}

/** @param chance decides the rounding where the spec asks for chance. @throws NotFiniteError */
export function packSparse(values: Float32Array, codec: Sparse, chance: Random): Uint8Array {
  const places = largest(values, entriesKept(codec, values.length));
  const sizes = new Float32Array(places.length);
  const negative = new Uint8Array(places.length);
  for (let i = 0; i < places.length; i++) {
    sizes[i] = Math.abs(values[places[i]]);
    if (values[places[i]] < 0) negative[i] = 1;
  }
  const { levels, codes } = levelled(sizes, levelCount(codec), codec.rounding === 'stochastic' ? chance : undefined);
  return written({ places, codes, levels, negative }, codec, values.length);
}

/** `size` values. @throws InvalidSparseError where `packSparse` cannot have written these bytes */
export function unpackSparse(bytes: Uint8Array, codec: Sparse, size: number): Float32Array {
  const entries = read(bytes, codec, size);
  // Not the shortest form, or bytes that nothing reads: there is one form, and it is the one that is written.
  const again = written(entries, codec, size);
  if (again.length !== bytes.length || again.some((byte, i) => byte !== bytes[i]))
    throw new InvalidSparseError('entries', 'the shortest form');
  const values = new Float32Array(size);
  const { places, codes, levels, negative } = entries;
  for (let i = 0; i < places.length; i++) values[places[i]] = negative[i] ? -levels[codes[i]] : levels[codes[i]];
  return values;
}

/**
 * Upper bound of what `packSparse` writes. Classes add up to at most entries · log₂(values / entries), as the logarithm is
 * concave, and a decision costs at most `DECISION_MAX_BITS` and what rounding takes.
 */
export function maxSparseBytes(codec: Sparse, size: number): number {
  const entries = entriesKept(codec, size);
  const classes = bitsOf(Math.ceil(size / entries) - 1);
  const decisions = classes + 1 + LEADING_BITS + codec.bits - 1;
  return 4 * levelCount(codec) + Math.ceil((entries * (decisions * (DECISION_MAX_BITS + 1) + classes + 1) + bitsOf(entries)) / 8) + 4;
}

function written({ places, codes, levels, negative }: Entries, codec: Sparse, size: number): Uint8Array {
  const head = new Uint8Array(4 * levelCount(codec));
  const view = new DataView(head.buffer);
  levels.forEach((level, i) => void view.setFloat32(4 * i, level, true));
  const coder = new RangeEncoder(new Uint8Array(maxSparseBytes(codec, size)), new Contexts(CONTEXTS));
  coder.bits(places.length, bitsOf(entriesKept(codec, size)));
  let next = 0;
  for (let i = 0; i < places.length; i++) {
    const gap = places[i] - next + 1;
    next = places[i] + 1;
    const width = bitsOf(gap) - 1;
    for (let j = 0; j < width; j++) coder.decide(j, true);
    coder.decide(width, false);
    let context = LEADING + (width << LEADING_BITS);
    const leading = Math.min(width, LEADING_BITS);
    for (let j = 1; j <= leading; j++) {
      const bit = (gap >>> (width - j)) & 1;
      coder.decide(context, bit === 1);
      context += j === 1 ? 1 + bit : 0;
    }
    coder.bits(gap, width - leading);
    let node = 1;
    for (let j = codec.bits - 2; j >= 0; j--) {
      const bit = (codes[i] >>> j) & 1;
      coder.decide(CODE + node, bit === 1);
      node = 2 * node + bit;
    }
    coder.bits(negative[i], 1);
  }
  const body = coder.finish();
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

function read(bytes: Uint8Array, codec: Sparse, size: number): Entries {
  const headBytes = 4 * levelCount(codec);
  if (bytes.length < headBytes) throw new InvalidSparseError('bytes', `at least ${headBytes}`, bytes.length);
  const levels = levelsIn(bytes, levelCount(codec));
  const coder = new RangeDecoder(bytes.subarray(headBytes), new Contexts(CONTEXTS));
  const most = entriesKept(codec, size);
  const count = coder.bits(bitsOf(most));
  if (count > most) throw new InvalidSparseError('entries', `at most ${most}`, count);
  const places = new Uint32Array(count);
  const codes = new Uint8Array(count);
  const negative = new Uint8Array(count);
  const used = new Uint8Array(levelCount(codec));
  let next = 0;
  for (let i = 0; i < count; i++) {
    let width = 0;
    while (coder.decide(width)) if (++width > CLASS_MAX) throw new InvalidSparseError(`gap ${i}`, `less than ${size}`);
    let context = LEADING + (width << LEADING_BITS);
    const leading = Math.min(width, LEADING_BITS);
    let gap = 1;
    for (let j = 1; j <= leading; j++) {
      const bit = coder.decide(context) ? 1 : 0;
      gap = 2 * gap + bit;
      context += j === 1 ? 1 + bit : 0;
    }
    gap = gap * 2 ** (width - leading) + coder.bits(width - leading);
    places[i] = next + gap - 1;
    next = places[i] + 1;
    if (next > size) throw new InvalidSparseError(`place ${i}`, `less than ${size}`, places[i]);
    let node = 1;
    for (let j = codec.bits - 2; j >= 0; j--) node = 2 * node + (coder.decide(CODE + node) ? 1 : 0);
    codes[i] = node - levelCount(codec);
    used[codes[i]] = 1;
    negative[i] = coder.bits(1);
  }
  const unused = used.findIndex((isUsed, code) => (isUsed === 1) !== code < levels.length);
  if (unused >= 0) throw new InvalidSparseError(`level ${unused}`, used[unused] ? 'none in use' : 'in use');
  return { places, codes, levels, negative };
}

function levelsIn(bytes: Uint8Array, count: number): Float32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const levels = Float32Array.from({ length: count }, (_, i) => view.getFloat32(4 * i, true));
  const end = levels.findIndex((level) => Object.is(level, 0));
  const filled = end < 0 ? count : end;
  levels.forEach((level, i) => {
    const isRight =
      i >= filled ? Object.is(level, 0) : level === normalised(level) && level > (i > 0 ? levels[i - 1] : 0) && Number.isFinite(level);
    if (!isRight) throw new InvalidSparseError(`level ${i}`, 'finite, ascending, then zeros', level);
  });
  return levels.slice(0, filled);
}

function levelCount({ bits }: Sparse): number {
  return 2 ** (bits - 1);
}

/** Binary digits of a whole number. */
function bitsOf(value: number): number {
  return 32 - Math.clz32(value);
}

/** Bytes that are no sparse update, or not in its one form. */
export class InvalidSparseError extends BaseError {
  constructor(subject: string, expected: string, actual?: number) {
    super('Invalid sparse update', { subject, expected, actual });
  }
}
