import type { Form, Line, Point } from './federation.ts';

/** All runs of one line over the same seeds, in the order of the seeds. */
export type Course = { readonly line: Line; readonly runs: readonly (readonly Point[])[] };
export type Scene = { readonly title: string; readonly form: Form; readonly courses: readonly Course[] };
export type Finding = ReturnType<typeof findingOf>;

/** Of the points, the last ones whose mean is the accuracy in the end. */
const LAST = 5;

/** The first course of a scene is what the others are compared with: plain float32 federated averaging. */
export function findingsOf({ courses }: Scene): Finding[] {
  const [plain] = courses;
  const goal = mean(plain.runs.map(ending));
  return courses.map((course) => findingOf(course, plain, goal));
}

function findingOf({ line, runs }: Course, plain: Course, goal: number) {
  const ends = runs.map(ending);
  const perUpdate = mean(runs.map((run) => run[run.length - 1].bytes)) / mean(plain.runs.map((run) => run[run.length - 1].bytes));
  return {
    name: line.name,
    /** In units of the plain line's. */
    share: perUpdate,
    accuracy: mean(ends),
    /** Against the plain line with equal seeds, rounds and data, in points: mean and worst. */
    lost: 100 * mean(ends.map((end, i) => ending(plain.runs[i]) - end)),
    mostLost: 100 * Math.max(...ends.map((end, i) => ending(plain.runs[i]) - end)),
    curve: curveOf(runs),
    reached: [goal - 0.05, goal - 0.02, goal - 0.01, goal].map((accuracy) => ({ accuracy, ...reached(runs, plain.runs, accuracy) })),
  };
}

/** Rounds and bytes until the mean curve of a line first stays at an accuracy for two points, and how many times fewer bytes that is. */
function reached(runs: Course['runs'], plain: Course['runs'], accuracy: number) {
  const own = firstAt(curveOf(runs), accuracy);
  const other = firstAt(curveOf(plain), accuracy);
  return { round: own?.round, bytes: own?.bytes, fewer: own && other ? other.bytes / own.bytes : undefined };
}

function firstAt(curve: readonly Point[], accuracy: number): Point | undefined {
  return curve.find((point, i) => point.accuracy >= accuracy && (curve[i + 1] ?? point).accuracy >= accuracy);
}

/** The mean over the runs, point by point. */
export function curveOf(runs: Course['runs']): Point[] {
  return runs[0].map(({ round }, i) => ({
    round,
    bytes: mean(runs.map((run) => run[i].bytes)),
    accuracy: mean(runs.map((run) => run[i].accuracy)),
  }));
}

function ending(run: readonly Point[]): number {
  return mean(run.slice(-LAST).map(({ accuracy }) => accuracy));
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
