import type { Metrics, Stream } from '@libp2p/interface';

/** The counter that bitswap adds the bytes of the blocks it sends to. */
const SENT = 'helia_bitswap_sent_data_bytes_total';

/** Counts bytes of blocks, `sent` and `received` ones and those that bitswap reports, and of all that goes out on any protocol's stream. */
export function meter() {
  const total = { sentBytes: 0, receivedBytes: 0, streamBytes: 0 };
  const ignored = { update() {}, increment() {}, decrement() {}, reset() {}, timer: () => () => {}, observe() {} };
  const sent = (bytes = 1) => {
    total.sentBytes += bytes;
  };
  const counter = { ...ignored, increment: sent };
  const track = (stream: Stream) => {
    const send = stream.send.bind(stream);
    stream.send = (data) => {
      total.streamBytes += data.byteLength;
      return send(data);
    };
  };
  const metrics = new Proxy({} as Metrics, {
    get: (_, key) =>
      key === 'trackProtocolStream'
        ? track
        : (name: string, traced: unknown) => (String(key).startsWith('trace') ? traced : name === SENT ? counter : ignored),
  });
  return {
    metrics,
    sent,
    traffic: () => ({ ...total }),
    received(bytes: number) {
      total.receivedBytes += bytes;
    },
  };
}
