import { featureShape, type Layer, type Spec } from '../../core/spec.ts';
import { readTensors } from './predict.js';

/** A model as TensorFlow.js loads it (`tf.loadLayersModel`): its description, and its weights in a file beside. */
export type TfjsModel = { readonly json: string; readonly weights: Uint8Array };

/** From the model's safetensors file. A last softmax makes probabilities of what comes out. */
export function toTfjs(bytes: Uint8Array, spec: Spec, weightsFile: string): TfjsModel {
  const tensors = readTensors(bytes);
  const manifest: { name: string; shape: readonly number[]; dtype: 'float32' }[] = [];
  const parts: Float32Array[] = [];
  const layers = spec.layers.map((layer, i) => {
    const name = `${layer.type}_${i}`;
    for (const part of ['kernel', 'bias']) {
      const tensor = tensors.get(`${i}.${part}`);
      if (!tensor) continue;
      manifest.push({ name: `${name}/${part}`, shape: tensor.shape, dtype: 'float32' });
      parts.push(tensor.values);
    }
    const first = i === 0 ? { batch_input_shape: [null, ...featureShape(spec)], dtype: 'float32' } : {};
    return { class_name: CLASSES[layer.type], config: { name, ...first, ...config(layer) } };
  });
  const softmax = { class_name: 'Activation', config: { name: 'softmax', activation: 'softmax' } };
  const json = JSON.stringify({
    format: 'layers-model',
    generatedBy: 'Murmuration',
    modelTopology: { class_name: 'Sequential', config: { name: 'model', layers: [...layers, softmax] } },
    weightsManifest: [{ paths: [weightsFile], weights: manifest }],
  });
  return { json, weights: joined(parts) };
}

const CLASSES: Readonly<Record<Layer['type'], string>> = {
  dense: 'Dense',
  conv2d: 'Conv2D',
  maxPool2d: 'MaxPooling2D',
  flatten: 'Flatten',
};

function config(layer: Layer): Record<string, unknown> {
  if (layer.type === 'dense') return { units: layer.units, activation: layer.activation, use_bias: true };
  if (layer.type === 'maxPool2d') return { pool_size: [layer.size, layer.size], strides: [layer.size, layer.size], padding: 'valid' };
  if (layer.type === 'flatten') return {};
  const { filters, kernel, padding, activation } = layer;
  return { filters, kernel_size: [kernel, kernel], strides: [1, 1], padding, activation, use_bias: true };
}

/** Little-endian, one after the other. */
function joined(parts: readonly Float32Array[]): Uint8Array {
  const bytes = new Uint8Array(4 * parts.reduce((sum, part) => sum + part.length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const part of parts)
    for (const value of part) {
      view.setFloat32(at, value, true);
      at += 4;
    }
  return bytes;
}
