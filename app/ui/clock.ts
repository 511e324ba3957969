import { useEffect, useRef, useState } from 'react';

/** Chain seconds now: the time of the block last read plus what has passed here since, whatever this device's clock says. */
export function chainNow(read: { time: number; atMs: number }, nowMs: number): { now: number; silent: number } {
  const passed = Math.max(0, (nowMs - read.atMs) / 1000);
  return { now: read.time + passed, silent: passed };
}

const STALE_SECONDS = 45;

/** Ticks twice a second. `stale` once no new block was read for a while: the chain or the way to it is silent. */
export function useChainClock(time: number | undefined): { now: number; stale: boolean } {
  const read = useRef({ time: time ?? 0, atMs: performance.now() });
  if (time !== undefined && time !== read.current.time) read.current = { time, atMs: performance.now() };
  const [, tick] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => tick((n) => n + 1), 500);
    return () => clearInterval(timer);
  }, []);
  const { now, silent } = chainNow(read.current, performance.now());
  return { now, stale: silent > STALE_SECONDS };
}
