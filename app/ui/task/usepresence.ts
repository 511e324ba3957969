import { useEffect } from 'react';

/** Keeps the screen on while this tab works for a task; the browser lets go whenever the tab is hidden, so it asks again. */
export function useWakeLock(active: boolean): void {
  useEffect(() => {
    if (!active || !('wakeLock' in navigator)) return;
    let lock: WakeLockSentinel | undefined;
    let over = false;
    const take = () => {
      if (document.visibilityState !== 'visible') return;
      navigator.wakeLock.request('screen').then(
        (taken) => {
          if (over) void taken.release();
          else lock = taken;
        },
        // A device that saves power refuses: the tab works on with the screen off.
        () => undefined,
      );
    };
    take();
    document.addEventListener('visibilitychange', take);
    return () => {
      over = true;
      document.removeEventListener('visibilitychange', take);
      void lock?.release();
    };
  }, [active]);
}

/** Asks before the tab is closed while an act of its seat is due. */
export function useCloseWarning(due: boolean): void {
  useEffect(() => {
    if (!due) return;
    const warn = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener('beforeunload', warn);
    return () => removeEventListener('beforeunload', warn);
  }, [due]);
}

/** The tab's title, so that a glance at the tab strip is enough. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
    return () => {
      document.title = 'Murmuration';
    };
  }, [title]);
}
