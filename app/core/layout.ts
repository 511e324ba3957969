import { keccakWords } from './hashes.ts';
import { random } from './random.ts';
import { featureShape, product, type Spec, shapes } from './spec.ts';
import type { Digest, Layout, ParticipantId, TensorSlot, Weights } from './words.ts';

/**
 * Where each tensor of the spec's model lies in flat weights: per layer with parameters `N.kernel` then `N.bias`, where
 * N is the layer's position. Kernels are `[kernel, kernel, channels, filters]` or `[inputs, units]`.
 */
export function layoutOf(spec: Spec): Layout {
  const tensors: TensorSlot[] = [];
  let offset = 0;
  const add = (name: string, shape: readonly number[], limit: number) => {
    tensors.push({ name, shape, offset, size: product(shape), limit });
    offset += product(shape);
  };
  const outputs = shapes(spec);
  spec.layers.forEach((layer, i) => {
    const input = i === 0 ? featureShape(spec) : (outputs[i - 1] as readonly number[]);
    if (layer.type === 'dense') {
      add(`${i}.kernel`, [product(input), layer.units], glorot(product(input), layer.units));
      add(`${i}.bias`, [layer.units], 0);
    } else if (layer.type === 'conv2d') {
      const channels = input[2] as number;
      const area = layer.kernel ** 2;
      add(`${i}.kernel`, [layer.kernel, layer.kernel, channels, layer.filters], glorot(area * channels, area * layer.filters));
      add(`${i}.bias`, [layer.filters], 0);
    }
  });
  return { tensors, size: offset };
}

/** Limit of Glorot's uniform initialisation (Glorot and Bengio, 2010): √(6 / (fanIn + fanOut)), as float32. */
function glorot(fanIn: number, fanOut: number): number {
  return Math.fround(Math.sqrt(6 / (fanIn + fanOut)));
}

/**
 * The first model that a participant offers in round 0, fully derived: uniform in ±limit from multiples of 2⁻²⁴, in the
 * layout's order. Bit-exact everywhere: float32 × float64 products rounded once, IEEE square root, nothing else.
 */
export function initialWeights(layout: Layout, seed: Digest): Weights {
  const weights = new Float32Array(layout.size);
  const stream = random(seed);
  for (const tensor of layout.tensors) {
    if (tensor.limit === 0) continue;
    for (let i = tensor.offset; i < tensor.offset + tensor.size; i++) weights[i] = Math.fround((2 * stream.uniform() - 1) * tensor.limit);
  }
  return weights;
}

/** Seed of a proposer's initialisation: `keccak256(abi.encode(roundSeed, id))`. */
export function initialSeed(roundSeed: Digest, proposer: ParticipantId): Digest {
  return keccakWords(roundSeed, proposer);
}
