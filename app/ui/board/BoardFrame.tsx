import { Columns3, Crosshair, Search } from 'lucide-react';
import type { ReactNode } from 'react';
import type { BoardRow } from '../../session/views.ts';
import { T } from '../language.ts';
import { buttonLook } from '../parts/Button.tsx';
import { Select } from '../parts/Select.tsx';
import { NARROW, useMedia } from '../parts/usemedia.ts';
import { replaceSearch } from '../useroute.ts';
import { BoardCards } from './BoardCards.tsx';
import { type BoardLook, BoardTable } from './BoardTable.tsx';
import { arrange, type Choice, HIDE_NONE, ONLY, SORTS } from './order.ts';

/** A board with everything that chooses what it shows. All of it lives in the link. */
export function BoardFrame({
  all,
  scope,
  extent,
  exports,
  ...look
}: Omit<BoardLook, 'rows' | 'target'> & { all: readonly BoardRow[]; scope?: ReactNode; extent: string; exports: ReactNode }) {
  const { choice, route, my } = look;
  const narrow = useMedia(NARROW);
  const rows = arrange(all, choice);
  const follows = route.search.follow === 'me' && my !== undefined;
  const target = follows ? my.id : /^\d{1,9}$/.test(route.search.row ?? '') ? Number(route.search.row) : undefined;
  const small = `${buttonLook('plain')} !min-h-8 !px-2.5 !text-xs`;
  // Who is followed is shown where it stands, not on top.
  const shown = { ...look, rows, target, my: follows ? undefined : my };
  return (
    <section aria-label={T.board.leaderboard} className="min-w-0 rounded-2xl border border-line bg-surface">
      <div className="flex flex-wrap items-center gap-2 p-3 sm:p-4">
        <label className="flex min-w-0 flex-1 basis-52 items-center gap-2 rounded-lg border border-line bg-paper px-3 py-1.5 focus-within:border-accent-text sm:max-w-72">
          <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
          <span className="sr-only">{T.board.find}</span>
          <input
            value={choice.filter}
            onChange={(event) => replaceSearch(route, { find: event.target.value || undefined })}
            placeholder={T.board.findHint}
            spellCheck={false}
            maxLength={66}
            className="min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-ink-3"
          />
        </label>
        <Select
          name={T.board.only}
          value={choice.only}
          options={ONLY.map((only) => [only, T.board.onlyWords[only]])}
          onChange={(only) => replaceSearch(route, { only: only === 'all' ? undefined : only })}
        />
        {scope}
        {!narrow && <ColumnPicker choice={choice} onHide={(hide) => replaceSearch(route, { hide: hide || HIDE_NONE })} />}
        {my && (
          <button
            type="button"
            aria-pressed={follows}
            className={`${small} ${follows ? '!border-accent' : ''}`}
            onClick={() => replaceSearch(route, { follow: follows ? undefined : 'me', row: undefined })}
          >
            <Crosshair aria-hidden className="size-3.5" />
            {follows ? T.board.following : T.board.follow}
          </button>
        )}
        <span className="ml-auto inline-flex flex-wrap items-center gap-2">
          <span className="text-ink-3 text-xs">
            {T.board.rows(rows.length)} · {extent}
          </span>
          {exports}
        </span>
      </div>
      {narrow ? <BoardCards {...shown} /> : <BoardTable {...shown} />}
      {rows.length === 0 && <p className="px-4 py-8 text-center text-ink-2 text-sm">{T.board.noMatch(choice.filter)}</p>}
    </section>
  );
}

function ColumnPicker({ choice, onHide }: { choice: Choice; onHide: (hide: string) => void }) {
  const toggle = (sort: (typeof SORTS)[number]) =>
    onHide((choice.hidden.includes(sort) ? choice.hidden.filter((item) => item !== sort) : [...choice.hidden, sort]).join('.'));
  return (
    <details className="relative">
      <summary className={`${buttonLook('plain')} !min-h-8 list-none !px-2.5 !text-xs`}>
        <Columns3 aria-hidden className="size-3.5" />
        {T.board.columns}
      </summary>
      <div className="absolute top-full left-0 z-20 mt-1 grid w-44 gap-1 rounded-xl border border-line bg-surface p-3 shadow-xl">
        {SORTS.filter((sort) => sort !== 'rank').map((sort) => (
          <label key={sort} className="flex items-center gap-2 text-sm">
            <input type="checkbox" checked={!choice.hidden.includes(sort)} onChange={() => toggle(sort)} className="accent-accent" />
            {T.board.names[sort]}
          </label>
        ))}
      </div>
    </details>
  );
}
