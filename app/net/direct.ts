import type { Connection, Libp2p, PeerId } from '@libp2p/interface';
import type { Multiaddr } from '@multiformats/multiaddr';
import { pause } from './relays.ts';

/** Tries to reach a peer directly, and how long each may take. */
const TRIES = 3;
const TRY_MS = 6_000;
/** The peer with the higher id waits this long for the other to connect; else both would, twice. */
const YIELD_MS = 1_500;
/** A peer that could not be reached is left alone this long, in milliseconds. */
const REST_MS = 60_000;
/** More direct peers than this cost more than they give: gossip needs six, and relays have the bytes. */
const MAX_DIRECT = 24;

/** True for a connection whose data passes no relay. */
export function isDirect(connection: Connection): boolean {
  const names = connection.remoteAddr.getComponents().map(({ name }) => name);
  return connection.limits === undefined && (!names.includes('p2p-circuit') || names.includes('webrtc'));
}

/** Returns what connects directly to the peers it is told of, until `signal` aborts. */
export function connector(libp2p: Libp2p, signal: AbortSignal): (id: PeerId, addresses: Multiaddr[]) => void {
  const busy = new Set<string>();

  const reached = (id: PeerId) => libp2p.getConnections(id).some(isDirect);
  const isFull = () => libp2p.getConnections().filter(isDirect).length >= MAX_DIRECT;

  async function reach(id: PeerId, addresses: Multiaddr[]): Promise<void> {
    if (libp2p.peerId.toString() > id.toString()) await pause(YIELD_MS, signal);
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      if (signal.aborted || reached(id) || isFull()) return;
      const patience = AbortSignal.any([signal, AbortSignal.timeout(TRY_MS)]);
      try {
        await libp2p.dial(addresses, { signal: patience, force: true });
        return;
      } catch {
        await pause(attempt * 500, signal);
      }
    }
    await pause(REST_MS, signal);
  }

  return (id, addresses) => {
    const key = id.toString();
    if (busy.has(key) || signal.aborted || reached(id) || isFull()) return;
    busy.add(key);
    void reach(id, addresses).finally(() => busy.delete(key));
  };
}
