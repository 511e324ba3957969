import { type Message, TopicValidatorResult } from '@libp2p/gossipsub';
import type { Libp2p } from '@libp2p/interface';
import type { Address } from '../core/words.ts';
import { connector, isDirect } from './direct.ts';
import { readHint, topicOf, writeHint } from './hint.ts';
import type { Hint, Net, NetView, PeerView } from './net.ts';
import type { NetServices } from './options.ts';
import { relayId, stayConnected } from './relays.ts';
import { meet } from './rendezvous.ts';

/** Changes of the view within this many milliseconds are told once. */
const CHANGE_MS = 50;

/**
 * Joins the network through relays (multiaddrs that end in `/p2p/<id>`), meets other peers there and connects to them
 * directly, or waits to be reached where `dials` is false. The libp2p node belongs to the store, which stops it; stop what is
 * opened here before.
 * @throws BadRelayAddressError
 */
export function openNet(libp2p: Libp2p<NetServices>, options: { relays: readonly string[]; dials?: boolean }): Net {
  const { pubsub } = libp2p.services;
  const relays = options.relays.map((address) => ({ address, id: relayId(address) }));
  const relayIds = new Set(relays.map(({ id }) => id.toString()));
  const end = new AbortController();
  const watchers = new Set<() => void>();
  const followers = new Map<string, { task: Address; onHint: Set<(hint: Hint) => void> }>();
  const count = { hintsSent: 0, hintsReceived: 0, hintBytesSent: 0 };

  let telling: ReturnType<typeof setTimeout> | undefined;
  const changed = () => {
    telling ??= setTimeout(() => {
      telling = undefined;
      for (const watcher of watchers) watcher();
    }, CHANGE_MS);
  };
  libp2p.addEventListener('connection:open', changed);
  libp2p.addEventListener('connection:close', changed);

  const onMessage = ({ detail }: CustomEvent<Message>) => {
    const followed = followers.get(detail.topic);
    const hint = followed && readHint(followed.task, detail.data);
    if (!hint) return;
    count.hintsReceived++;
    changed();
    for (const onHint of followed.onHint) onHint(hint);
  };
  pubsub.addEventListener('message', onMessage);

  for (const { address } of relays) void stayConnected(libp2p, address, end.signal);
  const reach = connector(libp2p, end.signal);
  const leave = meet(libp2p, (id, addresses) => {
    if (options.dials !== false && !relayIds.has(id.toString())) reach(id, addresses);
  });

  function unfollow(topic: string): void {
    followers.delete(topic);
    pubsub.unsubscribe(topic);
    pubsub.topicValidators.delete(topic);
  }

  return {
    async announce(hint) {
      const message = writeHint(hint);
      const { recipients } = await pubsub.publish(topicOf(hint.task), message);
      count.hintsSent++;
      count.hintBytesSent += message.length * recipients.length;
      changed();
    },

    follow(task, onHint) {
      const topic = topicOf(task);
      let followed = followers.get(topic);
      if (!followed) {
        followed = { task, onHint: new Set() };
        followers.set(topic, followed);
        pubsub.topicValidators.set(topic, (_, message) =>
          readHint(task, message.data) ? TopicValidatorResult.Accept : TopicValidatorResult.Reject,
        );
        pubsub.subscribe(topic);
      }
      const mine = followed;
      // the same function may follow twice, each with its own way out
      const call = (hint: Hint) => onHint(hint);
      mine.onHint.add(call);
      return () => {
        if (mine.onHint.delete(call) && mine.onHint.size === 0) unfollow(topic);
      };
    },

    view(): NetView {
      const connected = new Set(libp2p.getConnections().map(({ remotePeer }) => remotePeer.toString()));
      return {
        id: libp2p.peerId.toString(),
        online: connected.size > 0,
        relays: relays.map(({ address, id }) => ({ address, connected: connected.has(id.toString()) })),
        peers: peersOf(libp2p, relayIds),
        ...count,
      };
    },

    watch(onChange) {
      const call = () => onChange();
      watchers.add(call);
      return () => void watchers.delete(call);
    },

    async stop() {
      end.abort();
      leave();
      for (const topic of [...followers.keys()]) unfollow(topic);
      clearTimeout(telling);
      watchers.clear();
      pubsub.removeEventListener('message', onMessage);
      libp2p.removeEventListener('connection:open', changed);
      libp2p.removeEventListener('connection:close', changed);
    },
  };
}

function peersOf(libp2p: Libp2p, relayIds: ReadonlySet<string>): PeerView[] {
  const peers = new Map<string, { direct: boolean; addresses: string[] }>();
  for (const connection of libp2p.getConnections()) {
    const id = connection.remotePeer.toString();
    const peer = peers.get(id) ?? { direct: false, addresses: [] };
    peer.direct ||= isDirect(connection);
    peer.addresses.push(connection.remoteAddr.toString());
    peers.set(id, peer);
  }
  return [...peers].map(([id, { direct, addresses }]) => ({
    id,
    kind: relayIds.has(id) ? 'relay' : direct ? 'direct' : 'relayed',
    addresses,
  }));
}
