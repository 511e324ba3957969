import { useMemo } from 'react';
import type { Address } from '../../core/words.ts';
import { overRounds } from '../../session/across.ts';
import type { Leaderboard, TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { count } from '../numbers.ts';
import { Select } from '../parts/Select.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { type Route, roundLink } from '../route.ts';
import { replaceSearch } from '../useroute.ts';
import { BoardFrame } from './BoardFrame.tsx';
import { ExportButtons } from './ExportButtons.tsx';
import { mine, readChoice } from './order.ts';
import { BOARD_COLUMNS, boardTable } from './tables.ts';
import { WhyDialog } from './WhyDialog.tsx';

const LAST = 10;

/** Everybody's record in one task, over all settled rounds or some. Order, choice and question live in the link. */
export function Board({ task, board, route, wallet }: { task: TaskView; board?: Leaderboard; route: Route; wallet?: Address }) {
  const { rounds: wanted = 'all' } = route.search;
  const scoped = useMemo(() => board && scopedBy(board, wanted), [board, wanted]);
  if (!board || !scoped) return <BoardLoading />;
  if (board.rows.length === 0) return <Nobody why={T.board.nobodyWhy} />;
  const only = /^\d{1,9}$/.test(wanted) ? Number(wanted) : undefined;
  const name = `leaderboard-${task.address.slice(2, 10)}${wanted === 'all' ? '' : `-${only ?? 'last'}`}`;
  return (
    <>
      <BoardFrame
        all={scoped.rows}
        my={mine(scoped.rows, wallet)}
        choice={readChoice(route.search)}
        route={route}
        token={task.token}
        extent={T.board.extent(count(scoped.rounds.length), board.block.toString())}
        scope={
          <Select
            name={T.board.over}
            value={wanted}
            options={[
              ['all', T.board.overAll],
              ['last', T.board.overLast],
              ...(only === undefined ? [] : [[wanted, T.board.overOne(only)] as const]),
            ]}
            onChange={(rounds) => replaceSearch(route, { rounds: rounds === 'all' ? undefined : rounds })}
          />
        }
        exports={<ExportButtons file={name} columns={BOARD_COLUMNS} rows={() => boardTable(scoped, task.token)} whole={scoped} />}
      />
      <WhyDialog
        route={route}
        rows={scoped.rows}
        rounds={scoped.rounds}
        token={task.token}
        rulesOf={() => task.rules}
        linkOf={(round) => roundLink(task.address, round.round)}
      />
    </>
  );
}

/** The whole board, the last rounds of it, or one of them. */
function scopedBy(board: Leaderboard, wanted: string): Leaderboard {
  if (wanted === 'last') return overRounds(board, board.rounds.slice(-LAST));
  if (!/^\d{1,9}$/.test(wanted)) return board;
  return overRounds(
    board,
    board.rounds.filter((round) => round.round === Number(wanted)),
  );
}

export function BoardLoading() {
  return (
    <div className="space-y-3 rounded-2xl border border-line bg-surface p-5">
      <p role="status" className="sr-only">
        {T.board.loading}
      </p>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <Skeleton key={key} className="h-8 w-full" />
      ))}
    </div>
  );
}

export function Nobody({ why }: { why: string }) {
  return (
    <div className="rounded-2xl border border-line border-dashed px-6 py-14 text-center">
      <p className="font-semibold">{T.board.nobody}</p>
      <p className="mt-1 text-ink-2 text-sm">{why}</p>
    </div>
  );
}
