import type { Connection, Libp2p, PeerId } from '@libp2p/interface';
import { peerIdFromString } from '@libp2p/peer-id';
import { multiaddr } from '@multiformats/multiaddr';
import { BaseError } from '../core/errors.ts';

/** Waits between two tries to reach a relay, in milliseconds: doubled from the first to the last, a fifth of it by chance. */
const FIRST_WAIT_MS = 500;
const LAST_WAIT_MS = 15_000;
const DIAL_MS = 6_000;

/** Peer id at the end of a relay's multiaddr. @throws BadRelayAddressError */
export function relayId(address: string): PeerId {
  try {
    const last = multiaddr(address)
      .getComponents()
      .findLast(({ name }) => name === 'p2p');
    return peerIdFromString(last?.value ?? '');
  } catch (cause) {
    throw new BadRelayAddressError({ address, expected: 'a multiaddr that ends in /p2p/<id>' }, cause);
  }
}

/** Stays connected to a relay, and comes back to it when either side was away, until `signal` aborts. */
export async function stayConnected(libp2p: Libp2p, address: string, signal: AbortSignal): Promise<void> {
  const id = relayId(address);
  let waitMs = FIRST_WAIT_MS;
  while (!signal.aborted) {
    try {
      const connection = await libp2p.dial(multiaddr(address), { signal: AbortSignal.any([signal, AbortSignal.timeout(DIAL_MS)]) });
      waitMs = FIRST_WAIT_MS;
      await closed(libp2p, id, connection, signal);
    } catch {
      waitMs = Math.min(2 * waitMs, LAST_WAIT_MS);
    }
    await pause(waitMs * (0.9 + 0.2 * Math.random()), signal);
  }
}

/** Resolves when no connection to a peer is left. */
function closed(libp2p: Libp2p, id: PeerId, connection: Connection, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const check = () => {
      if (!signal.aborted && libp2p.getConnections(id).length > 0) return;
      libp2p.removeEventListener('connection:close', check);
      signal.removeEventListener('abort', check);
      resolve();
    };
    libp2p.addEventListener('connection:close', check);
    signal.addEventListener('abort', check);
    if (connection.status !== 'open') check();
  });
}

/** Resolves after a while, or at once when `signal` aborts. */
export function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });
}

export class BadRelayAddressError extends BaseError {
  constructor(facts: { address: string; expected: string }, cause?: unknown) {
    super('Bad relay address', facts, cause);
  }
}
