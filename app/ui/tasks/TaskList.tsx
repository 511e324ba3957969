import { Search } from 'lucide-react';
import { useMemo } from 'react';
import { useBooks, useExternal, useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { Button } from '../parts/Button.tsx';
import { Notice, TroubleNotice } from '../parts/Notice.tsx';
import { Select } from '../parts/Select.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import type { Route } from '../route.ts';
import { plain } from '../text.ts';
import { replaceSearch } from '../useroute.ts';
import { useTouched } from '../usetouched.ts';
import { useWallet } from '../wallet/usewallet.ts';
import { troubleNamed } from '../words.ts';
import { chooseTasks, KINDS, ORDERS, readTaskChoice, SHOWN, type TaskChoice } from './choose.ts';
import { TaskCard } from './TaskCard.tsx';
import { Welcome } from './Welcome.tsx';

/** What this is, and all tasks of the network. */
export function TaskList({ route }: { route: Route }) {
  const { network, tasks: source } = useHouse();
  const { status, tasks, stale, error } = useExternal(source);
  const { address } = useWallet();
  const touched = useTouched();
  // Rounds and places are more than a first look needs: they come once somebody is here.
  const { books } = useBooks(address, touched || address !== undefined);
  const choice = readTaskChoice(route.search);
  const byTask = useMemo(() => new Map(books.map((book) => [book.task.address as string, book])), [books]);
  const listed = chooseTasks(tasks, choice, byTask);
  return (
    <div className="space-y-6">
      <Welcome tasks={tasks} />
      {stale && status !== 'failed' && (
        <Notice tone="warn" title={T.tasks.stale}>
          <p className="text-ink-2">{T.tasks.staleWhy}</p>
        </Notice>
      )}
      {status === 'failed' && (
        <TroubleNotice
          trouble={troubleNamed(error ?? 'ChainUnreachableError')}
          action={<Button onClick={() => location.reload()}>{T.tasks.again}</Button>}
        />
      )}
      {tasks.length > 0 && (
        <div className="space-y-3">
          <h2 className="font-semibold text-lg tracking-tight">
            {T.tasks.heading} <span className="font-normal text-ink-3">{T.tasks.on(plain(network.name, 40))}</span>
          </h2>
          <Choices route={route} choice={choice} hasWallet={address !== undefined} />
        </div>
      )}
      {status === 'loading' && (
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          <p role="status" className="sr-only">
            {T.tasks.loading}
          </p>
          {['a', 'b', 'c'].map((key) => (
            <Skeleton key={key} className="h-64 w-full rounded-2xl" />
          ))}
        </div>
      )}
      {listed.length > 0 && (
        <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-3">
          {listed.map((task) => (
            <TaskCard key={task.address} task={task} book={byTask.get(task.address)} />
          ))}
        </div>
      )}
      {status === 'ready' && listed.length === 0 && (
        <div className="rounded-2xl border border-line border-dashed px-6 py-14 text-center">
          <p className="font-semibold">{tasks.length === 0 ? T.tasks.none : T.tasks.noMatch}</p>
          <p className="mx-auto mt-1 max-w-md text-ink-2 text-sm">{tasks.length === 0 ? T.tasks.noneWhy : T.tasks.noMatchWhy}</p>
        </div>
      )}
    </div>
  );
}

/** Search, filter and order; all of it lives in the link. */
function Choices({ route, choice, hasWallet }: { route: Route; choice: TaskChoice; hasWallet: boolean }) {
  const set = (key: string, value: string, usual: string) => replaceSearch(route, { [key]: value === usual ? undefined : value });
  return (
    <div className="flex flex-wrap items-center gap-2">
      <label className="flex min-w-0 flex-1 basis-52 items-center gap-2 rounded-lg border border-line bg-surface px-3 py-1.5 focus-within:border-accent-text sm:max-w-72">
        <Search aria-hidden className="size-4 shrink-0 text-ink-3" />
        <span className="sr-only">{T.tasks.find}</span>
        <input
          value={choice.find}
          onChange={(event) => set('find', event.target.value, '')}
          placeholder={T.tasks.findHint}
          spellCheck={false}
          maxLength={66}
          className="min-w-0 flex-1 bg-transparent text-sm outline-none placeholder:text-ink-3"
        />
      </label>
      <fieldset className="flex flex-wrap gap-1 rounded-xl border border-line bg-sunken p-1">
        <legend className="sr-only">{T.tasks.show}</legend>
        {SHOWN.filter((name) => name !== 'mine' || hasWallet).map((name) => (
          <button
            key={name}
            type="button"
            aria-pressed={choice.show === name}
            onClick={() => set('show', name, 'all')}
            className={`min-h-7 rounded-lg px-2.5 py-0.5 text-sm ${choice.show === name ? 'bg-surface font-semibold shadow-sm' : 'text-ink-2 hover:text-ink'}`}
          >
            {T.tasks.shown[name]}
          </button>
        ))}
      </fieldset>
      <Select
        name={T.tasks.kind}
        value={choice.kind}
        options={KINDS.map((kind) => [kind, T.tasks.kinds[kind]])}
        onChange={(kind) => set('kind', kind, 'all')}
      />
      <Select
        name={T.tasks.sort}
        value={choice.sort}
        options={ORDERS.map((sort) => [sort, T.tasks.sorts[sort]])}
        onChange={(sort) => set('sort', sort, 'new')}
      />
    </div>
  );
}
