import { type Message, TopicValidatorResult } from '@libp2p/gossipsub';
import type { Libp2p, PeerId } from '@libp2p/interface';
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr';
import { canonicalBytes, parseCanonical } from '../core/canonical.ts';
import type { NetServices } from './options.ts';

/** Where peers tell each other how to reach them; relays carry it. */
export const RENDEZVOUS_TOPIC = 'murmuration/peers/1';
const MAX_CARD_BYTES = 2_048;
const MAX_ADDRESSES = 8;
/** A card is told again this often, in milliseconds, besides at each change and to each newcomer. */
const TELL_EVERY_MS = 10_000;
/** Several reasons to tell within this time are one. */
const TELL_AFTER_MS = 150;

/** Addresses by which others can reach a peer without data passing a relay. */
export function directAddresses(addresses: readonly Multiaddr[]): Multiaddr[] {
  return addresses.filter((address) => {
    const names = address.getComponents().map(({ name }) => name);
    if (names.includes('p2p-circuit')) return names.includes('webrtc');
    return names.includes('ws') || names.includes('wss');
  });
}

export function writeCard(addresses: readonly Multiaddr[]): Uint8Array {
  return canonicalBytes({ addresses: directAddresses(addresses).slice(0, MAX_ADDRESSES).map(String) });
}

/** Addresses on a card, or nothing where it is malformed, too long, or names a peer that did not sign it. */
export function readCard(from: PeerId, bytes: Uint8Array): Multiaddr[] | undefined {
  try {
    const value = parseCanonical(bytes, MAX_CARD_BYTES) as { addresses?: unknown };
    if (!Array.isArray(value?.addresses) || value.addresses.length > MAX_ADDRESSES) return undefined;
    const addresses = value.addresses.map((address) => multiaddr(String(address)));
    const own = addresses.every((address) => address.getComponents().findLast(({ name }) => name === 'p2p')?.value === from.toString());
    return own ? directAddresses(addresses) : undefined;
  } catch {
    return undefined;
  }
}

/** Tells this node's addresses and calls back with those of others. Returns the way out. */
export function meet(libp2p: Libp2p<NetServices>, onPeer: (id: PeerId, addresses: Multiaddr[]) => void): () => void {
  const { pubsub } = libp2p.services;
  let soon: ReturnType<typeof setTimeout> | undefined;

  const tell = () => {
    soon = undefined;
    const card = writeCard(libp2p.getMultiaddrs());
    void pubsub.publish(RENDEZVOUS_TOPIC, card).catch(() => {});
  };
  const tellSoon = () => {
    soon ??= setTimeout(tell, TELL_AFTER_MS);
  };
  const onNewcomer = ({ detail }: CustomEvent<{ subscriptions: { topic: string; subscribe: boolean }[] }>) => {
    if (detail.subscriptions.some(({ topic, subscribe }) => subscribe && topic === RENDEZVOUS_TOPIC)) tellSoon();
  };
  const onMessage = ({ detail }: CustomEvent<Message>) => {
    if (detail.topic !== RENDEZVOUS_TOPIC || detail.type !== 'signed') return;
    const addresses = readCard(detail.from, detail.data);
    if (addresses && addresses.length > 0) onPeer(detail.from, addresses);
  };

  pubsub.topicValidators.set(RENDEZVOUS_TOPIC, (_, message) =>
    message.type === 'signed' && readCard(message.from, message.data) ? TopicValidatorResult.Accept : TopicValidatorResult.Reject,
  );
  pubsub.addEventListener('message', onMessage);
  pubsub.addEventListener('subscription-change', onNewcomer);
  libp2p.addEventListener('self:peer:update', tellSoon);
  pubsub.subscribe(RENDEZVOUS_TOPIC);
  const often = setInterval(tell, TELL_EVERY_MS);

  return () => {
    clearInterval(often);
    clearTimeout(soon);
    pubsub.removeEventListener('message', onMessage);
    pubsub.removeEventListener('subscription-change', onNewcomer);
    libp2p.removeEventListener('self:peer:update', tellSoon);
    pubsub.unsubscribe(RENDEZVOUS_TOPIC);
    pubsub.topicValidators.delete(RENDEZVOUS_TOPIC);
  };
}
