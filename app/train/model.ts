import * as tf from '@tensorflow/tfjs-core';
import type { Layer } from '../core/spec.ts';
import type { Layout, Weights } from '../core/words.ts';

/**
 * Forward and backward pass of a spec's layers, written out on the kernels of tfjs-core: no tape, no layer objects.
 * `parameters` are in the layout's order: kernel and bias of each layer that has them. Call inside `tf.tidy`.
 */

export type Parameters = readonly tf.Tensor[];

/** One tensor per slot of the layout. */
export function toParameters(weights: Weights, layout: Layout): tf.Tensor[] {
  // A copy: the cpu backend would otherwise keep the caller's memory.
  return layout.tensors.map(({ offset, size, shape }) => tf.tensor(weights.slice(offset, offset + size), [...shape]));
}

/**
 * What enters each layer, and last the logits: activations[i] enters layer i, activations[i + 1] leaves it.
 * @param x `[examples, ...featureShape]`
 */
export function forward(layers: readonly Layer[], parameters: Parameters, x: tf.Tensor): tf.Tensor[] {
  const activations = [x];
  let at = 0;
  for (const layer of layers) {
    const input = activations[activations.length - 1];
    if (layer.type === 'flatten') {
      activations.push(tf.reshape(input, [input.shape[0], -1]));
    } else if (layer.type === 'maxPool2d') {
      activations.push(tf.maxPool(input as tf.Tensor4D, layer.size, layer.size, 'valid'));
    } else {
      const [kernel, bias] = [parameters[at], parameters[at + 1]];
      at += 2;
      const activation = layer.activation === 'relu' ? 'relu' : 'linear';
      const z =
        layer.type === 'dense'
          ? tf.fused.matMul({ a: input, b: kernel, bias, activation })
          : tf.fused.conv2d({ x: input as tf.Tensor4D, filter: kernel as tf.Tensor4D, strides: 1, pad: layer.padding, bias, activation });
      activations.push(layer.activation === 'tanh' ? tf.tanh(z) : z);
    }
  }
  return activations;
}

/**
 * Gradients of the loss by the parameters, in their order.
 * @param activations of `forward`
 * @param dLogits gradient by the logits, `[examples, classes]`
 */
export function backward(
  layers: readonly Layer[],
  parameters: Parameters,
  activations: readonly tf.Tensor[],
  dLogits: tf.Tensor,
): tf.Tensor[] {
  const gradients: tf.Tensor[] = [];
  let dy = dLogits;
  let at = parameters.length;
  for (let i = layers.length - 1; at > 0; i--) {
    const layer = layers[i];
    const [x, y] = [activations[i], activations[i + 1]];
    if (layer.type === 'flatten') {
      dy = tf.reshape(dy, x.shape);
    } else if (layer.type === 'maxPool2d') {
      dy = run('MaxPoolGrad', { dy, input: x, output: y }, { filterSize: layer.size, strides: layer.size, pad: 'valid' });
    } else {
      at -= 2;
      const kernel = parameters[at];
      const isFirst = at === 0;
      const dz = throughActivation(layer.activation, y, dy);
      if (layer.type === 'dense') {
        gradients.unshift(tf.matMul(x, dz, true, false), tf.sum(dz, 0));
        if (!isFirst) dy = tf.matMul(dz, kernel, false, true);
      } else {
        const attributes = { strides: [1, 1], pad: layer.padding, dataFormat: 'NHWC' };
        const dKernel = run('Conv2DBackpropFilter', { x, dy: dz }, { ...attributes, filterShape: kernel.shape });
        gradients.unshift(dKernel, sumOfPositions(dz));
        if (!isFirst) dy = run('Conv2DBackpropInput', { dy: dz, filter: kernel }, { ...attributes, inputShape: x.shape });
      }
    }
  }
  return gradients;
}

/** Gradient of the mean softmax cross-entropy by the logits: (softmax(z) − onehot) / examples. */
export function lossGradient(logits: tf.Tensor, labels: Uint8Array): tf.Tensor {
  const [examples, classes] = logits.shape;
  const hot = new Float32Array(examples * classes);
  for (let i = 0; i < examples; i++) hot[i * classes + labels[i]] = 1;
  return tf.div(tf.sub(tf.softmax(logits), tf.tensor2d(hot, [examples, classes])), examples);
}

/** From the layer's output y: relu' = [y > 0], tanh' = 1 − y². */
function throughActivation(activation: 'linear' | 'relu' | 'tanh', y: tf.Tensor, dy: tf.Tensor): tf.Tensor {
  if (activation === 'relu') return tf.mul(dy, tf.step(y));
  if (activation === 'tanh') return tf.mul(dy, tf.sub(1, tf.square(y)));
  return dy;
}

/** Σ over examples and positions of `[examples, height, width, filters]`. */
function sumOfPositions(dz: tf.Tensor): tf.Tensor {
  return tf.sum(tf.reshape(dz, [-1, dz.shape[3] as number]), 0);
}

/** A gradient kernel that tfjs-core has no public operation for. */
function run(kernel: string, inputs: tf.NamedTensorMap, attributes: Record<string, unknown>): tf.Tensor {
  return tf.engine().runKernel(kernel, inputs, attributes as tf.NamedAttrMap);
}
