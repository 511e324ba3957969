// Reads a model file (safetensors) and tells what it thinks of one example. Depends on nothing; the page itself uses this very
// file, and a copy of it stands in every embedded example.

/** Tensors of a safetensors file by name: `{ shape, values }`. */
export function readTensors(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = 8 + view.getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, start)));
  const tensors = new Map();
  for (const [name, field] of Object.entries(header)) {
    if (name === '__metadata__' || field.dtype !== 'F32') continue;
    const [from, to] = field.data_offsets;
    const values = new Float32Array((to - from) / 4);
    for (let i = 0; i < values.length; i++) values[i] = view.getFloat32(start + from + 4 * i, true);
    tensors.set(name, { shape: field.shape, values });
  }
  return tensors;
}

/** Probability of each class for one example, `shape` values row-major. */
export function predict(layers, tensors, shape, example) {
  let x = { shape, values: Float64Array.from(example) };
  layers.forEach((layer, i) => {
    const kernel = tensors.get(`${i}.kernel`);
    const bias = tensors.get(`${i}.bias`);
    if (layer.type === 'flatten') x = { shape: [x.values.length], values: x.values };
    if (layer.type === 'dense') x = dense(x, kernel, bias);
    if (layer.type === 'conv2d') x = convolve(x, kernel, bias, layer.padding === 'same');
    if (layer.type === 'maxPool2d') x = pool(x, layer.size);
    if (layer.activation === 'relu') x.values = x.values.map((value) => Math.max(0, value));
    if (layer.activation === 'tanh') x.values = x.values.map(Math.tanh);
  });
  const most = x.values.reduce((a, b) => Math.max(a, b), -Infinity);
  const grown = Array.from(x.values, (value) => Math.exp(value - most));
  const sum = grown.reduce((a, b) => a + b, 0);
  return grown.map((value) => value / sum);
}

function dense(x, kernel, bias) {
  const [inputs, units] = kernel.shape;
  const values = Float64Array.from(bias.values);
  for (let i = 0; i < inputs; i++) for (let u = 0; u < units; u++) values[u] += x.values[i] * kernel.values[i * units + u];
  return { shape: [units], values };
}

function convolve(x, kernel, bias, isSame) {
  const [height, width, channels] = x.shape;
  const [size, , , filters] = kernel.shape;
  const before = isSame ? Math.floor((size - 1) / 2) : 0;
  const [rows, columns] = isSame ? [height, width] : [height - size + 1, width - size + 1];
  const values = new Float64Array(rows * columns * filters);
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const out = (r * columns + c) * filters;
      for (let f = 0; f < filters; f++) values[out + f] = bias.values[f];
      for (let i = 0; i < size; i++)
        for (let j = 0; j < size; j++) {
          const [y, z] = [r + i - before, c + j - before];
          if (y < 0 || z < 0 || y >= height || z >= width) continue;
          for (let k = 0; k < channels; k++) {
            const value = x.values[(y * width + z) * channels + k];
            const at = ((i * size + j) * channels + k) * filters;
            for (let f = 0; f < filters; f++) values[out + f] += value * kernel.values[at + f];
          }
        }
    }
  return { shape: [rows, columns, filters], values };
}

function pool(x, size) {
  const [height, width, channels] = x.shape;
  const [rows, columns] = [Math.floor(height / size), Math.floor(width / size)];
  const values = new Float64Array(rows * columns * channels).fill(-Infinity);
  for (let r = 0; r < rows * size; r++)
    for (let c = 0; c < columns * size; c++)
      for (let k = 0; k < channels; k++) {
        const at = (Math.floor(r / size) * columns + Math.floor(c / size)) * channels + k;
        values[at] = Math.max(values[at], x.values[(r * width + c) * channels + k]);
      }
  return { shape: [rows, columns, channels], values };
}
