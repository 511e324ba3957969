import { type PointerEvent, useRef } from 'react';
import { T } from '../language.ts';
import { Button } from '../parts/Button.tsx';
import { normalised } from './normalise.ts';

const SIDE = 280;
const BRUSH = 0.075;

/** A black pad for finger, pen or mouse. Calls back after each stroke with the drawing in the model's size. */
export function DrawPad({ height, width, onDrawing }: { height: number; width: number; onDrawing: (picture?: Blob) => void }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const last = useRef<{ x: number; y: number } | undefined>(undefined);
  const size = { width: SIDE, height: Math.round((SIDE * height) / width) };
  const at = (event: PointerEvent<HTMLCanvasElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    return { x: ((event.clientX - box.left) / box.width) * size.width, y: ((event.clientY - box.top) / box.height) * size.height };
  };
  const line = (event: PointerEvent<HTMLCanvasElement>) => {
    const context = canvas.current?.getContext('2d', { willReadFrequently: true });
    if (!context || !last.current) return;
    const to = at(event);
    context.strokeStyle = '#fff';
    context.lineWidth = SIDE * BRUSH;
    context.lineCap = 'round';
    context.beginPath();
    context.moveTo(last.current.x, last.current.y);
    context.lineTo(to.x, to.y);
    context.stroke();
    last.current = to;
  };
  const end = () => {
    if (!last.current || !canvas.current) return;
    last.current = undefined;
    void normalised(canvas.current, height, width).then(onDrawing);
  };
  const clear = () => {
    canvas.current?.getContext('2d')?.clearRect(0, 0, size.width, size.height);
    onDrawing(undefined);
  };
  return (
    <div className="flex flex-wrap items-end gap-3">
      <canvas
        ref={canvas}
        data-draw
        width={size.width}
        height={size.height}
        role="img"
        aria-label={T.model.pad}
        className="w-56 max-w-full touch-none rounded-xl border border-line-strong bg-black"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          last.current = at(event);
          line(event);
        }}
        onPointerMove={line}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <div className="space-y-2">
        <p className="max-w-40 text-ink-3 text-xs leading-snug">{T.model.drawNote}</p>
        <Button onClick={clear}>{T.model.clear}</Button>
      </div>
    </div>
  );
}
