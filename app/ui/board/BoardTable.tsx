import { ArrowDown, ArrowUp } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect } from 'react';
import type { BoardRow, TokenView } from '../../session/views.ts';
import { T } from '../language.ts';
import { Hint } from '../parts/Hint.tsx';
import { Participant } from '../parts/Participant.tsx';
import type { Route } from '../route.ts';
import { short } from '../text.ts';
import { linkWith, replaceSearch } from '../useroute.ts';
import { Cell } from './Cells.tsx';
import { type Choice, SORTS, type Sort } from './order.ts';
import { useRows } from './rows.ts';

export type BoardLook = {
  readonly rows: readonly BoardRow[];
  readonly my?: BoardRow;
  readonly choice: Choice;
  readonly route: Route;
  readonly token: TokenView;
  /** Row to bring into sight: named by the link, or followed. */
  readonly target?: number;
  /** What stands beside a participant, e.g. in how many tasks. */
  readonly note?: (row: BoardRow) => ReactNode;
  /** False where ids are only this board's own numbering. */
  readonly numbered?: boolean;
};

const SHOWN = SORTS.filter((sort) => sort !== 'rank');
const ROW_PX = 61;

export const columnsOf = ({ hidden }: Choice): readonly Sort[] => SHOWN.filter((sort) => !hidden.includes(sort));

/** The wide form: a table, of which only the rows in sight are rendered. My row stays on top. */
export function BoardTable(look: BoardLook) {
  const { rows, my, choice, route, target } = look;
  const others = rows.filter((row) => row.id !== my?.id);
  const { virtual, host, above, below } = useRows<HTMLTableRowElement>(others.length, ROW_PX, (i) => others[i].id);
  const columns = columnsOf(choice);
  useSight(target, others, virtual.scrollToIndex);
  return (
    <div className="overflow-x-auto border-line border-t">
      <table className="w-full text-sm" aria-rowcount={rows.length + 1} style={{ minWidth: `${15 + columns.length * 4.6}rem` }}>
        <thead>
          <tr className="text-ink-3 text-xs" aria-rowindex={1}>
            {(['rank', ...columns] as const).map((sort) => (
              <Head key={sort} sort={sort} choice={choice} route={route} />
            ))}
          </tr>
        </thead>
        <tbody ref={host as RefObject<HTMLTableSectionElement>}>
          {my && <Line row={my} look={look} columns={columns} own index={2} />}
          {above > 0 && <Gap height={above} columns={columns.length + 1} />}
          {virtual.getVirtualItems().map((item) => (
            <Line
              key={item.key}
              row={others[item.index]}
              look={look}
              columns={columns}
              index={item.index + (my ? 3 : 2)}
              measured={{ ref: virtual.measureElement, index: item.index }}
            />
          ))}
          {below > 0 && <Gap height={below} columns={columns.length + 1} />}
        </tbody>
      </table>
    </div>
  );
}

/** Scrolls to a row whenever it is another one, or stands elsewhere. */
export function useSight(
  target: number | undefined,
  rows: readonly BoardRow[],
  scrollTo: (index: number, to: { align: 'center' }) => void,
): void {
  const at = target === undefined ? -1 : rows.findIndex((row) => row.id === target);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the way to scroll is the same whenever it is made anew.
  useEffect(() => {
    if (at >= 0) scrollTo(at, { align: 'center' });
  }, [target, at]);
}

function Gap({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden>
      <td colSpan={columns} style={{ height, padding: 0 }} />
    </tr>
  );
}

function Head({ sort, choice, route }: { sort: Sort; choice: Choice; route: Route }) {
  const active = choice.sort === sort;
  const up = active ? !choice.up : sort === 'rank';
  const Arrow = choice.up ? ArrowUp : ArrowDown;
  return (
    <th
      scope="col"
      aria-sort={active ? (choice.up ? 'ascending' : 'descending') : undefined}
      className={`py-2 font-normal ${sort === 'rank' ? 'px-4 text-left' : 'px-2.5 text-right last:pr-4'}`}
    >
      <Hint text={T.board.means[sort]}>
        <button
          type="button"
          onClick={() => replaceSearch(route, { sort, order: up ? 'up' : 'down' })}
          className={`inline-flex items-center gap-1 whitespace-nowrap hover:text-ink ${active ? 'font-semibold text-ink' : ''}`}
        >
          {T.board.names[sort]}
          {active && <Arrow aria-hidden className="size-3" />}
        </button>
      </Hint>
    </th>
  );
}

function Line({
  row,
  look,
  columns,
  own = false,
  index,
  measured,
}: {
  row: BoardRow;
  look: BoardLook;
  columns: readonly Sort[];
  own?: boolean;
  index: number;
  measured?: { ref: (element: HTMLTableRowElement | null) => void; index: number };
}) {
  const { route, token, target, note, numbered = true } = look;
  const tone = own ? 'bg-accent-soft' : row.id === target ? 'bg-sunken' : 'hover:bg-sunken';
  const who = numbered ? `#${row.id}` : short(row.wallet);
  return (
    <tr
      ref={measured?.ref}
      data-index={measured?.index}
      aria-rowindex={index}
      className={`border-line border-t ${tone} ${row.active ? '' : 'text-ink-3'}`}
    >
      <th scope="row" className="px-3 py-2.5 text-left font-normal">
        <span className="inline-flex items-center gap-3">
          <a
            href={linkWith(route, { row: String(row.id), follow: undefined, why: undefined })}
            aria-label={T.board.linkTo(row.rank)}
            className="inline-flex min-h-6 w-8 items-center justify-end font-semibold hover:underline"
          >
            {row.rank}
          </a>
          <Participant id={numbered ? row.id : undefined} wallet={row.wallet} mine={own} />
          {note?.(row)}
          {!row.active && <span className="text-xs">{T.board.left}</span>}
        </span>
      </th>
      {columns.map((what) => (
        <td key={what} className="px-2.5 py-2.5 text-right last:pr-4 align-middle">
          <a
            href={linkWith(route, { why: `${row.id}.${what}` })}
            className="inline-block min-h-6 min-w-6 whitespace-nowrap decoration-ink-3 decoration-dotted underline-offset-4 hover:underline"
          >
            <Cell what={what} row={row} token={token} />
            <span className="sr-only"> {T.board.why(T.board.names[what], who)}</span>
          </a>
        </td>
      ))}
    </tr>
  );
}
