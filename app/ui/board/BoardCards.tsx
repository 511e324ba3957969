import type { RefObject } from 'react';
import type { BoardRow } from '../../session/views.ts';
import { T } from '../language.ts';
import { percent } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Participant } from '../parts/Participant.tsx';
import { meritWords } from '../phrases.ts';
import { short } from '../text.ts';
import { linkWith, replaceSearch } from '../useroute.ts';
import { type BoardLook, useSight } from './BoardTable.tsx';
import { returnOf, SORTS } from './order.ts';
import { useRows } from './rows.ts';

const CARD_PX = 92;

/** The narrow form: one card for each participant, since ten columns do not fit a phone. */
export function BoardCards(look: BoardLook) {
  const { rows, my, choice, route, target } = look;
  const others = rows.filter((row) => row.id !== my?.id);
  const { virtual, host, above, below } = useRows<HTMLLIElement>(others.length, CARD_PX, (i) => others[i].id);
  useSight(target, others, virtual.scrollToIndex);
  return (
    <div className="border-line border-t p-3">
      <label className="mb-2 flex items-center gap-2 text-ink-2 text-sm">
        {T.board.orderBy}
        <select
          value={choice.sort}
          onChange={(event) => replaceSearch(route, { sort: event.target.value, order: event.target.value === 'rank' ? 'up' : 'down' })}
          className="rounded-lg border border-line bg-paper px-2 py-1 text-ink"
        >
          {SORTS.map((sort) => (
            <option key={sort} value={sort}>
              {T.board.names[sort]}
            </option>
          ))}
        </select>
      </label>
      <ul ref={host as RefObject<HTMLUListElement>} style={{ paddingTop: above, paddingBottom: below }}>
        {my && <Card row={my} look={look} own />}
        {virtual.getVirtualItems().map((item) => (
          <Card key={item.key} row={others[item.index]} look={look} measured={{ ref: virtual.measureElement, index: item.index }} />
        ))}
      </ul>
    </div>
  );
}

function Card({
  row,
  look,
  own = false,
  measured,
}: {
  row: BoardRow;
  look: BoardLook;
  own?: boolean;
  measured?: { ref: (element: HTMLLIElement | null) => void; index: number };
}) {
  const { route, token, target, note, numbered = true } = look;
  const share = returnOf(row);
  const who = numbered ? `#${row.id}` : short(row.wallet);
  return (
    <li ref={measured?.ref} data-index={measured?.index} className="pb-2">
      <div
        className={`rounded-xl border p-3 text-sm ${own ? 'border-line bg-accent-soft' : row.id === target ? 'border-accent' : 'border-line'}`}
      >
        <div className="flex items-center justify-between gap-2">
          <span className="inline-flex min-w-0 items-center gap-2.5">
            <span className="w-6 font-semibold">{row.rank}</span>
            <Participant id={numbered ? row.id : undefined} wallet={row.wallet} mine={own} />
          </span>
          <a
            href={linkWith(route, { why: `${row.id}.net` })}
            className={`inline-flex min-h-6 items-center font-semibold underline decoration-ink-3 decoration-dotted underline-offset-4 ${row.net < 0n ? 'text-bad' : ''}`}
          >
            <Amount value={row.net} token={token} sign bare />
            <span className="sr-only"> {T.board.why(T.board.names.net, who)}</span>
          </a>
        </div>
        <p className="mt-1.5 text-ink-2 text-xs">
          {T.board.names.seats} {row.proposerSeats + row.voterSeats} · {T.board.keptOf(row.kept, row.kept + row.harmful)}
          {row.harmful > 0 && <span className="text-bad"> · {T.board.harmful(row.harmful)}</span>}
          {row.merit !== undefined && ` · ${T.board.update(meritWords(row.merit))}`} · {T.board.names.attendance}{' '}
          {percent(row.attendance, 0)}
          {share !== undefined && ` · ${T.board.names.return} ${percent(share)}`}
          {row.slashed > 0n && (
            <span className="text-bad">
              {' '}
              · {T.board.slashedAmount} <Amount value={row.slashed} token={token} />
            </span>
          )}{' '}
          {note?.(row)}
        </p>
      </div>
    </li>
  );
}
