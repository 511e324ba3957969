/** A mark drawn from an address: a mirrored 5 × 5 pattern in one of 24 hues. Equal addresses, equal marks. */
export type Mark = { readonly hue: number; readonly cells: readonly { readonly x: number; readonly y: number; readonly faint: boolean }[] };

export const MARK_SIZE = 5;

/** @param address `0x` and at least 16 hex digits; case does not matter */
export function markOf(address: string): Mark {
  let state = 0x811c9dc5;
  for (const character of address.toLowerCase()) state = Math.imul(state ^ character.charCodeAt(0), 0x01000193) >>> 0;
  // mulberry32: a few well-mixed bits are enough for a picture.
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const hue = Math.floor(next() * 24) * 15;
  const cells: { x: number; y: number; faint: boolean }[] = [];
  const half = Math.ceil(MARK_SIZE / 2);
  for (let y = 0; y < MARK_SIZE; y++) {
    for (let x = 0; x < half; x++) {
      const value = next();
      if (value < 0.42) continue;
      const faint = value > 0.8;
      cells.push({ x, y, faint });
      if (x !== MARK_SIZE - 1 - x) cells.push({ x: MARK_SIZE - 1 - x, y, faint });
    }
  }
  return { hue, cells };
}
