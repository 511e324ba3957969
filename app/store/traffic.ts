import type { Metrics } from '@libp2p/interface';

/** The counter that bitswap adds the bytes of the blocks it sends to. */
const SENT = 'helia_bitswap_sent_data_bytes_total';

/** Counts bytes of blocks: sent ones where bitswap reports them, received ones by `received`. */
export function meter() {
  const total = { sentBytes: 0, receivedBytes: 0 };
  const ignored = { update() {}, increment() {}, decrement() {}, reset() {}, timer: () => () => {}, observe() {} };
  const sent = {
    ...ignored,
    increment(bytes = 1) {
      total.sentBytes += bytes;
    },
  };
  const metrics = new Proxy({} as Metrics, {
    get: (_, key) => (name: string, traced: unknown) => (String(key).startsWith('trace') ? traced : name === SENT ? sent : ignored),
  });
  return {
    metrics,
    traffic: () => ({ ...total }),
    received(bytes: number) {
      total.receivedBytes += bytes;
    },
  };
}
