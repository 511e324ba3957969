import type { SessionView } from '../../session/views.ts';
import { T } from '../language.ts';
import { bytes, count } from '../numbers.ts';
import { Fact } from '../parts/Figure.tsx';
import { Panel } from '../parts/Panel.tsx';
import { BYTES_WORDS } from '../phrases.ts';
import { plain, short } from '../text.ts';

/** Who this tab is connected to, and how. */
export function PeersPanel({ view }: { view: SessionView }) {
  const { net } = view;
  const peers = net?.peers.filter((peer) => peer.kind !== 'relay') ?? [];
  const relays = net?.relays ?? [];
  const up = relays.filter((relay) => relay.connected).length;
  return (
    <Panel
      title={T.live.peers}
      aside={
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className={`size-2 rounded-full ${net?.online ? 'bg-good' : 'bg-line-strong'}`} />
          {net ? (net.online ? T.live.online : T.live.offline) : T.live.notConnectedYet}
        </span>
      }
    >
      {net ? (
        <dl>
          <Fact name={T.live.tabsAndNodesReached}>
            {count(peers.length)}
            {peers.length > 0 && (
              <span className="text-ink-3"> {T.live.direct(peers.filter((peer) => peer.kind === 'direct').length)}</span>
            )}
          </Fact>
          <Fact name={T.live.relays}>
            {T.live.of(up, relays.length)}
            {relays.length > 0 && up === 0 && <span className="text-warn"> {T.live.noneAnswers}</span>}
          </Fact>
          <Fact name={T.live.hintsHeardSent}>
            {count(net.hintsReceived)}, {count(net.hintsSent)}
          </Fact>
        </dl>
      ) : (
        <p className="text-ink-2 text-sm">{T.live.theTabDialsIts}</p>
      )}
      {peers.length > 0 && (
        <details className="mt-2 text-sm">
          <summary className="w-fit text-ink-2">{T.live.eachPeer}</summary>
          <ul className="mt-1 max-h-44 space-y-1 overflow-y-auto">
            {peers.slice(0, 64).map((peer) => (
              <li key={peer.id} className="flex justify-between gap-3 text-xs">
                <span className="truncate font-mono" title={plain(peer.id, 80)}>
                  {short(plain(peer.id, 80), 8, 6)}
                </span>
                <span className={peer.kind === 'direct' ? 'text-ink-2' : 'text-ink-3'}>
                  {{ direct: T.phrases.direct, relayed: T.phrases.byRelay, relay: T.phrases.relay }[peer.kind]}
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

/** Everything that left this tab, by kind. Examples are not a kind. */
export function BytesOut({ view }: { view: SessionView }) {
  const kinds = Object.entries(view.bytesOut).filter(([, value]) => value > 0);
  const total = kinds.reduce((sum, [, value]) => sum + value, 0);
  return (
    <Panel title={T.live.whatLeftThisTab} aside={bytes(total)}>
      <dl>
        {kinds.map(([kind, value]) => (
          <Fact key={kind} name={BYTES_WORDS[kind] ?? plain(kind, 40)}>
            <data value={value} data-kind={kind}>
              {bytes(value)}
            </data>
          </Fact>
        ))}
        <Fact name={T.live.yourExamples}>
          <strong className="font-semibold text-good">0 B</strong>
        </Fact>
      </dl>
      <p className="mt-2 text-ink-3 text-xs leading-snug">{T.live.countedWhereBytesLeave}</p>
    </Panel>
  );
}
