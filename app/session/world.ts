import type { Aggregate } from '../aggregate/open.ts';
import type { Chain } from '../chain/chain.ts';
import type { Digest } from '../core/words.ts';
import type { Net } from '../net/net.ts';
import type { Journal } from '../store/journal.ts';
import type { Store } from '../store/store.ts';

/** Time as the session needs it. */
export type Clock = {
  /** Milliseconds that only grow. */
  now(): number;
  /** Resolves after `ms`, or at once when `signal` aborts. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

/** Everything outside the walk: what `app/main.tsx` and `app/node` build for real, and tests pretend. */
export type World = {
  readonly chain: Chain;
  readonly store: Store;
  readonly net: Net;
  readonly journal: Journal;
  readonly clock: Clock;
  /** The key that acts in rounds; also the secret behind salts and training orders. */
  readonly operatorKey: Digest;
  /** Here where it is absent. */
  readonly aggregate?: Aggregate;
  log(line: string): void;
};

export const realClock: Clock = {
  now: () => performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const wake = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const timer = setTimeout(wake, ms);
      signal?.addEventListener('abort', wake);
    }),
};
