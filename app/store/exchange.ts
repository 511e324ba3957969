import type { Libp2p, PeerId, Stream } from '@libp2p/interface';
import { CID } from 'multiformats/cid';
import { sha256 } from 'multiformats/hashes/sha2';
import type { Ask } from './fetch.ts';
import { framesOf, writeFrame } from './frames.ts';
import { CHUNK_BYTES, RAW } from './import.ts';

/**
 * One block from one peer. Bitswap as Helia has it tells every peer of a want, gets the block from each that has it, and
 * never takes a want back: among eight peers a file crossed the network nine times per reader. Here a stream asks for a
 * CID, the other side answers once it has the block, be it later, and only one that is told to go sends it.
 */
export const EXCHANGE = '/murmuration/block/1';

const HAVE = Uint8Array.of(1);
const GO = Uint8Array.of(2);
const MAX_STREAMS = 1_024;
/** Peers that gave a block lately have the next one of the file: the others are asked this much later, in milliseconds. */
const HEAD_START_MS = 250;
const RECENT = 4;
/** A peer that has the block and does not begin to send gives way to the next one after this time. */
const STALL_MS = 5_000;
/** A want that a peer cannot meet is kept there this long. */
const PATIENCE_MS = 120_000;

export type Exchange = { readonly ask: Ask; speaks(peer: PeerId): Promise<boolean>; arrived(cid: CID): void; stop(): Promise<void> };

/** Serves the blocks that `blockOf` finds, and asks peers for others. `sent` hears of bytes that left. */
export async function openExchange(
  libp2p: Libp2p,
  blockOf: (cid: CID) => Promise<Uint8Array | undefined>,
  sent: (bytes: number) => void,
): Promise<Exchange> {
  const waiting = new Map<string, Set<() => void>>();
  let recent: string[] = [];

  /** Resolves when a block is here, or as soon as `end` does. */
  async function held(cid: CID, end: Promise<unknown>): Promise<void> {
    const key = cid.toString();
    const { promise, resolve } = Promise.withResolvers<void>();
    const waiters = waiting.get(key) ?? new Set();
    waiting.set(key, waiters.add(resolve));
    const timer = setTimeout(resolve, PATIENCE_MS);
    try {
      if (!(await blockOf(cid))) await Promise.race([promise, end]);
    } finally {
      clearTimeout(timer);
      if (waiters.delete(resolve) && waiters.size === 0) waiting.delete(key);
    }
  }

  async function serve(stream: Stream): Promise<void> {
    const frames = framesOf(stream, 64);
    try {
      const wanted = await frames.next();
      if (!wanted) return;
      const cid = CID.decode(wanted);
      const go = frames.next().catch(() => undefined);
      await held(cid, go);
      if (!(await blockOf(cid))) return;
      await writeFrame(stream, HAVE);
      if (!(await go)) return;
      const block = await blockOf(cid);
      if (!block) return;
      await writeFrame(stream, block);
      sent(block.length);
    } finally {
      await stream.close().catch(() => {});
    }
  }

  await libp2p.handle(EXCHANGE, (stream) => void serve(stream).catch((error) => stream.abort(error)), {
    maxInboundStreams: MAX_STREAMS,
    maxOutboundStreams: MAX_STREAMS,
  });

  const ask: Ask = (cid, signal) => {
    const done = new AbortController();
    const end = AbortSignal.any([signal, done.signal]);
    const asked = new Set<string>();
    const found = Promise.withResolvers<Uint8Array>();
    /** Peers that have the block wait here for the one before them to fail. */
    let turn: Promise<unknown> = Promise.resolve();

    const askOne = async (peer: PeerId) => {
      const id = peer.toString();
      if (asked.has(id) || end.aborted) return;
      asked.add(id);
      let stream: Stream | undefined;
      const stop = () => stream?.abort(new DOMException('No longer wanted', 'AbortError'));
      try {
        stream = await libp2p.dialProtocol(peer, EXCHANGE, { signal: end });
        end.addEventListener('abort', stop);
        if (end.aborted) return stop();
        const frames = framesOf(stream, CHUNK_BYTES);
        await writeFrame(stream, cid.bytes);
        if (!(await frames.next())) return;
        const mine = turn.then(async () => {
          if (end.aborted) return;
          await writeFrame(stream!, GO);
          const block = await frames.next();
          if (!block) return;
          const { digest } = await sha256.digest(block);
          if (digest.some((byte, i) => byte !== cid.multihash.digest[i])) return;
          recent = [id, ...recent.filter((other) => other !== id)].slice(0, RECENT);
          found.resolve(block);
          done.abort();
        });
        turn = atMost(STALL_MS, mine);
        await mine;
      } catch {
        // a peer that is gone or cannot be asked is one of many; the others go on
      } finally {
        end.removeEventListener('abort', stop);
        // asked anew when it comes back
        if (!end.aborted) asked.delete(id);
        void stream?.close().catch(() => {});
      }
    };

    const peers = () => libp2p.getPeers().filter((peer) => libp2p.getConnections(peer).some(({ limits }) => limits === undefined));
    const askAll = () => {
      for (const peer of peers()) void askOne(peer);
    };
    const onPeer = ({ detail }: CustomEvent<{ peerId: PeerId }>) => void askOne(detail.peerId);
    libp2p.addEventListener('peer:identify', onPeer);
    const first = cid.code === RAW ? peers().filter((peer) => recent.includes(peer.toString())) : [];
    for (const peer of first) void askOne(peer);
    const later = setTimeout(askAll, first.length > 0 ? HEAD_START_MS : 0);
    // a stream may break while its connection lives
    const again = setInterval(askAll, STALL_MS);
    const leave = () => found.reject(signal.reason);
    signal.addEventListener('abort', leave, { once: true });
    if (signal.aborted) leave();
    return found.promise.finally(() => {
      done.abort();
      clearTimeout(later);
      clearInterval(again);
      signal.removeEventListener('abort', leave);
      libp2p.removeEventListener('peer:identify', onPeer);
    });
  };

  return {
    ask,
    async speaks(peer) {
      const { protocols } = await libp2p.peerStore.get(peer).catch(() => ({ protocols: [EXCHANGE] }));
      return protocols.includes(EXCHANGE) || !protocols.some((protocol) => protocol.startsWith('/ipfs/bitswap/'));
    },
    arrived(cid) {
      for (const resolve of waiting.get(cid.toString()) ?? []) resolve();
    },
    async stop() {
      await libp2p.unhandle(EXCHANGE);
    },
  };
}

/** Resolves when `work` settles, or after `ms`. */
function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(end, ms);
    work.then(end, end);
  });
}
