import type { RoundRow, SessionView, TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { count, loss, percent } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Copyable } from '../parts/Copyable.tsx';
import { Figure } from '../parts/Figure.tsx';
import { Flock } from '../parts/Flock.tsx';
import { TASK_TABS, type TaskTab, taskLink } from '../route.ts';
import { plain, short } from '../text.ts';
import { kindWords } from './describe.ts';

/** Title, numbers and ways inside a task; the flock is its participants, lit where they hold a seat. */
export function TaskHead({ task, view, rounds, tab }: { task: TaskView; view: SessionView; rounds: readonly RoundRow[]; tab: TaskTab }) {
  const last = view.curve[view.curve.length - 1];
  const attested = rounds.filter((row) => row.lossAfter !== undefined && row.outcome === 'Adopted').at(-1)?.lossAfter;
  const seats = view.round?.seats.length ?? 0;
  const title = task.spec ? plain(task.spec.title) : T.phrases.task(short(task.address));
  return (
    <header className="overflow-hidden rounded-3xl border border-line bg-surface">
      <div className="sky relative isolate">
        <div className="absolute inset-0 -z-0 max-sm:top-auto max-sm:h-20 sm:left-1/3">
          <Flock size={task.activeCount} lit={seats} unity={last?.accuracy ?? 0.4} label={T.live.aFlockOfBirds(task.activeCount, seats)} />
        </div>
        <div className="relative z-10 px-5 pt-5 pb-16 sm:px-7 sm:pt-7 sm:pb-9">
          <p className="text-ink-2 text-xs">
            <a href="#/" className="hover:underline">
              {T.live.allTasks}
            </a>
            <span aria-hidden> / </span>
            {kindWords(task)}
          </p>
          <h1 className="mt-1 max-w-2xl font-semibold text-2xl leading-tight tracking-tight sm:text-[2rem]">{title}</h1>
          <p className="mt-1 text-ink-2 text-xs">
            <Copyable text={task.address} what={T.live.taskAddress} />
          </p>
        </div>
      </div>
      <dl className="grid grid-cols-2 gap-x-4 gap-y-3 px-5 py-4 sm:grid-cols-3 sm:px-7 lg:grid-cols-6">
        <Figure name={T.live.rewardPool}>
          <Amount value={task.pool} token={task.token} />
        </Figure>
        <Figure name={T.live.staked}>
          <Amount value={task.totalStake} token={task.token} />
        </Figure>
        <Figure name={T.live.participants}>
          {count(task.activeCount)}{' '}
          <span className="font-normal text-ink-3 text-xs">
            {task.participantCount > task.activeCount ? T.live.ofEver(count(task.participantCount)) : T.live.active}
          </span>
        </Figure>
        <Figure name={T.live.roundsDone}>
          {count(task.roundsDone)} <span className="font-normal text-ink-3 text-xs">{T.live.of2(count(task.rules.rounds))}</span>
        </Figure>
        <Figure name={T.live.modelsAdopted}>{count(task.adoptions)}</Figure>
        {last ? (
          <Figure name={T.live.accuracyHere} tone="text-accent-text">
            {percent(last.accuracy)}
          </Figure>
        ) : (
          <Figure name={T.live.attestedLoss}>{attested === undefined ? '–' : loss(attested)}</Figure>
        )}
      </dl>
      <nav aria-label={T.live.task} className="flex gap-1 overflow-x-auto border-line border-t px-3 sm:px-5">
        {TASK_TABS.map((name) => (
          <a
            key={name}
            href={taskLink(task.address, name)}
            aria-current={tab === name ? 'page' : undefined}
            className={`whitespace-nowrap border-b-2 px-3 py-2.5 text-sm ${tab === name ? 'border-accent font-semibold' : 'border-transparent text-ink-2 hover:text-ink'}`}
          >
            {T.phrases.tab[name]}
          </a>
        ))}
      </nav>
    </header>
  );
}
