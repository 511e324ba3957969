import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';

/** Addresses of the WebAssembly binaries that the bundler copied beside the page. */
export const wasmFiles = { plain, simd };
