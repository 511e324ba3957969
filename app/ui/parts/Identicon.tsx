import { useMemo } from 'react';
import { MARK_SIZE, markOf } from '../identicon.ts';

/** The mark of an address; the address itself stands next to it, so this is only a picture. */
export function Identicon({ address, size = 20 }: { address: string; size?: number }) {
  const mark = useMemo(() => markOf(address), [address]);
  const colour = `oklch(0.66 0.13 ${mark.hue})`;
  return (
    <svg aria-hidden width={size} height={size} viewBox="-0.7 -0.7 6.4 6.4" className="shrink-0 rounded-full">
      <rect x="-0.7" y="-0.7" width="6.4" height="6.4" fill={colour} opacity="0.22" />
      {mark.cells.map(({ x, y, faint }) => (
        <rect key={y * MARK_SIZE + x} x={x} y={y} width="1.02" height="1.02" fill={colour} opacity={faint ? 0.55 : 1} />
      ))}
    </svg>
  );
}
