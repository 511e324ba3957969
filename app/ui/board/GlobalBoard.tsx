import { useMemo } from 'react';
import { acrossTasks, type TaskRound } from '../../session/across.ts';
import type { TaskBook, TokenView } from '../../session/views.ts';
import { useExternal, useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { count } from '../numbers.ts';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Select } from '../parts/Select.tsx';
import { type Route, roundLink } from '../route.ts';
import { plain } from '../text.ts';
import { replaceSearch } from '../useroute.ts';
import { useWallet } from '../wallet/usewallet.ts';
import { troubleNamed } from '../words.ts';
import { BoardLoading, Nobody } from './Board.tsx';
import { BoardFrame } from './BoardFrame.tsx';
import { ExportButtons } from './ExportButtons.tsx';
import { mine, readChoice } from './order.ts';
import { BOARD_COLUMNS, boardTable } from './tables.ts';
import { WhyDialog } from './WhyDialog.tsx';

/** Everybody's record over all tasks that share a stake token. */
export function GlobalBoard({ route }: { route: Route }) {
  const house = useHouse();
  const { status, books, error } = useExternal(house.books(undefined));
  const { address } = useWallet();
  const tokens = useMemo(() => tokensOf(books), [books]);
  const token = tokens.find((item) => item.address.toLowerCase() === route.search.token?.toLowerCase()) ?? tokens[0];
  const chosen = useMemo(() => books.filter(({ task }) => task.token.address === token?.address), [books, token]);
  const board = useMemo(() => acrossTasks(chosen), [chosen]);
  const broken = books.find((book) => book.error !== undefined)?.error ?? error;
  return (
    <div className="space-y-4">
      <header>
        <h1 className="font-semibold text-2xl tracking-tight">{T.board.global}</h1>
        <p className="mt-1 max-w-2xl text-ink-2 text-sm">{T.board.globalWhy}</p>
      </header>
      {broken !== undefined && <TroubleNotice trouble={troubleNamed(broken)} />}
      {status === 'loading' && board.rows.length === 0 ? (
        <BoardLoading />
      ) : board.rows.length === 0 || !token ? (
        status !== 'failed' && <Nobody why={T.board.nobodyGlobal} />
      ) : (
        <>
          <BoardFrame
            all={board.rows}
            my={mine(board.rows, address)}
            choice={readChoice(route.search)}
            route={route}
            token={token}
            numbered={false}
            extent={T.board.extent(count(board.rounds.length), board.block.toString())}
            note={(row) => <span className="whitespace-nowrap text-ink-3 text-xs">{T.board.tasks(board.tasksOf.get(row.id) ?? 0)}</span>}
            scope={
              tokens.length > 1 && (
                <Select
                  name={T.board.token}
                  value={token.address}
                  options={tokens.map((item) => [item.address, plain(item.symbol, 12)])}
                  onChange={(value) => replaceSearch(route, { token: value })}
                />
              )
            }
            exports={<ExportButtons file="leaderboard" columns={BOARD_COLUMNS} rows={() => boardTable(board, token)} whole={board.rows} />}
          />
          <WhyDialog
            route={route}
            rows={board.rows}
            rounds={board.rounds}
            token={token}
            rulesOf={(round: TaskRound) => chosen.find(({ task }) => task.address === round.task)?.task.rules}
            linkOf={(round) => roundLink(round.task, round.round)}
          />
        </>
      )}
    </div>
  );
}

/** Stake tokens, the one with the most participants first. */
function tokensOf(books: readonly TaskBook[]): readonly TokenView[] {
  const weights = new Map<string, { token: TokenView; people: number }>();
  for (const { task, board } of books) {
    const known = weights.get(task.token.address);
    weights.set(task.token.address, { token: task.token, people: (known?.people ?? 0) + (board?.rows.length ?? 0) });
  }
  return [...weights.values()].sort((a, b) => b.people - a.people).map(({ token }) => token);
}
