import { initialWeights, layoutOf } from '../../app/core/layout.ts';
import type { Spec } from '../../app/core/spec.ts';
import type { Address, Digest } from '../../app/core/words.ts';
import { readExample } from '../../app/data/example.ts';
import { inferSpec } from '../../app/data/inferSpec.ts';
import type { OnTx, TaskRoom, Workshop } from '../../app/session/house.ts';
import type { TokenView } from '../../app/session/views.ts';
import { encodeModel } from '../../app/update/model.ts';

const UNIT = 10n ** 18n;
const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** A workshop on pretend money: samples are read for real, rehearsals take a moment, tasks are not made. */
export function fakeWorkshop(token: TokenView, pretend: (onTx?: OnTx) => Promise<void>, task: Address): Workshop {
  return {
    arena: async () => ({
      token,
      registry: `0x${'a1'.repeat(20)}`,
      tasks: [
        { id: 4n, completed: false, reward: 0n, pool: 0n },
        { id: 3n, completed: true, reward: 20_000n * UNIT, pool: 10_000n * UNIT },
        { id: 1n, completed: true, reward: 900n * UNIT, pool: 450n * UNIT },
      ],
    }),
    funds: async () => ({ token: 4_000n * UNIT, ether: UNIT }),
    infer: inferSpec,
    checkModel: () => undefined,
    async rehearse(spec, source, slow) {
      for (let step = 1; step <= 5; step++) {
        slow?.onProgress?.({ step, steps: 5, epoch: 1, epochs: 1, loss: 2.3 / step, accuracy: step / 6, examplesPerSecond: 2000 });
        await wait(60);
      }
      const name = source.kind === 'files' ? source.files.map((file) => file.name).join(', ') : 'the generator';
      const classes = spec.data.classes.map((className) => ({ name: className, count: 60 }));
      const { size } = layoutOf(spec);
      return {
        device: { backend: 'wasm', description: 'WebAssembly with SIMD', refused: [] },
        data: { source: name, examples: 600, train: 300, test: 300, classes, thumbnails: [], warnings: [] },
        before: { loss: 2.31, accuracy: 0.11, examples: 300 },
        after: { loss: 0.62, accuracy: 0.83, examples: 300 },
        parameters: size,
        updateBytes: Math.round(size * 1.02),
        modelBytes: 4 * size,
        fitSeconds: 1.9,
        measureSeconds: 0.08,
      };
    },
    async create(_wallet, _draft, onTx) {
      await pretend(onTx);
      return { task, specDigest: `0x${'5e'.repeat(32)}` };
    },
    taken: async () => true,
  };
}

/** A model file of a spec that has learned nothing. */
export function fakeModel(spec: Spec): Uint8Array {
  return encodeModel(initialWeights(layoutOf(spec), `0x${'07'.repeat(32)}`), spec);
}

export function fakeExamining(spec: Spec, digest: Digest): Pick<TaskRoom, 'examine' | 'trainAlone' | 'digestOf' | 'readExample'> {
  const classes = spec.data.classes.length;
  return {
    digestOf: async () => digest,
    readExample: (raw) => readExample(raw, spec),
    async examine() {
      await wait(150);
      const confusion = Array.from({ length: classes }, (_, row) =>
        Array.from({ length: classes }, (__, column) => (row === column ? 26 : (row * 7 + column * 3) % 5 === 0 ? 1 : 0)),
      );
      return {
        digest,
        confusion,
        score: { loss: 0.21, accuracy: 0.936, examples: 300 },
        untrained: { loss: 2.33, accuracy: 0.104, examples: 300 },
      };
    },
    async trainAlone(slow) {
      for (const share of [0.3, 0.7, 1]) {
        slow?.onProgress?.(share);
        await wait(80);
      }
      return { score: { loss: 0.41, accuracy: 0.881, examples: 300 }, fits: 6, of: 8 };
    },
  };
}
