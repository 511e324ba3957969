import { useCallback, useState } from 'react';
import type { DataSource, ExamplesView, TaskRoom } from '../../session/house.ts';
import { useExternal } from '../context.tsx';
import { type Trouble, troubleOf } from '../words.ts';

export type Choosing = {
  readonly data?: ExamplesView;
  /** 0…1 while something is being opened. */
  readonly progress?: number;
  readonly trouble?: Trouble;
  /** True once the source is open. */
  readonly choose: (source: DataSource) => Promise<boolean>;
};

const DIGITS = 600;

/** The digits that a tab draws for itself: as many as five participants' shards of a small test set. */
export function digitsFor(wallet: string | undefined): DataSource {
  return { kind: 'digits', count: DIGITS, writer: (wallet ?? crypto.randomUUID()).toLowerCase() };
}

/** Opens data in this tab; the room keeps what was opened, so that a reload goes on with the same examples. */
export function useData(room: TaskRoom): Choosing {
  const data = useExternal(room.data);
  const [state, setState] = useState<{ progress?: number; trouble?: Trouble }>({});
  const choose = useCallback(
    async (source: DataSource) => {
      setState({ progress: 0 });
      try {
        await room.chooseData(source, { onProgress: (progress) => setState({ progress }) });
        setState({});
        return true;
      } catch (error) {
        setState({ trouble: troubleOf(error) });
        return false;
      }
    },
    [room],
  );
  return { data, ...state, choose };
}
