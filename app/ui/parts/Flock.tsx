import { useEffect, useRef } from 'react';
import { type Bird, birdsOf, fly } from '../flock.ts';
import { colourOf } from './colour.ts';

const FRAME_MS = 50;
const MOST = 120;

/**
 * One bird per active participant; those on a seat are lit. The better the model does, the tighter they fly.
 * Still where the person asked for reduced motion; asleep while out of sight.
 */
export function Flock({
  size,
  lit = 0,
  unity,
  label,
  className = '',
}: {
  size: number;
  lit?: number;
  unity: number;
  label: string;
  className?: string;
}) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const wish = useRef({ lit, unity });
  wish.current = { lit, unity };
  const shown = Math.min(size, MOST);

  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    let birds: Bird[] = [];
    let frame = 0;
    let last = 0;
    let seen = true;
    const place = () => {
      const scale = Math.min(2, devicePixelRatio);
      element.width = element.clientWidth * scale;
      element.height = element.clientHeight * scale;
      context.setTransform(scale, 0, 0, scale, 0, 0);
      birds = birdsOf(shown, element.clientWidth, element.clientHeight, 7);
      if (still) for (let i = 0; i < 120; i++) fly(birds, element.clientWidth, element.clientHeight, 0.05, wish.current.unity, i / 20);
      paint();
    };
    const paint = () => {
      const [ink, accent] = [colourOf(element.parentElement ?? element, 'ink'), colourOf(element.parentElement ?? element, 'accent')];
      context.clearRect(0, 0, element.clientWidth, element.clientHeight);
      birds.forEach((bird, i) => {
        const on = i < wish.current.lit;
        drawBird(context, bird, on ? accent : ink, on ? 1 : 0.62, last / 1000 + i, birds.length > 40 ? 0.8 : 1.25);
      });
    };
    const turn = (ms: number) => {
      frame = requestAnimationFrame(turn);
      if (!seen || ms - last < FRAME_MS) return;
      fly(birds, element.clientWidth, element.clientHeight, Math.min(0.1, (ms - last) / 1000), wish.current.unity, ms / 1000);
      last = ms;
      paint();
    };
    const resized = new ResizeObserver(place);
    resized.observe(element);
    const watched = new IntersectionObserver(([entry]) => {
      seen = entry?.isIntersecting ?? true;
    });
    watched.observe(element);
    if (!still) frame = requestAnimationFrame(turn);
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
      watched.disconnect();
    };
  }, [shown]);

  return <canvas ref={canvas} role="img" aria-label={label} className={`block size-full ${className}`} />;
}

/** Two wings along the heading, beating. */
function drawBird(context: CanvasRenderingContext2D, bird: Bird, colour: string, opacity: number, beat: number, size: number): void {
  const heading = Math.atan2(bird.vy, bird.vx);
  const lift = 0.55 + 0.35 * Math.sin(beat * 9);
  context.save();
  context.translate(bird.x, bird.y);
  context.rotate(heading);
  context.scale(size, size);
  context.globalAlpha = opacity;
  context.fillStyle = colour;
  context.beginPath();
  context.moveTo(5, 0);
  context.lineTo(-2, -6.5 * lift);
  context.lineTo(-1, 0);
  context.lineTo(-2, 6.5 * lift);
  context.closePath();
  context.fill();
  context.restore();
}
