const MIN_NORMAL = 2 ** -126;

/** A float32 with −0 and denormals as +0: some machines flush them and some do not, and digests must not tell. */
export function normalised(value: number): number {
  return Math.abs(value) < MIN_NORMAL ? 0 : value;
}
