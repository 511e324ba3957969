import type { Address, Digest } from '../core/words.ts';

/**
 * One libp2p node, one gossip topic per task. A hint is never the truth: losing all of them may slow a round and must not
 * change its result.
 */
export type Hint = { readonly task: Address; readonly round: number; readonly digest: Digest };

export type PeerView = {
  readonly id: string;
  readonly kind: 'relay' | 'direct' | 'relayed';
  readonly addresses: readonly string[];
};

export type NetView = {
  readonly id: string;
  readonly online: boolean;
  readonly relays: readonly { address: string; connected: boolean }[];
  readonly peers: readonly PeerView[];
  readonly hintsSent: number;
  readonly hintsReceived: number;
  readonly hintBytesSent: number;
};

export type Net = {
  /** Tells the task's topic that the bytes of a digest are served here. Resolves even when nobody listens. */
  announce(hint: Hint): Promise<void>;
  /** Joins a task's topic; calls back for every well-formed hint of it. Returns the way out. */
  follow(task: Address, onHint: (hint: Hint) => void): () => void;
  view(): NetView;
  /** Calls back after each change of `view()`. Returns the way out. */
  watch(onChange: () => void): () => void;
  stop(): Promise<void>;
};
