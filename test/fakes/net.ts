import type { Hint, Net } from '../../app/net/net.ts';

/** A net in one memory. `isOnline: false` cuts it off, without an error, as networks do. */
export type FakeNet = Net & { isOnline: boolean };

/** Returns what opens one more net that reaches the others at once. */
export function fakeNets(): () => FakeNet {
  const members: { id: string; net: FakeNet; hear: (hint: Hint) => void }[] = [];

  return () => {
    const id = `peer-${members.length + 1}`;
    const followers = new Set<{ task: string; onHint: (hint: Hint) => void }>();
    const watchers = new Set<() => void>();
    const count = { hintsSent: 0, hintsReceived: 0, hintBytesSent: 0 };
    const changed = () => {
      for (const watcher of watchers) watcher();
    };
    const peers = () => members.filter(({ net: peer }) => peer !== net && peer.isOnline && net.isOnline);

    const net: FakeNet = {
      isOnline: true,
      async announce(hint) {
        count.hintsSent++;
        count.hintBytesSent += JSON.stringify(hint).length * peers().length;
        for (const { hear } of peers()) queueMicrotask(() => hear(hint));
        changed();
      },
      follow(task, onHint) {
        const follower = { task: task.toLowerCase(), onHint };
        followers.add(follower);
        return () => void followers.delete(follower);
      },
      view: () => ({
        id,
        online: net.isOnline,
        relays: [],
        peers: peers().map((peer) => ({ id: peer.id, kind: 'direct', addresses: [] })),
        ...count,
      }),
      watch(onChange) {
        const watcher = () => onChange();
        watchers.add(watcher);
        return () => void watchers.delete(watcher);
      },
      async stop() {
        net.isOnline = false;
        followers.clear();
        watchers.clear();
      },
    };
    const hear = (hint: Hint) => {
      const mine = [...followers].filter(({ task }) => task === hint.task.toLowerCase());
      if (mine.length === 0) return;
      count.hintsReceived++;
      for (const { onHint } of mine) onHint(hint);
      changed();
    };
    members.push({ id, net, hear });
    return net;
  };
}
