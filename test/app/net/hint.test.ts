import { generateKeyPair } from '@libp2p/crypto/keys';
import { peerIdFromPrivateKey } from '@libp2p/peer-id';
import { multiaddr } from '@multiformats/multiaddr';
import { describe, expect, test } from 'vitest';
import { canonicalBytes } from '../../../app/core/canonical.ts';
import type { Address, Digest } from '../../../app/core/words.ts';
import { MAX_HINT_BYTES, readHint, topicOf, writeHint } from '../../../app/net/hint.ts';
import { BadRelayAddressError, relayId } from '../../../app/net/relays.ts';
import { readCard, writeCard } from '../../../app/net/rendezvous.ts';

const task: Address = `0x${'Ab'.repeat(20)}`;
const digest: Digest = `0x${'12'.repeat(32)}`;
const good = { digest, round: 3, task: task.toLowerCase() };

describe('[N4] a hint', () => {
  test('is read as it was written, whatever the case of the address', () => {
    const bytes = writeHint({ task, round: 3, digest });
    expect(readHint(task.toLowerCase() as Address, bytes)).toEqual({ ...good });
    expect(bytes.length).toBeLessThan(MAX_HINT_BYTES);
    expect(topicOf(task)).toBe(topicOf(task.toLowerCase() as Address));
  });

  const bad: Record<string, unknown> = {
    'another task': { ...good, task: `0x${'cd'.repeat(20)}` },
    'a further field': { ...good, x: 1 },
    'a missing field': { digest, task: good.task },
    'a short digest': { ...good, digest: '0x12' },
    'a digest in capitals': { ...good, digest: `0x${'AB'.repeat(32)}` },
    'a negative round': { ...good, round: -1 },
    'a round beyond 32 bits': { ...good, round: 2 ** 32 },
    'a round in words': { ...good, round: '3' },
    'a list': [good],
    nothing: null,
  };
  test.each(Object.keys(bad))('with %s is none', (name) => {
    expect(readHint(task, canonicalBytes(bad[name]))).toBeUndefined();
  });

  test('in another form, with a prototype, too long or not JSON is none', () => {
    const text = new TextEncoder();
    const json = JSON.stringify({ task: good.task, round: 3, digest });
    const proto = `{"__proto__":{},"digest":"${digest}","round":3}`;
    for (const bytes of [json, proto, `${json} `, '', '{', '\ufeff{}'].map((at) => text.encode(at)))
      expect(readHint(task, bytes)).toBeUndefined();
    expect(readHint(task, canonicalBytes({ ...good, digest: `0x${'1'.repeat(2_000)}` }))).toBeUndefined();
    expect(readHint(task, Uint8Array.of(0xff, 0xfe))).toBeUndefined();
  });
});

describe('[N5] a card', async () => {
  const id = peerIdFromPrivateKey(await generateKeyPair('Ed25519'));
  const other = peerIdFromPrivateKey(await generateKeyPair('Ed25519'));
  const direct = multiaddr(`/ip4/10.0.0.1/tcp/1/ws/p2p/${id}`);
  const webrtc = multiaddr(`/ip4/10.0.0.1/tcp/1/ws/p2p/${other}/p2p-circuit/webrtc/p2p/${id}`);
  const circuit = multiaddr(`/ip4/10.0.0.1/tcp/1/ws/p2p/${other}/p2p-circuit/p2p/${id}`);

  test('holds the addresses that need no relay for data', () => {
    expect(readCard(id, writeCard([direct, webrtc, circuit]))?.map(String)).toEqual([direct, webrtc].map(String));
  });

  test('of another peer, with too many addresses or malformed is none', () => {
    expect(readCard(other, writeCard([direct]))).toBeUndefined();
    const many = Array.from({ length: 9 }, () => String(direct));
    for (const value of [{ addresses: many }, { addresses: ['x'] }, { addresses: [`/ip4/1.2.3.4/tcp/1/ws`] }, { addresses: 1 }, [], null]) {
      expect(readCard(id, canonicalBytes(value))).toBeUndefined();
    }
    expect(readCard(id, new Uint8Array(3_000))).toBeUndefined();
  });
});

test('[N6] a relay without an id, or with a malformed address, is refused at once', () => {
  for (const address of ['', 'x', '/ip4/127.0.0.1/tcp/1/ws']) expect(() => relayId(address)).toThrow(BadRelayAddressError);
});
