import {
  add,
  addPairs,
  assembled,
  type Code,
  constant,
  F64,
  get,
  highHalf,
  I32,
  load,
  mulPairs,
  promote,
  set,
  splat,
  store,
  V128,
  whileBelow,
} from './assembler.ts';

/**
 * The two inner loops of aggregation in WebAssembly with 128-bit SIMD. They add in the same four lanes as `lanes.ts`, so that
 * they give the same bits; where there is no SIMD, those are used.
 */
export type Kernels = {
  /** What the kernels see. */
  readonly memory: WebAssembly.Memory;
  /** Adds aᵢ·bᵢ into four lanes of float64 at `lanes`, value i to lane i mod 4; `end − a` is a multiple of 16 bytes. */
  products(a: number, end: number, b: number, lanes: number): void;
  /** Adds weight · xᵢ to the float64 values at `total`, in order; `end − x` is a multiple of 16 bytes. */
  scale(x: number, end: number, total: number, weight: number): void;
};

const steps = (local: number, bytes: number): Code => [...get(local), ...constant(bytes), ...add, ...set(local)];

const PRODUCTS = (() => {
  const [a, end, b, lanes, low, high, x, y] = [0, 1, 2, 3, 4, 5, 6, 7];
  const product = [...get(x), ...promote, ...get(y), ...promote, ...mulPairs];
  const raised = (local: number): Code => [...get(local), ...get(local), ...highHalf, ...set(local)];
  return {
    name: 'products',
    params: [I32, I32, I32, I32],
    result: [],
    locals: [V128, V128, V128, V128],
    body: [
      ...[...get(lanes), ...load(), ...set(low)],
      ...[...get(lanes), ...load(16), ...set(high)],
      ...whileBelow(a, end, [
        ...[...get(a), ...load(), ...set(x)],
        ...[...get(b), ...load(), ...set(y)],
        ...[...get(low), ...product, ...addPairs, ...set(low)],
        ...raised(x),
        ...raised(y),
        ...[...get(high), ...product, ...addPairs, ...set(high)],
        ...steps(a, 16),
        ...steps(b, 16),
      ]),
      ...[...get(lanes), ...get(low), ...store()],
      ...[...get(lanes), ...get(high), ...store(16)],
    ],
  };
})();

const SCALE = (() => {
  const [x, end, total, weight, pair, values] = [0, 1, 2, 3, 4, 5];
  const added = (offset: number, half: Code): Code => [
    ...get(total),
    ...[...get(total), ...load(offset)],
    ...[...get(values), ...half, ...promote, ...get(pair), ...mulPairs],
    ...addPairs,
    ...store(offset),
  ];
  return {
    name: 'scale',
    params: [I32, I32, I32, F64],
    result: [],
    locals: [V128, V128],
    body: [
      ...[...get(weight), ...splat, ...set(pair)],
      ...whileBelow(x, end, [
        ...[...get(x), ...load(), ...set(values)],
        ...added(0, []),
        ...added(16, [...get(values), ...highHalf]),
        ...steps(x, 16),
        ...steps(total, 32),
      ]),
    ],
  };
})();

/** Undefined where the engine has no SIMD, or compiles nothing. */
export function openKernels(pages: number): Kernels | undefined {
  try {
    const memory = new WebAssembly.Memory({ initial: pages });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(assembled([PRODUCTS, SCALE])), { host: { memory } });
    const { products, scale } = exports as unknown as Omit<Kernels, 'memory'>;
    return { memory, products, scale };
  } catch {
    return undefined;
  }
}
