import { afterEach, expect, test } from 'vitest';
import { embedSnippet } from '../../../app/ui/model/embed.ts';
import { normalised } from '../../../app/ui/model/normalise.ts';
import { taskLink } from '../../../app/ui/route.ts';
import { address, DIGITS } from '../../fakes/house.ts';
import { find, seek, soon, stage } from './stage.ts';

const page = taskLink(address('digits'), 'model');
let strike: () => void = () => undefined;
const show = (...scene: Parameters<typeof stage>) => {
  strike = stage(...scene).strike;
};
const text = () => document.body.textContent;

afterEach(() => strike());

function stroke(pad: HTMLElement): void {
  const box = pad.getBoundingClientRect();
  const send = (kind: string, y: number) =>
    pad.dispatchEvent(
      new PointerEvent(kind, { bubbles: true, pointerId: 1, clientX: box.left + box.width / 2, clientY: box.top + box.height * y }),
    );
  pad.setPointerCapture = () => undefined;
  send('pointerdown', 0.2);
  for (let y = 0.25; y < 0.8; y += 0.05) send('pointermove', y);
  send('pointerup', 0.8);
}

test('[I36] a drawing is told, and cleared again', async () => {
  show({ me: 'idle', data: true }, page);
  await soon(() => expect(seek('canvas[data-draw]')).toBeDefined());
  await soon(() => expect(text()).toContain('bit for bit the model'));
  stroke(find('canvas[data-draw]'));
  await soon(() => expect(text()).toContain('The model says'));
  find('button', 'Clear').click();
  await soon(() => expect(text()).not.toContain('The model says'));
});

test('[I38] metrics, recall and the comparison are from the own test part', async () => {
  show({ me: 'idle', data: true }, page);
  await soon(() => expect(text()).toContain('93.6 %'));
  expect(document.querySelectorAll('tbody tr').length).toBe(10);
  find('button', 'Compare with training alone').click();
  await soon(() => expect(text()).toContain('5.5 points more often'));
});

test('[I14] without data and without a model the page says what to do', async () => {
  show({ me: 'none' }, page);
  await soon(() => expect(text()).toContain('Choose examples to see'));
  strike();
  show({ task: 'fresh' }, page);
  await soon(() => expect(text()).toContain('No model has been adopted yet'));
});

test('[I36] a drawing fills the middle, wherever it was drawn', async () => {
  const drawing = document.createElement('canvas');
  [drawing.width, drawing.height] = [280, 280];
  const context = drawing.getContext('2d') as CanvasRenderingContext2D;
  context.fillStyle = '#fff';
  context.fillRect(10, 20, 20, 60);
  const bitmap = await createImageBitmap((await normalised(drawing, 28, 28)) as Blob);
  const read = new OffscreenCanvas(28, 28).getContext('2d') as OffscreenCanvasRenderingContext2D;
  read.drawImage(bitmap, 0, 0);
  const { data } = read.getImageData(0, 0, 28, 28);
  const lit = Array.from({ length: 784 }, (_, i) => i).filter((i) => data[4 * i] > 128);
  const rows = lit.map((i) => Math.floor(i / 28));
  expect([Math.min(...rows), Math.max(...rows)]).toEqual([4, 23]);
  expect(lit.reduce((sum, i) => sum + (i % 28), 0) / lit.length).toBeCloseTo(13.5, 0);
});

test('[I1] a hostile spec cannot end the script of an embedded page', () => {
  const classes = ['</script><script>alert(1)</script>', '<!--', ...DIGITS.data.classes.slice(2)];
  const snippet = embedSnippet({ ...DIGITS, data: { ...DIGITS.data, classes } } as typeof DIGITS, 'm"odel.safetensors');
  const parsed = new DOMParser().parseFromString(snippet, 'text/html');
  expect(parsed.scripts.length).toBe(1);
  expect(parsed.scripts[0].textContent).toContain('readTensors(new Uint8Array');
});
