/** Share of the picture's side that a drawing fills, as in MNIST: 20 of 28 pixels. */
const FILLED = 20 / 28;

/**
 * A drawing the way handwritten digits are published: its ink scaled to fill the middle and its centre of mass in the centre.
 * Light on black, `[height, width]`, as PNG; undefined where there is no ink.
 */
export async function normalised(drawing: HTMLCanvasElement, height: number, width: number): Promise<Blob | undefined> {
  const ink = inkOf(drawing);
  if (!ink) return undefined;
  const { left, top, right, bottom, x, y } = ink;
  const longest = Math.max(right - left, bottom - top, 1);
  const scale = (Math.min(height, width) * FILLED) / longest;
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.fillStyle = '#000';
  context.fillRect(0, 0, width, height);
  context.imageSmoothingQuality = 'high';
  context.drawImage(drawing, width / 2 - x * scale, height / 2 - y * scale, drawing.width * scale, drawing.height * scale);
  return (await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))) ?? undefined;
}

/** The box around the ink and its centre of mass, in pixels. */
function inkOf(drawing: HTMLCanvasElement) {
  const { width, height } = drawing;
  const data = drawing.getContext('2d', { willReadFrequently: true })?.getImageData(0, 0, width, height).data;
  if (!data) return undefined;
  let [left, top, right, bottom] = [width, height, 0, 0];
  let [mass, x, y] = [0, 0, 0];
  for (let row = 0; row < height; row++)
    for (let column = 0; column < width; column++) {
      const opacity = data[(row * width + column) * 4 + 3] as number;
      if (opacity === 0) continue;
      left = Math.min(left, column);
      right = Math.max(right, column + 1);
      top = Math.min(top, row);
      bottom = Math.max(bottom, row + 1);
      mass += opacity;
      x += opacity * (column + 0.5);
      y += opacity * (row + 0.5);
    }
  return mass === 0 ? undefined : { left, top, right, bottom, x: x / mass, y: y / mass };
}
