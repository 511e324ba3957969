import type { CID } from 'multiformats/cid';

/** Asks the peers for one block and resolves with bytes that have its hash. Rejects when `signal` aborts. */
export type Ask = (cid: CID, signal: AbortSignal) => Promise<Uint8Array>;

/**
 * How long a block is waited for before it is asked for again, in milliseconds, doubled each time up to `SLOWEST_MS`: a
 * want can be lost with the connection that carried it. Too short, and a large block comes twice over a slow line.
 */
const FIRST_MS = 3_000;
const SLOWEST_MS = 24_000;
/**
 * A peer that has sent a block takes the next want of it as the old one, forgets that, and sends nothing: only the want
 * after it counts. So every further want comes in a pair, this far apart in milliseconds.
 */
const PAIR_MS = 250;
/** Bitswap forgets an aborted want this much later at most, and with it the same want if it was made in between. */
const FORGET_MS = 60;
/** Blocks asked for that are remembered; one forgotten too early comes later when asked for again. */
const MAX_REMEMBERED = 10_000;

/** Asks by bitswap again and again for what did not come. */
export function insisting(ask: Ask): Ask {
  const forgetting = new Map<string, Promise<void>>();
  const askedBefore = new Set<string>();

  return async (cid, stop) => {
    const key = cid.toString();
    await forgetting.get(key);
    const again = askedBefore.has(key);
    if (askedBefore.size >= MAX_REMEMBERED) askedBefore.clear();
    askedBefore.add(key);
    for (const waitMs of waits(again)) {
      stop.throwIfAborted();
      const signal = AbortSignal.any([stop, AbortSignal.timeout(waitMs)]);
      try {
        return await ask(cid, signal);
      } catch (error) {
        if (!signal.aborted) throw error;
        const forgotten = sleep(FORGET_MS).then(() => void forgetting.delete(key));
        forgetting.set(key, forgotten);
        if (!stop.aborted) await forgotten;
      }
    }
    throw stop.reason;
  };
}

type Fetch = { readonly block: Promise<Uint8Array>; readonly stop: AbortController; users: number };

/** Asks once for what several readers want: the want ends when the last of them has left. */
export function shared(ask: Ask): Ask {
  const running = new Map<string, Fetch>();

  function start(key: string, cid: CID): Fetch {
    const stop = new AbortController();
    const fetch = { block: ask(cid, stop.signal), stop, users: 0 };
    const end = () => {
      if (running.get(key) === fetch) running.delete(key);
    };
    fetch.block.then(end, end);
    stop.signal.addEventListener('abort', end);
    running.set(key, fetch);
    return fetch;
  }

  return async (cid, signal) => {
    signal.throwIfAborted();
    const key = cid.toString();
    const fetch = running.get(key) ?? start(key, cid);
    const gone = Promise.withResolvers<never>();
    const leave = () => gone.reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    fetch.users++;
    try {
      return await Promise.race([fetch.block, gone.promise]);
    } finally {
      signal.removeEventListener('abort', leave);
      if (--fetch.users === 0) fetch.stop.abort();
    }
  };
}

function* waits(again: boolean): Generator<number> {
  if (again) yield PAIR_MS;
  for (let waitMs = FIRST_MS; ; waitMs = Math.min(2 * waitMs, SLOWEST_MS)) {
    yield waitMs;
    yield PAIR_MS;
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
