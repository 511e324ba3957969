import type { ReactNode } from 'react';
import type { TaskBook, TaskView } from '../../session/views.ts';
import { useChainClock } from '../clock.ts';
import { T } from '../language.ts';
import { clock, count } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Meter } from '../parts/Meter.tsx';
import { PHASE_WORDS } from '../phrases.ts';
import { taskLink } from '../route.ts';
import { kindWords, missingSpecWords } from '../task/describe.ts';
import { plain, short } from '../text.ts';
import { myStanding } from './choose.ts';
import { Sparkline } from './Sparkline.tsx';
import { progressOf, standingOf, standingWords } from './state.ts';

const DOTS = { open: 'bg-ink-3', waiting: 'bg-ink-3', running: 'bg-accent breathe', finished: 'bg-good', aborted: 'bg-bad' } as const;

/** One task in the list; the whole card is a link. `book`: its rounds and my place in it, once they were read. */
export function TaskCard({ task, book }: { task: TaskView; book?: TaskBook }) {
  const standing = standingOf(task);
  const { now } = useChainClock(task.time);
  const title = task.spec ? plain(task.spec.title) : T.tasks.task(short(task.address));
  const running = standing === 'running';
  const left = task.phaseEnd - now;
  const mine = myStanding(book);
  return (
    <a
      href={taskLink(task.address)}
      className="group flex min-w-0 flex-col rounded-2xl border border-line bg-surface p-4 shadow-[0_1px_2px_var(--shadow)] transition-colors hover:border-ink-3 sm:p-5"
    >
      <div className="flex items-center justify-between gap-3 text-xs">
        <span className="inline-flex items-center gap-2 text-ink-2">
          <span aria-hidden className={`size-2 rounded-full ${DOTS[standing]}`} />
          {standingWords(standing)}
        </span>
        <span className="text-ink-3">{kindWords(task)}</span>
      </div>
      <h3 className="mt-2.5 line-clamp-2 font-semibold text-lg leading-snug tracking-tight group-hover:underline group-hover:decoration-2 group-hover:decoration-accent group-hover:underline-offset-4">
        {title}
      </h3>
      <p className="mt-1 line-clamp-2 min-h-10 text-ink-2 text-sm leading-5">
        {task.spec ? plain(task.spec.description, 180) : missingSpecWords(task)}
      </p>
      {mine && (
        <p className="mt-2 flex flex-wrap gap-x-2 text-xs">
          <span className="rounded-full bg-accent-soft px-2 py-0.5 text-accent-text">{T.tasks.mine[mine]}</span>
          {book?.me && book.me.reward > 0n && (
            <span className="py-0.5 text-ink-2">
              <Amount value={book.me.reward} token={task.token} /> {T.tasks.claim}
            </span>
          )}
        </p>
      )}
      <dl className="mt-4 grid grid-cols-3 gap-3">
        <Small name={T.tasks.poolName}>
          <Amount value={task.pool} token={task.token} />
        </Small>
        <Small name={T.tasks.minStake}>
          <Amount value={task.rules.minStake} token={task.token} />
        </Small>
        <Small name={T.tasks.participants}>
          {count(task.activeCount)}{' '}
          {standing !== 'finished' && standing !== 'aborted' && (
            <span className="font-normal text-ink-3 text-xs">{T.tasks.needed(task.rules.minParticipants)}</span>
          )}
        </Small>
      </dl>
      <div className="mt-4 space-y-1.5">
        <Meter value={progressOf(task)} label={T.tasks.roundsOf(title)} tone={standing === 'finished' ? 'bg-good' : 'bg-accent'} />
        <div className="flex items-center justify-between gap-3 text-ink-2 text-xs">
          <span>{T.tasks.roundOf(count(task.roundsDone), count(task.rules.rounds))}</span>
          {running && (
            <span>
              {PHASE_WORDS[task.phase].name}
              {task.phaseEnd > 0 && <span className="text-ink-3"> · {left > 0 ? clock(left) : T.tasks.closing}</span>}
            </span>
          )}
        </div>
        {book?.board && book.board.rounds.length > 0 && (
          <p className="flex items-center text-ink-2 text-xs">
            <Sparkline board={book.board} />
          </p>
        )}
      </div>
    </a>
  );
}

function Small({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd className="truncate font-semibold text-sm">{children}</dd>
    </div>
  );
}
