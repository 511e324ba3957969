import { useSyncExternalStore } from 'react';

/** Whether a media query holds now; renders anew when that changes. */
export function useMedia(query: string): boolean {
  return useSyncExternalStore(
    (onChange) => {
      const media = matchMedia(query);
      media.addEventListener('change', onChange);
      return () => media.removeEventListener('change', onChange);
    },
    () => matchMedia(query).matches,
  );
}

/** Too narrow for a table of many columns. */
export const NARROW = '(max-width: 47.99rem)';
