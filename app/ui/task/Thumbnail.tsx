import { useEffect, useRef } from 'react';
import type { ExamplesView } from '../../session/house.ts';
import { T } from '../language.ts';
import { plain } from '../text.ts';

/** One example, drawn pixel by pixel from memory. */
export function Thumbnail({ picture }: { picture: ExamplesView['thumbnails'][number] }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, rgba, label } = picture;
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context || rgba.length !== width * height * 4) return;
    context.putImageData(new ImageData(new Uint8ClampedArray(rgba), width, height), 0, 0);
  }, [width, height, rgba]);
  const name = plain(label, 24);
  return (
    <figure className="min-w-0 text-center">
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={T.data.exampleOf(name)}
        className="aspect-square w-full rounded-md bg-sunken [image-rendering:pixelated]"
      />
      <figcaption className="truncate text-[0.68rem] text-ink-3">{name}</figcaption>
    </figure>
  );
}

/** How many examples each class has, as bars with their numbers. */
export function ClassBalance({ classes }: { classes: ExamplesView['classes'] }) {
  const most = Math.max(1, ...classes.map((item) => item.count));
  const shown = classes.slice(0, 20);
  return (
    <div>
      <p className="mb-1 text-ink-3 text-xs">{T.data.examplesPerClass}</p>
      <ul className="flex h-20 items-end gap-1">
        {shown.map((item) => (
          <li
            key={item.name}
            title={`${plain(item.name, 40)}: ${item.count}`}
            className="flex h-full min-w-0 flex-1 flex-col items-center justify-end gap-0.5"
          >
            <span className="text-[0.62rem] text-ink-3 leading-none">{item.count}</span>
            <span
              aria-hidden
              className={`w-full rounded-sm ${item.count === 0 ? 'bg-line' : 'bg-accent/80'}`}
              style={{ height: `${Math.max(3, (item.count / most) * 62)}%` }}
            />
            <span className="w-full truncate text-center text-[0.65rem] text-ink-2 leading-tight">{plain(item.name, 12)}</span>
          </li>
        ))}
      </ul>
      {classes.length > shown.length && <p className="mt-1 text-ink-3 text-xs">{T.data.andMore(classes.length - shown.length)}</p>}
    </div>
  );
}

/** The first rows of a table, as text. */
export function Sample({ sample }: { sample: NonNullable<ExamplesView['sample']> }) {
  return (
    <div className="overflow-x-auto rounded-lg border border-line">
      <table className="w-full text-left text-xs">
        <thead>
          <tr className="bg-sunken text-ink-2">
            {sample.columns.slice(0, 12).map((name) => (
              <th key={name} scope="col" className="whitespace-nowrap px-2 py-1 font-semibold">
                {plain(name, 24)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {sample.rows.slice(0, 4).map((row, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no identity but their position.
            <tr key={i} className="border-line border-t">
              {row.slice(0, 12).map((cell, j) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: see above.
                <td key={j} className="whitespace-nowrap px-2 py-1">
                  {plain(cell, 24)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
