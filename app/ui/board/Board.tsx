import { ArrowDown, ArrowUp, Search } from 'lucide-react';
import type { Address } from '../../core/words.ts';
import type { BoardRow, Leaderboard, TaskView } from '../../session/views.ts';
import { count, percent } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Hint } from '../parts/Hint.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Participant } from '../parts/Participant.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { agreementWords, meritWords } from '../phrases.ts';
import type { Route } from '../route.ts';
import { replaceSearch } from '../useroute.ts';
import { ExportButtons } from './ExportButtons.tsx';
import { arrange, type Choice, mine, readChoice, type Sort } from './order.ts';
import { BOARD_COLUMNS, boardTable } from './tables.ts';

type Column = { readonly sort: Sort; readonly name: string; readonly means: string; readonly left?: boolean };

const COLUMNS: readonly Column[] = [
  { sort: 'rank', name: 'Rank', means: 'By what was earned, less what was slashed', left: true },
  { sort: 'seats', name: 'Seats', means: 'As proposer and as voter, in settled rounds' },
  { sort: 'kept', name: 'Kept', means: 'Updates that went into the model; harmful ones were left out' },
  { sort: 'merit', name: 'Updates', means: 'Mean judged merit: 128 is neutral, 255 the best' },
  { sort: 'agreement', name: 'Votes', means: 'Mean agreement with the judged merits: 1 is the same, 0 no better than a constant' },
  { sort: 'attendance', name: 'Present', means: 'Seats with every act done' },
  { sort: 'reward', name: 'Reward', means: 'Paid so far, claimed or not' },
  { sort: 'slashed', name: 'Slashed', means: 'Stake taken so far' },
  { sort: 'net', name: 'Net', means: 'Reward less slashed' },
];

/** Everybody's record over all settled rounds. The order lives in the link; my row stays on top. */
export function Board({ task, board, route, wallet }: { task: TaskView; board?: Leaderboard; route: Route; wallet?: Address }) {
  const choice = readChoice(route.search);
  if (!board) return <BoardLoading />;
  if (board.rows.length === 0) return <Empty />;
  const rows = arrange(board.rows, choice);
  const my = mine(board.rows, wallet);
  return (
    <section aria-label="Leaderboard" className="min-w-0 rounded-2xl border border-line bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-3 p-4">
        <label className="flex min-w-0 flex-1 items-center gap-2 rounded-lg border border-line bg-paper px-3 py-1.5 focus-within:border-accent-text sm:max-w-72">
          <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
          <span className="sr-only">Find a participant</span>
          <input
            value={choice.filter}
            onChange={(event) => replaceSearch(route, { find: event.target.value || undefined })}
            placeholder="Address or #number"
            spellCheck={false}
            maxLength={66}
            className="min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-ink-3"
          />
        </label>
        <div className="flex items-center gap-3">
          <span className="text-ink-3 text-xs">
            {count(board.rounds.length)} rounds, to block {board.block.toString()}
          </span>
          <ExportButtons
            name={`leaderboard-${task.address.slice(2, 10)}`}
            columns={BOARD_COLUMNS}
            rows={() => boardTable(board, task.token)}
            whole={board}
          />
        </div>
      </div>
      {/* Wide: a table. Narrow: one card per participant, since nine columns do not fit a phone. */}
      <div className="overflow-x-auto border-line border-t max-md:hidden">
        <table className="w-full min-w-[54rem] text-sm">
          <thead>
            <tr className="text-ink-3 text-xs">
              {COLUMNS.map((column) => (
                <Head key={column.sort} column={column} choice={choice} route={route} />
              ))}
            </tr>
          </thead>
          <tbody>
            {my && <Line row={my} task={task} own pinned />}
            {rows
              .filter((row) => row.id !== my?.id)
              .map((row) => (
                <Line key={row.id} row={row} task={task} />
              ))}
          </tbody>
        </table>
      </div>
      <div className="border-line border-t p-3 md:hidden">
        <SortChoice choice={choice} route={route} />
        <ul className="space-y-2">
          {my && <Card row={my} task={task} own />}
          {rows
            .filter((row) => row.id !== my?.id)
            .map((row) => (
              <Card key={row.id} row={row} task={task} />
            ))}
        </ul>
      </div>
      {rows.length === 0 && <p className="px-4 py-8 text-center text-ink-2 text-sm">Nobody matches “{choice.filter}”.</p>}
    </section>
  );
}

function Head({ column, choice, route }: { column: Column; choice: Choice; route: Route }) {
  const active = choice.sort === column.sort;
  const up = active ? !choice.up : column.sort === 'rank';
  return (
    <th
      scope="col"
      aria-sort={active ? (choice.up ? 'ascending' : 'descending') : undefined}
      className={`px-3 py-2 font-normal ${column.left ? 'text-left' : 'text-right'}`}
    >
      <Hint text={column.means}>
        <button
          type="button"
          onClick={() => replaceSearch(route, { sort: column.sort, order: up ? 'up' : 'down' })}
          className={`inline-flex items-center gap-1 whitespace-nowrap hover:text-ink ${active ? 'font-semibold text-ink' : ''}`}
        >
          {column.name}
          {active && (choice.up ? <ArrowUp aria-hidden className="size-3" /> : <ArrowDown aria-hidden className="size-3" />)}
        </button>
      </Hint>
    </th>
  );
}

function SortChoice({ choice, route }: { choice: Choice; route: Route }) {
  return (
    <label className="mb-2 flex items-center gap-2 text-ink-2 text-sm">
      Order by
      <select
        value={choice.sort}
        onChange={(event) => replaceSearch(route, { sort: event.target.value, order: event.target.value === 'rank' ? 'up' : 'down' })}
        className="rounded-lg border border-line bg-paper px-2 py-1 text-ink"
      >
        {COLUMNS.map((column) => (
          <option key={column.sort} value={column.sort}>
            {column.name}
          </option>
        ))}
      </select>
    </label>
  );
}

function Line({ row, task, own = false, pinned = false }: { row: BoardRow; task: TaskView; own?: boolean; pinned?: boolean }) {
  const cell = 'px-3 py-2.5 text-right align-middle';
  return (
    <tr className={`border-line border-t ${pinned ? 'bg-accent-soft' : 'hover:bg-sunken'} ${row.active ? '' : 'text-ink-3'}`}>
      <th scope="row" className="px-3 py-2.5 text-left font-normal">
        <span className="inline-flex items-center gap-3">
          <span className="w-6 text-right font-semibold">{row.rank}</span>
          <Participant id={row.id} wallet={row.wallet} mine={own} />
          {!row.active && <span className="text-xs">left</span>}
        </span>
      </th>
      <td className={cell}>
        {row.proposerSeats + row.voterSeats}
        <span className="block text-ink-3 text-xs">
          {row.proposerSeats} + {row.voterSeats}
        </span>
      </td>
      <td className={cell}>
        {row.kept} <span className="text-ink-3">of {row.proposerSeats}</span>
        {row.harmful > 0 && <span className="block text-bad text-xs">{row.harmful} harmful</span>}
      </td>
      <td className={cell}>
        {row.merit === undefined ? '–' : <Words words={meritWords(row.merit)} number={row.merit.toFixed(0)} bad={row.merit < 112} />}
      </td>
      <td className={cell}>
        {row.agreement === undefined ? (
          '–'
        ) : (
          <Words words={agreementWords(row.agreement)} number={row.agreement.toFixed(2)} bad={row.agreement <= 0} />
        )}
      </td>
      <td className={cell}>
        <span className="inline-block w-14">
          {percent(row.attendance, 0)}
          <Meter value={row.attendance} label="Present" tone="bg-ink-3" />
        </span>
      </td>
      <td className={cell}>
        <Amount value={row.reward} token={task.token} bare />
      </td>
      <td className={`${cell} ${row.slashed > 0n ? 'text-bad' : 'text-ink-3'}`}>
        {row.slashed > 0n ? <Amount value={-row.slashed} token={task.token} bare /> : '0'}
      </td>
      <td className={`${cell} font-semibold ${row.net < 0n ? 'text-bad' : ''}`}>
        <Amount value={row.net} token={task.token} sign bare />
      </td>
    </tr>
  );
}

function Card({ row, task, own = false }: { row: BoardRow; task: TaskView; own?: boolean }) {
  return (
    <li className={`rounded-xl border border-line p-3 text-sm ${own ? 'bg-accent-soft' : ''}`}>
      <div className="flex items-center justify-between gap-2">
        <span className="inline-flex min-w-0 items-center gap-2.5">
          <span className="w-5 font-semibold">{row.rank}</span>
          <Participant id={row.id} wallet={row.wallet} mine={own} />
        </span>
        <strong className={`font-semibold ${row.net < 0n ? 'text-bad' : ''}`}>
          <Amount value={row.net} token={task.token} sign bare />
        </strong>
      </div>
      <p className="mt-1.5 text-ink-2 text-xs">
        {row.proposerSeats + row.voterSeats} seats · {row.kept} of {row.proposerSeats} updates kept
        {row.harmful > 0 && <span className="text-bad"> · {row.harmful} harmful</span>}
        {row.merit !== undefined && ` · updates ${meritWords(row.merit)}`} · present {percent(row.attendance, 0)}
        {row.slashed > 0n && (
          <span className="text-bad">
            {' '}
            · slashed <Amount value={row.slashed} token={task.token} />
          </span>
        )}
      </p>
    </li>
  );
}

/** The meaning first, the number behind it. */
export function Words({ words, number, bad = false }: { words: string; number: string; bad?: boolean }) {
  return (
    <>
      <span className={`whitespace-nowrap ${bad ? 'text-bad' : ''}`}>{words}</span>
      <span className="block text-ink-3 text-xs">{number}</span>
    </>
  );
}

function BoardLoading() {
  return (
    <div className="space-y-3 rounded-2xl border border-line bg-surface p-5">
      <p role="status" className="sr-only">
        Loading the leaderboard
      </p>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <Skeleton key={key} className="h-8 w-full" />
      ))}
    </div>
  );
}

function Empty() {
  return (
    <div className="rounded-2xl border border-line border-dashed px-6 py-14 text-center">
      <p className="font-semibold">Nobody has taken part yet</p>
      <p className="mt-1 text-ink-2 text-sm">Join on the Live page: whoever stakes first is first here.</p>
    </div>
  );
}
