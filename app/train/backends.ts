import * as tf from '@tensorflow/tfjs-core';
import { type BackendName, BackendUnavailableError, type Device, type Refusal, TrainerLostError } from './trainer.ts';

const PREFERRED: readonly BackendName[] = ['webgpu', 'wasm', 'webgl', 'cpu'];
const SOFTWARE = /swiftshader|llvmpipe|lavapipe|softpipe|microsoft basic|software/i;

/** While a backend is being initialised tfjs allows no operation at all. */
let opening: Promise<unknown> | undefined;
const lost = new Map<BackendName, string>();

/**
 * Sets the best backend that really computes: WebGPU unless its adapter is software, then wasm, webgl, cpu. `forced`
 * takes exactly that one, software or not.
 * @param avoid backends that failed earlier, e.g. in a worker that is gone
 * @throws BackendUnavailableError with the reason
 */
export async function chooseBackend(forced?: BackendName, avoid: readonly Refusal[] = []): Promise<Device> {
  while (opening) await opening;
  // No advertisements or warnings on the console: what matters is in `refused`.
  tf.enableProdMode();
  const result = forced ? open(forced, []) : openFirst(avoid);
  opening = result
    .catch(() => undefined)
    .then(() => {
      opening = undefined;
    });
  return result;
}

async function openFirst(avoid: readonly Refusal[]): Promise<Device> {
  const refused: Refusal[] = [];
  for (const backend of PREFERRED) {
    const reason = avoid.find((item) => item.backend === backend)?.reason ?? lost.get(backend);
    try {
      if (reason !== undefined) throw unavailable(backend, reason);
      if (backend === 'webgpu') refuseSoftware(await adapterOf());
      return await open(backend, refused);
    } catch (error) {
      if (!(error instanceof BackendUnavailableError)) throw error;
      refused.push({ backend, reason: String(error.facts.actual) });
    }
  }
  throw unavailable('any', refused.map((item) => `${item.backend}: ${item.reason}`).join('; '));
}

async function open(backend: BackendName, refused: readonly Refusal[]): Promise<Device> {
  try {
    await load[backend]();
    if (!(await tf.setBackend(backend))) throw unavailable(backend, 'its initialisation failed');
    await tf.ready();
    if (tf.getBackend() !== backend) throw unavailable(backend, `${tf.getBackend()} is active instead`);
    const product = tf.tidy(() => tf.matMul(tf.tensor2d([1, 2, 3, 4], [2, 2]), tf.tensor2d([5, 6, 7, 8], [2, 2])));
    const values = await product.data().finally(() => product.dispose());
    if (values.join() !== '19,22,43,50') throw unavailable(backend, `it computes ${values.join()} for 19,22,43,50`);
    watch(backend);
    return { backend, description: await describe(backend), refused: [...refused] };
  } catch (error) {
    throw error instanceof BackendUnavailableError ? error : unavailable(backend, error instanceof Error ? error.message : String(error));
  }
}

/** Each backend's code is loaded only when it is wanted. */
const load: Readonly<Record<BackendName, () => Promise<unknown>>> = {
  webgpu: async () => {
    await adapterOf();
    await import('@tensorflow/tfjs-backend-webgpu');
  },
  wasm: async () => {
    const [{ setWasmPaths }, { registerWasmKernels }] = await Promise.all([
      import('@tensorflow/tfjs-backend-wasm'),
      import('./kernels.ts'),
    ]);
    // Its threads start from a blob: address, which the page's policy forbids.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    if (isNode) setWasmPaths(nodeFolder());
    else {
      const { wasmFiles } = await import('./wasmFiles.ts');
      setWasmPaths({
        'tfjs-backend-wasm.wasm': wasmFiles.plain,
        'tfjs-backend-wasm-simd.wasm': wasmFiles.simd,
        'tfjs-backend-wasm-threaded-simd.wasm': wasmFiles.simd,
      });
    }
    registerWasmKernels();
  },
  webgl: async () => {
    if (typeof OffscreenCanvas === 'undefined' && typeof document === 'undefined') throw unavailable('webgl', 'there is no canvas here');
    await import('@tensorflow/tfjs-backend-webgl');
  },
  cpu: () => import('@tensorflow/tfjs-backend-cpu'),
};

const isNode = typeof process !== 'undefined' && process.versions?.node !== undefined;

function nodeFolder(): string {
  const { createRequire } = process.getBuiltinModule('node:module');
  return createRequire(import.meta.url)
    .resolve('@tensorflow/tfjs-backend-wasm/package.json')
    .replace(/package\.json$/, 'dist/');
}

/** The adapter that tfjs will ask for too. @throws BackendUnavailableError */
async function adapterOf(): Promise<GPUAdapter> {
  if (typeof navigator === 'undefined' || !navigator.gpu) throw unavailable('webgpu', 'there is no WebGPU here');
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: 'high-performance' });
  if (!adapter) throw unavailable('webgpu', 'there is no adapter');
  return adapter;
}

/** What an adapter says of itself; browsers may leave any of it empty. */
export type AdapterWords = Partial<Pick<GPUAdapterInfo, 'vendor' | 'architecture' | 'device' | 'description' | 'isFallbackAdapter'>>;

/** Refuses an adapter that computes on the CPU: wasm does that better. @throws BackendUnavailableError */
export function refuseSoftware(adapter: { readonly info?: AdapterWords; readonly isFallbackAdapter?: boolean }): void {
  const words = wordsOf(adapter.info);
  if (adapter.isFallbackAdapter || adapter.info?.isFallbackAdapter || SOFTWARE.test(words)) {
    throw unavailable('webgpu', `its adapter is software (${words || 'fallback'})`);
  }
}

function wordsOf(info?: AdapterWords): string {
  return [info?.vendor, info?.architecture, info?.device, info?.description].filter(Boolean).join(' ');
}

async function describe(backend: BackendName): Promise<string> {
  if (backend === 'webgpu') return `WebGPU on ${wordsOf((await adapterOf()).info) || 'an unnamed adapter'}`;
  if (backend === 'wasm') return (await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) ? 'WebAssembly with SIMD' : 'WebAssembly without SIMD';
  if (backend === 'webgl') return `WebGL ${tf.env().getNumber('WEBGL_VERSION')}`;
  return 'JavaScript';
}

function watch(backend: BackendName): void {
  if (backend === 'webgpu') {
    const { device } = tf.backend() as unknown as { device: GPUDevice };
    void device.lost.then((info) => lost.set(backend, info.message || info.reason));
  } else if (backend === 'webgl') {
    const { gpgpu } = tf.backend() as unknown as { gpgpu: { gl: WebGL2RenderingContext } };
    gpgpu.gl.canvas.addEventListener('webglcontextlost', () => lost.set(backend, 'its context was lost'));
  }
}

/**
 * The only door to tensors: runs `work` synchronously with `backend` active, so that trainers of one thread with
 * different backends do not disturb each other. `work` must tidy up.
 * @throws TrainerLostError
 */
export async function compute<T>(backend: BackendName, work: () => T): Promise<T> {
  while (opening) await opening;
  refuseLost(backend);
  // Synchronous once the backend has been initialised.
  if (tf.getBackend() !== backend) void tf.setBackend(backend);
  try {
    return work();
  } catch (error) {
    refuseLost(backend);
    throw error;
  }
}

/** Values of a float32 tensor, which is disposed. @throws TrainerLostError */
export async function take(backend: BackendName, tensor: tf.Tensor): Promise<Float32Array> {
  try {
    return (await tensor.data()) as Float32Array;
  } catch (error) {
    // The device says that it is lost a moment after it has refused to give values.
    await new Promise((resolve) => setTimeout(resolve, 100));
    refuseLost(backend);
    throw error;
  } finally {
    tensor.dispose();
  }
}

function refuseLost(backend: BackendName): void {
  const reason = lost.get(backend);
  if (reason !== undefined) throw new TrainerLostError({ subject: backend, actual: reason });
}

function unavailable(subject: string, actual: string): BackendUnavailableError {
  return new BackendUnavailableError({ subject, expected: 'a backend that computes', actual });
}
