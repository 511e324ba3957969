import { lazy, Suspense, useEffect, useMemo } from 'react';
import type { Address } from '../../core/words.ts';
import type { Leaderboard, Problem, TaskView } from '../../session/views.ts';
import { Board } from '../board/Board.tsx';
import { RoundList } from '../board/RoundList.tsx';
import { RoundPage } from '../board/RoundPage.tsx';
import { useExternal, useRoom } from '../context.tsx';
import { T } from '../language.ts';
import { buttonLook } from '../parts/Button.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { PHASE_WORDS } from '../phrases.ts';
import type { Route } from '../route.ts';
import { plain } from '../text.ts';
import { replaceSearch } from '../useroute.ts';
import { useWallet } from '../wallet/usewallet.ts';
import { troubleNamed } from '../words.ts';
import { takesDigits } from './describe.ts';
import { Live } from './Live.tsx';
import { Loading } from './Loading.tsx';
import { needOf } from './needs.ts';
import { nextFor } from './next.ts';
import { PhaseStrip } from './PhaseStrip.tsx';
import { Problems } from './Problems.tsx';
import { Rules } from './Rules.tsx';
import { TaskHead } from './TaskHead.tsx';
import { digitsFor, useData } from './usedata.ts';
import { useNeeds } from './useneeds.ts';
import { useCloseWarning, useTitle, useWakeLock } from './usepresence.ts';

/** Forms, matrix and the readers of files come with the first look at a model. */
const ModelPage = lazy(async () => ({ default: (await import('../model/ModelPage.tsx')).ModelPage }));

const NO_BOARD: Leaderboard = { rows: [], rounds: [], block: 0n };

/** One task: its head and clock on top, below them what the route asks for. */
export function TaskPage({ route }: { route: Extract<Route, { page: 'task' | 'round' }> }) {
  const room = useRoom(route.task);
  const view = useExternal(room.view);
  const board = useExternal(room.board);
  const who = useWallet();
  const choosing = useData(room);
  const { wallet, address } = who;
  useEffect(() => {
    // A connected wallet that is not ready yet must not end the room's work for it.
    if (wallet || !address) room.enter(wallet);
  }, [room, wallet, address]);

  // Who came by the button of the first page has said to begin; a reload does not say it again.
  const { start } = route.search;
  const { data, choose } = choosing;
  const { spec } = view.task ?? {};
  useEffect(() => {
    if (start !== 'digits' || !spec) return;
    replaceSearch(route, { start: undefined });
    if (!data && takesDigits(spec)) void choose(digitsFor(address));
  }, [start, spec, data, choose, address, route]);

  const rows = (board ?? NO_BOARD).rows;
  const wallets = useMemo(() => new Map(rows.map((row) => [row.id, row.wallet])), [rows]);
  const { task } = view;
  const due = nextFor(view)?.due ?? false;
  useWakeLock(view.status === 'working');
  useCloseWarning(due);
  const need = needOf(view);
  useNeeds(need, task);
  useTitle(titleOf(task, due || need !== undefined));

  if (!task) {
    const problem = view.problems.find(({ key }) => key === 'chain') ?? (view.status === 'failed' ? view.problems.at(-1) : undefined);
    return problem ? <Failed task={route.task} problem={problem} /> : <Loading />;
  }
  return (
    <div className="space-y-4">
      <TaskHead task={task} view={view} rounds={board?.rounds ?? []} tab={route.page === 'task' ? route.tab : 'rounds'} />
      <PhaseStrip task={task} round={view.round} />
      <Problems problems={view.problems} />
      {route.page === 'round' ? (
        <RoundPage task={task} board={board} round={route.round} me={view.me?.id} />
      ) : route.tab === 'board' ? (
        <Board task={task} board={board} route={route} wallet={who.address} />
      ) : route.tab === 'rounds' ? (
        <RoundList task={task} board={board} me={view.me?.id} />
      ) : route.tab === 'model' ? (
        <Suspense fallback={<Skeleton className="h-64 w-full" />}>
          <ModelPage room={room} view={view} task={task} choosing={choosing} />
        </Suspense>
      ) : route.tab === 'rules' ? (
        <Rules task={task} />
      ) : (
        <Live room={room} view={view} task={task} rounds={board?.rounds ?? []} wallets={wallets} who={who} choosing={choosing} />
      )}
    </div>
  );
}

/** Stands there until the task could be read for the first time. */
function Failed({ task, problem }: { task: Address; problem: Problem }) {
  return (
    <div className="mx-auto max-w-xl space-y-4 py-12">
      <h1 className="break-all font-semibold text-xl">{T.live.task2(task)}</h1>
      <TroubleNotice
        trouble={troubleNamed(problem.error, problem.message)}
        action={
          <>
            <button type="button" className={buttonLook('main')} onClick={() => location.reload()}>
              {T.live.loadAgain}
            </button>
            <a href="#/" className={buttonLook('plain')}>
              {T.live.allTasks}
            </a>
          </>
        }
      />
    </div>
  );
}

function titleOf(task: TaskView | undefined, due: boolean): string {
  if (!task) return 'Murmuration';
  return `${due ? '● ' : ''}${PHASE_WORDS[task.phase].name} · ${plain(task.spec?.title ?? T.live.task, 40)}`;
}
