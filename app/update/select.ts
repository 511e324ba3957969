import { NotFiniteError } from './codec.ts';

const MAGNITUDE = 0x7fffffff;
const INFINITE_BITS = 0x7f800000;
const NORMAL_BITS = 0x00800000;
/** Buckets by the first bits of a magnitude, eight of exponent and three of mantissa; then by twelve more; then by the last eight. */
const FIRST = { shift: 20, size: 2048 };
const LATER = [
  { shift: 8, size: 4096 },
  { shift: 0, size: 256 },
];

/**
 * Places of the `count` values furthest from zero, ascending; of equals the first ones. Zeros and denormals are never
 * among them, so there may be fewer. By radix: magnitudes of float32 order like their bits. Linear time. @throws NotFiniteError
 */
export function largest(values: Float32Array, count: number): Uint32Array {
  const candidates = candidatesOf(values, count);
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const sizes = new Uint32Array(candidates.length);
  for (let i = 0; i < candidates.length; i++) sizes[i] = bits[candidates[i]] & MAGNITUDE;
  if (candidates.length <= count) return candidates;
  const { threshold, ties } = thresholdOf(sizes, count);
  const places = new Uint32Array(count);
  let found = 0;
  let left = ties;
  for (let i = 0; i < sizes.length; i++)
    if (sizes[i] > threshold || (sizes[i] === threshold && left-- > 0)) places[found++] = candidates[i];
  return places;
}

/** Places of all values from the bucket on in which the `count`-th largest lies. */
function candidatesOf(values: Float32Array, count: number): Uint32Array {
  const bits = new Uint32Array(values.buffer, values.byteOffset, values.length);
  const counts = new Uint32Array(FIRST.size);
  for (let i = 0; i < bits.length; i++) counts[(bits[i] & MAGNITUDE) >>> FIRST.shift]++;
  if (counts.subarray(INFINITE_BITS >>> FIRST.shift).some((found) => found > 0)) {
    const bad = values.findIndex((value) => !Number.isFinite(value));
    throw new NotFiniteError(bad, values[bad]);
  }
  let total = 0;
  let bucket = INFINITE_BITS >>> FIRST.shift;
  while (total < count && bucket > NORMAL_BITS >>> FIRST.shift) total += counts[--bucket];
  const least = bucket << FIRST.shift;
  const places = new Uint32Array(total);
  let found = 0;
  for (let i = 0; i < bits.length; i++) if ((bits[i] & MAGNITUDE) >= least) places[found++] = i;
  return places;
}

/** The `count`-th largest of more than `count` magnitudes, all but those of one bucket above it, and how many like it to take. */
function thresholdOf(sizes: Uint32Array, count: number): { threshold: number; ties: number } {
  let prefix = sizes.reduce((least, size) => Math.min(least, size), MAGNITUDE) >>> FIRST.shift;
  let known = FIRST.shift;
  let left = count;
  for (let i = 0; i < sizes.length; i++) if (sizes[i] >>> known > prefix) left--;
  for (const { shift, size } of LATER) {
    const counts = new Uint32Array(size);
    for (let i = 0; i < sizes.length; i++) if (sizes[i] >>> known === prefix) counts[(sizes[i] >>> shift) & (size - 1)]++;
    let digit = size - 1;
    while (counts[digit] < left) left -= counts[digit--];
    prefix = prefix * size + digit;
    known = shift;
  }
  return { threshold: prefix, ties: left };
}
