import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { colourOf } from './colour.ts';

/** One line of a plot: values by position, undefined where there is none. The first axis is on the left. */
export type Line = {
  readonly name: string;
  readonly values: readonly (number | undefined)[];
  readonly tone: 'accent' | 'ink' | 'faint';
  readonly axis: 'left' | 'right';
  readonly format: (value: number) => string;
  /** Points as markers, so that lines differ in more than colour. */
  readonly marked?: boolean;
  readonly dashed?: boolean;
  /** Points that no line joins. */
  readonly scattered?: boolean;
  readonly filled?: boolean;
  readonly range?: readonly [number, number];
};

/** Lines over `x`, on canvas. `summary` says in words what the picture shows. */
export function Plot({
  x,
  lines,
  xName,
  height = 260,
  summary,
}: {
  x: readonly number[];
  lines: readonly Line[];
  xName: string;
  height?: number;
  summary: string;
}) {
  const box = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | undefined>(undefined);
  const shape = lines.map((line) => `${line.name}${line.tone}${line.axis}${line.dashed}${line.scattered}${line.range?.join()}`).join('|');
  const scheme = useScheme();
  const data = [x, ...lines.map((line) => line.values)] as unknown as uPlot.AlignedData;
  const [at, setAt] = useState<number>();
  const latest = useRef({ data, lines });
  latest.current = { data, lines };

  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` and `scheme` stand for the lines and the colours.
  useEffect(() => {
    const host = box.current;
    if (!host) return;
    const plot = new uPlot(options(host, latest.current.lines, height, setAt), latest.current.data, host);
    chart.current = plot;
    const resized = new ResizeObserver(() => plot.setSize({ width: host.clientWidth, height }));
    resized.observe(host);
    return () => {
      resized.disconnect();
      plot.destroy();
    };
  }, [shape, scheme, height]);

  useEffect(() => {
    chart.current?.setData(data);
  });

  return (
    <figure className="min-w-0">
      <Legend x={x} lines={lines} xName={xName} at={at} />
      <div ref={box} className="w-full overflow-hidden" aria-hidden style={{ height }} />
      <figcaption className="sr-only">{summary}</figcaption>
    </figure>
  );
}

const STROKES = { accent: 'stroke-accent', ink: 'stroke-ink-2', faint: 'stroke-ink-3' } as const;

/** Names the lines and gives their values under the pointer, or else the last ones. */
function Legend({ x, lines, xName, at }: { x: readonly number[]; lines: readonly Line[]; xName: string; at?: number }) {
  const i = at ?? x.length - 1;
  return (
    <div aria-hidden className="flex flex-wrap items-center justify-end gap-x-4 gap-y-0.5 text-ink-2 text-xs">
      <span className="text-ink-3">
        {xName} {x[i]}
      </span>
      {lines.map((line) => (
        <span key={line.name} className="inline-flex items-center gap-1.5">
          <svg aria-hidden="true" width="22" height="8" className={STROKES[line.tone]} fill="none" strokeWidth="2">
            {line.scattered ? <circle cx="11" cy="4" r="3" /> : <path d="M0 4h22" strokeDasharray={line.dashed ? '5 3' : undefined} />}
          </svg>
          {line.name} <strong className="min-w-10 font-semibold text-ink">{shown(line, at ?? x.length - 1, at === undefined)}</strong>
        </span>
      ))}
    </div>
  );
}

/** A line's value at a point; where nothing is pointed at, the last that there is. */
function shown(line: Line, i: number, isLast: boolean): string {
  const value = isLast ? line.values.findLast((item) => item !== undefined) : line.values[i];
  return value === undefined ? '–' : line.format(value);
}

/** Changes when light becomes dark, by the system or by the toggle. */
function useScheme(): string {
  const [scheme, setScheme] = useState('');
  useEffect(() => {
    const media = matchMedia('(prefers-color-scheme: dark)');
    const read = () => setScheme(`${document.documentElement.dataset.theme ?? ''}${media.matches}`);
    read();
    media.addEventListener('change', read);
    const watch = new MutationObserver(read);
    watch.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => {
      media.removeEventListener('change', read);
      watch.disconnect();
    };
  }, []);
  return scheme;
}

const TOKENS = { accent: 'accent', ink: 'ink-2', faint: 'ink-3' } as const;

function options(host: HTMLElement, lines: readonly Line[], height: number, onPoint: (at: number | undefined) => void): uPlot.Options {
  const tones = { accent: colourOf(host, TOKENS.accent), ink: colourOf(host, TOKENS.ink), faint: colourOf(host, TOKENS.faint) };
  const grid = colourOf(host, 'line');
  const text = colourOf(host, 'ink-3');
  const font = '11px ui-sans-serif, system-ui, sans-serif';
  const axis = (side: 'left' | 'right'): uPlot.Axis | undefined => {
    const line = lines.find((item) => item.axis === side);
    if (!line) return undefined;
    return {
      scale: side,
      side: side === 'left' ? 3 : 1,
      stroke: text,
      font,
      size: 46,
      ticks: { show: false },
      grid: { show: side === 'left', stroke: grid, width: 1 },
      values: (_, splits) => splits.map(line.format),
    };
  };
  const scaleOf = (side: 'left' | 'right'): uPlot.Scale => {
    const range = lines.find((item) => item.axis === side && item.range)?.range;
    return range ? { range: [range[0], range[1]] } : { range: (_, min, max) => [Math.min(0, min ?? 0), Math.max(1e-6, (max ?? 1) * 1.08)] };
  };
  return {
    width: host.clientWidth,
    height,
    padding: [10, lines.some((item) => item.axis === 'right') ? 0 : 14, 0, 0],
    cursor: { points: { size: 7 }, drag: { x: false, y: false } },
    legend: { show: false },
    hooks: { setCursor: [(plot) => onPoint(plot.cursor.idx ?? undefined)] },
    scales: { x: { time: false }, left: scaleOf('left'), right: scaleOf('right') },
    axes: [
      {
        stroke: text,
        font,
        grid: { show: false },
        ticks: { show: false },
        size: 28,
        incrs: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000],
      },
      ...(['left', 'right'] as const).map(axis).filter((item) => item !== undefined),
    ],
    series: [
      {},
      ...lines.map(
        (line): uPlot.Series => ({
          label: line.name,
          scale: line.axis,
          stroke: tones[line.tone],
          width: line.tone === 'accent' ? 2.5 : 1.75,
          dash: line.dashed ? [6, 4] : undefined,
          fill: line.filled ? fade(colourOf(host, TOKENS[line.tone], 0.22), colourOf(host, TOKENS[line.tone], 0.001)) : undefined,
          points: {
            // A line of one point would not be seen.
            show: (plot, index) => line.marked || line.scattered || (plot.data[index]?.length ?? 0) < 2,
            size: line.dashed ? 5 : 6,
            fill: line.dashed ? colourOf(host, 'surface') : tones[line.tone],
          },
          spanGaps: true,
          ...(line.scattered ? { paths: () => null } : {}),
        }),
      ),
    ],
  };
}

/** From the line's colour down to nothing, so that the area carries the line. */
function fade(from: string, to: string): uPlot.Series.Fill {
  return (plot) => {
    // uPlot asks once before it has a size.
    if (!Number.isFinite(plot.bbox.top + plot.bbox.height)) return 'transparent';
    const gradient = plot.ctx.createLinearGradient(0, plot.bbox.top, 0, plot.bbox.top + plot.bbox.height);
    gradient.addColorStop(0, from);
    gradient.addColorStop(1, to);
    return gradient;
  };
}
