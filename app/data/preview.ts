import { product, type Spec } from '../core/spec.ts';
import type { Dataset } from '../core/words.ts';
import type { TableSample } from './opened.ts';
import { rowsByClass } from './rows.ts';

const MAX_THUMBNAILS = 12;

/** One example as a picture: `pixels` is `[height, width, 4]` RGBA, ready for `ImageData`. */
export type Thumbnail = {
  readonly row: number;
  readonly label: string;
  readonly height: number;
  readonly width: number;
  readonly pixels: Uint8ClampedArray<ArrayBuffer>;
};

/** What a person sees of their own data before joining. */
export type Preview = {
  readonly examples: number;
  readonly classes: readonly { readonly name: string; readonly count: number }[];
  /** Images only: one per class in turn, at most 12. */
  readonly thumbnails: readonly Thumbnail[];
  /** Tables only: what the reader kept of the first rows. */
  readonly sample?: TableSample;
};

export function preview(dataset: Dataset, spec: Spec, sample?: TableSample): Preview {
  const classes = rowsByClass(dataset);
  return {
    examples: dataset.labels.length,
    classes: dataset.classes.map((name, i) => ({ name, count: classes[i]?.length ?? 0 })),
    thumbnails: spec.kind === 'image-classification' ? inTurn(classes, MAX_THUMBNAILS).map((row) => thumbnail(dataset, row)) : [],
    sample,
  };
}

/** One example of an image dataset, values 0…1 as 0…255. */
export function thumbnail(dataset: Dataset, row: number): Thumbnail {
  const [height = 0, width = 0, channels = 1] = dataset.featureShape;
  const size = product(dataset.featureShape);
  const pixels = new Uint8ClampedArray(height * width * 4);
  for (let i = 0; i < height * width; i++) {
    for (let c = 0; c < 3; c++) {
      const value = dataset.features[row * size + i * channels + (channels === 1 ? 0 : c)] as number;
      pixels[4 * i + c] = Math.round(value * 255);
    }
    pixels[4 * i + 3] = 255;
  }
  return { row, label: dataset.classes[dataset.labels[row] as number] ?? '', height, width, pixels };
}

/** The first row of each class, then the second of each, and so on. */
function inTurn(classes: readonly (readonly number[])[], limit: number): number[] {
  const longest = Math.min(
    limit,
    classes.reduce((most, rows) => Math.max(most, rows.length), 0),
  );
  const rows = Array.from({ length: longest }, (_, i) => classes.flatMap((list) => list.slice(i, i + 1)));
  return rows.flat().slice(0, limit);
}
