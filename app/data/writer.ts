import { type Random, random, seedOf } from '../core/random.ts';
import { type Point, SKELETONS, type Stroke } from './strokes.ts';

/** Pen strokes in pixels of the picture, joined by straight lines, with the pen's radius at each point. */
export type Ink = {
  readonly paths: readonly (readonly Point[])[];
  readonly radius: number;
  readonly pressure: number;
  readonly darkness: number;
};

/** One imagined hand: draws a digit, each time a little differently. */
export type Writer = { readonly write: (digit: number, stream: Random) => Ink };

const writers = new Map<number, Writer>();

/** The writer of this number, the same for everybody. */
export function writer(number: number): Writer {
  const known = writers.get(number);
  if (known) return known;
  const made = makeWriter(random(seedOf(`writer ${number}`)));
  writers.set(number, made);
  return made;
}

/** Roughly standard normal, within ±3: the sum of four uniform numbers, scaled. No logarithm or cosine. */
export function bell(stream: Random): number {
  return (stream.uniform() + stream.uniform() + stream.uniform() + stream.uniform() - 2) * Math.sqrt(3);
}

/** Pixels per unit of a skeleton's height; MNIST's digits fill 20 of 28. */
const HEIGHT = 19;
const CENTRE = 13.5;
/** Chance that a writer leaves its own form of a digit for another. */
const STRAY = 0.2;

function makeWriter(habit: Random): Writer {
  const slant = 0.12 + 0.12 * bell(habit);
  const tilt = 0.05 * bell(habit);
  const width = 0.86 + 0.09 * bell(habit);
  const height = 1 + 0.06 * bell(habit);
  const radius = 1.3 + 0.25 * bell(habit);
  const darkness = 0.97 + 0.06 * bell(habit);
  const shake = 0.014 + 0.01 * habit.uniform();
  const forms = SKELETONS.map((variants) => habit.below(variants.length));
  /** How this hand bends each point of each skeleton, `[digit][variant][stroke][point]`. */
  const bends = SKELETONS.map((variants) => variants.map((strokes) => strokes.map((stroke) => jitter(stroke, 0.022, habit))));

  const write = (digit: number, stream: Random): Ink => {
    const variants = bends[digit] as Stroke[][];
    const form = stream.uniform() < STRAY ? stream.below(variants.length) : (forms[digit] as number);
    const lean = slant + 0.05 * bell(stream);
    const turn = tilt + 0.05 * bell(stream);
    const scale = HEIGHT * (1 + 0.06 * bell(stream));
    const [wide, high] = [scale * width * (1 + 0.08 * bell(stream)), scale * height];
    const [right, down] = [0.5 * bell(stream), 0.5 * bell(stream)];
    // Rotation by a small angle: cos ≈ 1 − a²/2, sin ≈ a.
    const cos = 1 - (turn * turn) / 2;
    const warp = field(stream);
    const place = ([x, y]: Point): Point => {
      const u = (x - 0.5) * wide - (y - 0.5) * lean * high;
      const v = (y - 0.5) * high;
      const [a, b] = [cos * u - turn * v + CENTRE + right, turn * u + cos * v + CENTRE + down];
      const [dx, dy] = warp(a, b);
      return [a + dx, b + dy];
    };
    const paths = (variants[form] as Stroke[]).map((stroke) => spline(jitter(stroke, shake, stream)).map(place));
    const pen = Math.max(0.7, radius + 0.12 * bell(stream));
    return { paths, radius: pen, pressure: 0.25 * stream.uniform(), darkness: Math.min(1, Math.max(0.7, darkness + 0.05 * bell(stream))) };
  };
  return { write };
}

/** Moves points by about `size`; repeated points, which make a corner, move together. */
function jitter(stroke: Stroke, size: number, stream: Random): Stroke {
  const moved: Point[] = [];
  stroke.forEach(([x, y], i) => {
    const before = stroke[i - 1];
    const isCorner = before !== undefined && before[0] === x && before[1] === y;
    moved.push(isCorner ? (moved[i - 1] as Point) : [x + size * bell(stream), y + size * bell(stream)]);
  });
  return moved;
}

const STEPS = 6;

/** Points along the uniform Catmull–Rom spline through `stroke`, `STEPS` per span. */
function spline(stroke: Stroke): Point[] {
  const points: Point[] = [stroke[0] as Point];
  for (let i = 0; i + 1 < stroke.length; i++) {
    const b = stroke[i] as Point;
    const c = stroke[i + 1] as Point;
    if (b[0] === c[0] && b[1] === c[1]) continue;
    const a = stroke[i - 1] ?? b;
    const d = stroke[i + 2] ?? c;
    for (let step = 1; step <= STEPS; step++) {
      const t = step / STEPS;
      const at = (k: 0 | 1) =>
        0.5 * (2 * b[k] + t * (c[k] - a[k] + t * (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k] + t * (3 * b[k] - a[k] - 3 * c[k] + d[k]))));
      points.push([at(0), at(1)]);
    }
  }
  return points;
}

const CELLS = 4;
const CELL = 28 / (CELLS - 1);
const STRENGTH = 0.6;

/** An elastic distortion: random displacements on a coarse grid, bilinear in between (after Simard et al., 2003). */
function field(stream: Random): (x: number, y: number) => Point {
  const grid = Float64Array.from({ length: 2 * CELLS * CELLS }, () => STRENGTH * bell(stream));
  const inside = (value: number) => Math.min(CELLS - 1.001, Math.max(0, value / CELL));
  return (x, y) => {
    const [u, v] = [inside(x), inside(y)];
    const [column, row] = [Math.floor(u), Math.floor(v)];
    const [s, t] = [u - column, v - row];
    const at = (k: number) => {
      const corner = (r: number, c: number) => grid[2 * ((row + r) * CELLS + column + c) + k] as number;
      return (1 - t) * ((1 - s) * corner(0, 0) + s * corner(0, 1)) + t * ((1 - s) * corner(1, 0) + s * corner(1, 1));
    };
    return [at(0), at(1)];
  };
}
