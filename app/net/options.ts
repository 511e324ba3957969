import { type CircuitRelayService, circuitRelayServer, circuitRelayTransport } from '@libp2p/circuit-relay-v2';
import { generateKeyPair } from '@libp2p/crypto/keys';
import { type GossipSub, gossipsub } from '@libp2p/gossipsub';
import { type Identify, identify } from '@libp2p/identify';
import type { PrivateKey, ServiceMap } from '@libp2p/interface';
import { noise } from '@libp2p/noise';
import { type Ping, ping } from '@libp2p/ping';
import { webRTC } from '@libp2p/webrtc';
import { webSockets } from '@libp2p/websockets';
import { yamux } from '@libp2p/yamux';
import type { Libp2pOptions } from 'libp2p';

/** What the net room needs of a libp2p node. */
export type NetServices = ServiceMap & { identify: Identify; ping: Ping; pubsub: GossipSub };

type Options<S extends ServiceMap = NetServices> = Libp2pOptions<S>;

/** A relay serves one process per participant and several tabs behind one address. */
const MANY = 1_000;
/**
 * Only signalling runs over relayed connections. They keep a limit, so that bitswap and gossip, which avoid limited
 * connections, wait for the direct one; a lower limit would cut slow signalling off.
 */
const RELAYED_BYTES = 1n << 24n;
const RELAYED_MS = 3_600_000;
const RESERVATION_MS = 7_200_000;
/** A peer that occupies more topics than this many bytes pay for (1 KiB each) is heard in no further one. */
const TOPIC_BYTES_PER_PEER = 131_072;
/** No message of ours is longer: see `hint.ts` and `rendezvous.ts`. */
const MESSAGE_BYTES = 4_096;

async function common(privateKey?: PrivateKey) {
  return {
    privateKey: privateKey ?? (await generateKeyPair('Ed25519')),
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    // a relay or a peer on this machine or in this house has a private address
    connectionGater: { denyDialMultiaddr: () => false },
    // a peer that was killed says nothing: bitswap would go on writing to it
    connectionMonitor: { pingInterval: 5_000 },
    connectionManager: { maxConnections: 100, inboundConnectionThreshold: MANY, dialTimeout: 10_000 },
  };
}

function services() {
  return {
    identify: identify(),
    ping: ping(),
    pubsub: gossipsub({
      globalSignaturePolicy: 'StrictSign',
      allowPublishToZeroTopicPeers: true,
      ignoreDuplicatePublishError: true,
      emitSelf: false,
      maxInboundDataLength: MESSAGE_BYTES,
      maxTopicBytesPerPeer: TOPIC_BYTES_PER_PEER,
    }),
  };
}

/** ICE servers see the addresses of those who ask them: none unless somebody names one. */
function rtc(iceServers: readonly RTCIceServer[]) {
  return webRTC({ rtcConfiguration: { iceServers: [...iceServers] } });
}

/** A tab: reaches relays by WebSocket and other peers by WebRTC. A new identity each time, as two tabs may share a profile. */
export async function tabOptions(init: { iceServers?: readonly RTCIceServer[]; privateKey?: PrivateKey } = {}): Promise<Options> {
  return {
    ...(await common(init.privateKey)),
    services: services(),
    addresses: { listen: ['/p2p-circuit', '/webrtc'] },
    transports: [webSockets(), circuitRelayTransport(), rtc(init.iceServers ?? [])],
  };
}

/** A participant in Node: like a tab, and reachable by WebSocket on `listen` (multiaddrs) too. */
export async function nodeOptions(
  init: { listen?: readonly string[]; iceServers?: readonly RTCIceServer[]; privateKey?: PrivateKey; webrtc?: boolean } = {},
): Promise<Options> {
  const webrtc = init.webrtc ?? true;
  const listen = init.listen ?? ['/ip4/127.0.0.1/tcp/0/ws'];
  return {
    ...(await common(init.privateKey)),
    services: services(),
    addresses: { listen: webrtc ? [...listen, '/p2p-circuit', '/webrtc'] : [...listen] },
    transports: [webSockets(), circuitRelayTransport(), ...(webrtc ? [rtc(init.iceServers ?? [])] : [])],
  };
}

/** A relay: reserves circuit slots for many, and hears every topic it follows. */
export async function relayOptions(init: {
  listen: readonly string[];
  announce?: readonly string[];
  privateKey?: PrivateKey;
}): Promise<Options<NetServices & { relay: CircuitRelayService }>> {
  return {
    ...(await common(init.privateKey)),
    addresses: { listen: [...init.listen], announce: [...(init.announce ?? [])] },
    transports: [webSockets()],
    connectionManager: { maxConnections: MANY, inboundConnectionThreshold: MANY, maxIncomingPendingConnections: MANY },
    services: {
      ...services(),
      relay: circuitRelayServer({
        maxInboundHopStreams: MANY,
        maxOutboundHopStreams: MANY,
        maxOutboundStopStreams: MANY,
        reservations: {
          maxReservations: MANY,
          reservationTtl: RESERVATION_MS,
          defaultDurationLimit: RELAYED_MS,
          defaultDataLimit: RELAYED_BYTES,
        },
      }),
    },
  };
}
