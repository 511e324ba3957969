import { useSyncExternalStore } from 'react';

let touched = false;
const listeners = new Set<() => void>();

function touch(): void {
  if (touched) return;
  touched = true;
  for (const listener of listeners) listener();
}
if (typeof window !== 'undefined')
  for (const event of ['pointerdown', 'keydown']) addEventListener(event, touch, { once: true, capture: true });

/** Whether anybody has pressed a key or pointer on this page: before that it loads only what a first look needs. */
export function useTouched(): boolean {
  return useSyncExternalStore(
    (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    () => touched,
  );
}
