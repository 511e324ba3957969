import { useEffect, useState } from 'react';
import { type Digest, ZERO_DIGEST } from '../../core/words.ts';
import type { TaskRoom } from '../../session/house.ts';
import type { TaskView } from '../../session/views.ts';
import { type Trouble, troubleOf } from '../words.ts';

/** The adopted model's file: fetched, and its digest computed in this tab. */
export type HeldModel = {
  readonly isMissing: boolean;
  readonly file?: { readonly bytes: Uint8Array; readonly digest: Digest; readonly computed: Digest };
  readonly trouble?: Trouble;
  readonly again: () => void;
};

/** Fetches the file anew whenever another model is adopted. */
export function useModel(room: TaskRoom, task: TaskView): HeldModel {
  const [state, setState] = useState<Pick<HeldModel, 'file' | 'trouble'>>({});
  const [tries, setTries] = useState(0);
  const isMissing = task.base === ZERO_DIGEST && task.baseSeed === ZERO_DIGEST;
  const isKnown = task.spec !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another base is another file, and another try fetches it again.
  useEffect(() => {
    if (isMissing || !isKnown) return;
    let isHere = true;
    const fetch = async () => {
      const { digest, bytes } = await room.downloadModel();
      return { digest, bytes, computed: await room.digestOf(bytes) };
    };
    fetch().then(
      (file) => isHere && setState({ file }),
      (error) => isHere && setState((before) => ({ ...before, trouble: troubleOf(error) })),
    );
    return () => {
      isHere = false;
    };
  }, [room, task.base, isMissing, isKnown, tries]);
  return { isMissing, ...state, again: () => setTries((n) => n + 1) };
}
