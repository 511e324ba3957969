import type { Random } from '../core/random.ts';
import type { Ink } from './writer.ts';

/** Side of a picture in pixels. */
export const SIDE = 28;

/** Half the width of the soft edge of a line, in pixels. */
const EDGE = 0.7;
const GRAIN = 0.045;

/**
 * Draws the ink into `picture`, `[28, 28]` of zeros: coverage by distance to the nearest line, with a soft edge, a pen that
 * grows thinner towards the end of a stroke, and grain. Values end in 0…1 in steps of 1/255.
 */
export function render(ink: Ink, picture: Float32Array, stream: Random): void {
  for (const path of ink.paths) {
    for (let i = 1; i < path.length; i++) {
      const [ax, ay] = path[i - 1]!;
      const [bx, by] = path[i]!;
      const radius = ink.radius * (1 - (ink.pressure * i) / path.length);
      line(picture, ax, ay, bx, by, radius);
    }
  }
  for (let i = 0; i < picture.length; i++) {
    const covered = picture[i] as number;
    // One word holds four bytes; their sum is bell-shaped around 510 with a deviation of 148.
    const word = stream.word();
    const noise = ((word & 255) + ((word >>> 8) & 255) + ((word >>> 16) & 255) + (word >>> 24) - 510) / 148;
    const value = ink.darkness * covered + GRAIN * noise * (0.35 + covered);
    picture[i] = Math.round(255 * Math.min(1, Math.max(0, value))) / 255;
  }
}

/** The nearest point of a segment from p: a + t·(b − a), t = clamp((p − a)·(b − a) / |b − a|², 0, 1). */
function line(picture: Float32Array, ax: number, ay: number, bx: number, by: number, radius: number): void {
  const reach = radius + EDGE;
  const left = Math.max(0, Math.ceil(Math.min(ax, bx) - reach));
  const right = Math.min(SIDE - 1, Math.floor(Math.max(ax, bx) + reach));
  const top = Math.max(0, Math.ceil(Math.min(ay, by) - reach));
  const bottom = Math.min(SIDE - 1, Math.floor(Math.max(ay, by) + reach));
  const [dx, dy] = [bx - ax, by - ay];
  const length = dx * dx + dy * dy || 1;
  for (let y = top; y <= bottom; y++) {
    for (let x = left; x <= right; x++) {
      const t = Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / length));
      const [ex, ey] = [x - ax - t * dx, y - ay - t * dy];
      const covered = Math.min(1, (reach - Math.sqrt(ex * ex + ey * ey)) / (2 * EDGE));
      const at = y * SIDE + x;
      if (covered > (picture[at] as number)) picture[at] = covered;
    }
  }
}
