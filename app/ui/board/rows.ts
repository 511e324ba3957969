import { useWindowVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** Rows above and below the window that are rendered too, so that scrolling and tabbing meet no gap. */
const OVERSCAN = 6;

export type Rows<E extends Element> = {
  readonly virtual: Virtualizer<Window, E>;
  /** Goes on the element that holds the rows. */
  readonly host: RefObject<HTMLElement | null>;
  /** Empty space that stands for the rows before and after. */
  readonly above: number;
  readonly below: number;
};

/** Of many rows only those in sight; the page itself scrolls. `estimate`: height of a row in pixels before it is measured. */
export function useRows<E extends Element>(count: number, estimate: number, keyOf: (index: number) => number): Rows<E> {
  const host = useRef<HTMLElement>(null);
  const [margin, setMargin] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what stands above may have changed with the rows.
  useLayoutEffect(() => {
    if (host.current) setMargin(host.current.getBoundingClientRect().top + scrollY);
  }, [count]);
  const virtual = useWindowVirtualizer<E>({
    count,
    estimateSize: () => estimate,
    overscan: OVERSCAN,
    scrollMargin: margin,
    getItemKey: keyOf,
  });
  const items = virtual.getVirtualItems();
  const last = items[items.length - 1];
  return {
    virtual,
    host,
    above: items.length === 0 ? 0 : items[0].start - margin,
    below: last ? virtual.getTotalSize() - (last.end - margin) : 0,
  };
}
