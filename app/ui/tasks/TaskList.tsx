import { useMemo } from 'react';
import type { TaskView } from '../../session/views.ts';
import { useExternal, useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { count } from '../numbers.ts';
import { Button } from '../parts/Button.tsx';
import { Flock } from '../parts/Flock.tsx';
import { Notice, TroubleNotice } from '../parts/Notice.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import type { Route } from '../route.ts';
import { plain } from '../text.ts';
import { replaceSearch } from '../useroute.ts';
import { troubleNamed } from '../words.ts';
import { standingOf } from './state.ts';
import { TaskCard } from './TaskCard.tsx';

const SHOWN = ['all', 'running', 'waiting', 'ended'] as const;

/** All tasks of the network. */
export function TaskList({ route }: { route: Route }) {
  const { network, tasks: source } = useHouse();
  const { status, tasks, stale, error } = useExternal(source);
  const shown = SHOWN.find((name) => name === route.search.show) ?? 'all';
  const listed = useMemo(() => tasks.filter((task) => shown === 'all' || group(task) === shown), [tasks, shown]);
  const birds = tasks.reduce((sum, task) => sum + (group(task) === 'ended' ? 0 : task.activeCount), 0);
  return (
    <div className="space-y-6">
      <section className="sky relative isolate overflow-hidden rounded-3xl border border-line">
        <div className="relative z-10 max-w-2xl px-5 pt-8 pb-36 sm:px-9 sm:pt-11 sm:pb-16">
          <h1 className="font-semibold text-3xl leading-[1.1] tracking-tight sm:text-[2.6rem]">{T.tasks.trainAModelTogether}</h1>
          <p className="mt-3 max-w-xl text-ink-2 leading-relaxed">{T.tasks.stakeLetThisTab}</p>
        </div>
        <div className="absolute inset-0 -z-0 max-sm:top-auto max-sm:h-36 sm:left-[45%]">
          {birds > 0 && <Flock size={birds} unity={0.6} label={T.tasks.aFlockOfBirds(birds)} />}
        </div>
        {birds > 0 && <p className="absolute right-4 bottom-2.5 text-[0.7rem] text-ink-2">{T.tasks.oneBirdPerActive(count(birds))}</p>}
      </section>

      {stale && status !== 'failed' && (
        <Notice tone="warn" title={T.tasks.theseNumbersMayBe}>
          <p className="text-ink-2">{T.tasks.theNetworkSNode}</p>
        </Notice>
      )}
      {status === 'failed' && (
        <TroubleNotice
          trouble={troubleNamed(error ?? 'ChainUnreachableError')}
          action={<Button onClick={() => location.reload()}>{T.tasks.loadAgain}</Button>}
        />
      )}

      {tasks.length > 0 && (
        <div className="flex flex-wrap items-center justify-between gap-3">
          <h2 className="font-semibold text-lg tracking-tight">
            {T.tasks.tasks(<span className="font-normal text-ink-3">{T.tasks.on(plain(network.name, 40))}</span>)}
          </h2>
          <fieldset className="flex gap-1 rounded-xl border border-line bg-sunken p-1">
            <legend className="sr-only">{T.tasks.show}</legend>
            {SHOWN.map((name) => (
              <button
                key={name}
                type="button"
                aria-pressed={shown === name}
                onClick={() => replaceSearch(route, { show: name === 'all' ? undefined : name })}
                className={`rounded-lg px-3 py-1 text-sm capitalize ${shown === name ? 'bg-surface font-semibold shadow-sm' : 'text-ink-2 hover:text-ink'}`}
              >
                {name}
              </button>
            ))}
          </fieldset>
        </div>
      )}

      {status === 'loading' && tasks.length === 0 ? (
        <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          <p role="status" className="sr-only">
            {T.tasks.loadingTasks}
          </p>
          {['a', 'b', 'c'].map((key) => (
            <div key={key} className="space-y-3 rounded-2xl border border-line bg-surface p-5">
              <Skeleton className="h-3 w-24" />
              <Skeleton className="h-6 w-3/4" />
              <Skeleton className="h-10 w-full" />
              <Skeleton className="h-8 w-full" />
              <Skeleton className="h-1.5 w-full" />
            </div>
          ))}
        </div>
      ) : (
        <div className="grid gap-4 sm:grid-cols-2 xl:grid-cols-3">
          {listed.map((task) => (
            <TaskCard key={task.address} task={task} />
          ))}
        </div>
      )}

      {status === 'ready' && listed.length === 0 && (
        <div className="rounded-2xl border border-line border-dashed px-6 py-14 text-center">
          <p className="font-semibold">{tasks.length === 0 ? T.tasks.noTaskOnThis : T.tasks.noTaskOfThis}</p>
          <p className="mx-auto mt-1 max-w-md text-ink-2 text-sm">
            {tasks.length === 0 ? T.tasks.aTaskIsDerived : T.tasks.chooseAnotherGroupAbove}
          </p>
        </div>
      )}
    </div>
  );
}

function group(task: TaskView): (typeof SHOWN)[number] {
  const standing = standingOf(task);
  if (standing === 'finished' || standing === 'aborted') return 'ended';
  return standing === 'waiting' ? 'waiting' : 'running';
}
