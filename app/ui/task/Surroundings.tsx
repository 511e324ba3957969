import type { SessionView } from '../../session/views.ts';
import { bytes, count } from '../numbers.ts';
import { Fact } from '../parts/Figure.tsx';
import { Panel } from '../parts/Panel.tsx';
import { BYTES_WORDS } from '../phrases.ts';
import { plain, short } from '../text.ts';

const KINDS = { direct: 'direct', relayed: 'by relay', relay: 'relay' } as const;

/** Who this tab is connected to, and how. */
export function PeersPanel({ view }: { view: SessionView }) {
  const { net } = view;
  const peers = net?.peers.filter((peer) => peer.kind !== 'relay') ?? [];
  const relays = net?.relays ?? [];
  const up = relays.filter((relay) => relay.connected).length;
  return (
    <Panel
      title="Peers"
      aside={
        <span className="inline-flex items-center gap-1.5">
          <span aria-hidden className={`size-2 rounded-full ${net?.online ? 'bg-good' : 'bg-line-strong'}`} />
          {net ? (net.online ? 'online' : 'offline') : 'not connected yet'}
        </span>
      }
    >
      {net ? (
        <dl>
          <Fact name="Tabs and nodes reached">
            {count(peers.length)}
            {peers.length > 0 && <span className="text-ink-3"> ({peers.filter((peer) => peer.kind === 'direct').length} direct)</span>}
          </Fact>
          <Fact name="Relays">
            {up} of {relays.length}
            {relays.length > 0 && up === 0 && <span className="text-warn"> none answers</span>}
          </Fact>
          <Fact name="Hints heard, sent">
            {count(net.hintsReceived)}, {count(net.hintsSent)}
          </Fact>
        </dl>
      ) : (
        <p className="text-ink-2 text-sm">The tab dials its peers once it takes part or fetches a model.</p>
      )}
      {peers.length > 0 && (
        <details className="mt-2 text-sm">
          <summary className="w-fit text-ink-2">Each peer</summary>
          <ul className="mt-1 max-h-44 space-y-1 overflow-y-auto">
            {peers.slice(0, 64).map((peer) => (
              <li key={peer.id} className="flex justify-between gap-3 text-xs">
                <span className="truncate font-mono" title={plain(peer.id, 80)}>
                  {short(plain(peer.id, 80), 8, 6)}
                </span>
                <span className={peer.kind === 'direct' ? 'text-ink-2' : 'text-ink-3'}>{KINDS[peer.kind]}</span>
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
    <Panel title="What left this tab" aside={bytes(total)}>
      <dl>
        {kinds.map(([kind, value]) => (
          <Fact key={kind} name={BYTES_WORDS[kind] ?? plain(kind, 40)}>
            <data value={value} data-kind={kind}>
              {bytes(value)}
            </data>
          </Fact>
        ))}
        <Fact name="your examples">
          <strong className="font-semibold text-good">0 B</strong>
        </Fact>
      </dl>
      <p className="mt-2 text-ink-3 text-xs leading-snug">
        Counted where bytes leave, by kind: there is no way out for examples. What an update may still give away about them is limited, not
        nothing.
      </p>
    </Panel>
  );
}
