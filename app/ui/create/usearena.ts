import { useCallback, useEffect, useState } from 'react';
import type { Workshop } from '../../session/house.ts';
import { type Trouble, troubleOf } from '../words.ts';

export type Arena = {
  readonly view?: Awaited<ReturnType<Workshop['arena']>>;
  readonly trouble?: Trouble;
  readonly refresh: () => Promise<void>;
};

/** Arena tasks as they are now. */
export function useArena(workshop: Workshop | undefined): Arena {
  const [state, setState] = useState<Omit<Arena, 'refresh'>>({});
  const refresh = useCallback(async () => {
    if (!workshop) return;
    try {
      setState({ view: await workshop.arena() });
    } catch (error) {
      setState((before) => ({ ...before, trouble: troubleOf(error) }));
    }
  }, [workshop]);
  useEffect(() => void refresh(), [refresh]);
  return { ...state, refresh };
}
