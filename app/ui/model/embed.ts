import { featureShape, type Spec } from '../../core/spec.ts';
import source from './predict.js?raw';

/** Text from a spec inside of a script: no tag can begin in it. */
const literal = (value: unknown) =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

const PICTURE = `const input = Object.assign(document.createElement('input'), { type: 'file', accept: 'image/*' });
document.body.prepend(input);
input.addEventListener('change', async () => {
  const [height, width, channels] = model.shape;
  const canvas = Object.assign(document.createElement('canvas'), { height, width });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.drawImage(await createImageBitmap(input.files[0]), 0, 0, width, height);
  const { data } = context.getImageData(0, 0, width, height);
  const example = [];
  for (let i = 0; i < data.length; i += 4) {
    if (channels === 1) example.push(Math.round(0.299 * data[i] + 0.587 * data[i + 1] + 0.114 * data[i + 2]) / 255);
    else example.push(data[i] / 255, data[i + 1] / 255, data[i + 2] / 255);
  }
  show(example);
});`;

const TABLE = `const form = document.createElement('form');
document.body.prepend(form);
for (const column of model.columns) form.append(Object.assign(document.createElement('input'), { name: column.name, placeholder: column.name }));
form.append(Object.assign(document.createElement('button'), { textContent: '→' }));
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const cells = new FormData(form);
  show(model.columns.flatMap((column) => {
    const cell = cells.get(column.name).trim();
    if (column.type === 'categorical') return column.values.map((value) => (value === cell ? 1 : 0));
    return cell === '' ? 0 : (Number(cell) - column.mean) / column.deviation;
  }));
});`;

/** A page that needs nothing but the model's file beside it: loads it, takes an example, and says what it is. */
export function embedSnippet(spec: Spec, file: string): string {
  const model = {
    layers: spec.layers,
    shape: featureShape(spec),
    classes: spec.data.classes,
    ...(spec.kind === 'table-classification' && { columns: spec.data.columns }),
  };
  return `<!doctype html>
<meta charset="utf-8">
<output></output>
<script type="module">
const model = ${literal(model)};
const file = await fetch(${literal(file)});
const tensors = readTensors(new Uint8Array(await file.arrayBuffer()));

function show(example) {
  const chances = predict(model.layers, tensors, model.shape, example);
  const best = chances.indexOf(Math.max(...chances));
  document.querySelector('output').textContent = model.classes[best] + ' (' + (100 * chances[best]).toFixed(1) + ' %)';
}
${spec.kind === 'table-classification' ? TABLE : PICTURE}

${source.replaceAll('export function', 'function')}</script>
`;
}
