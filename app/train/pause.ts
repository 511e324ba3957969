/** Longest stretch of synchronous work in ms; then sockets, timers and messages get a turn. */
export const SLICE_MS = 30;

/** Gives everything else a turn. Neither a timer nor an animation frame: a hidden page throttles those. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') return void setImmediate(resolve);
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}
