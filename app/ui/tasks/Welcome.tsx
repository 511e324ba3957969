import { ArrowRight } from 'lucide-react';
import type { ReactNode } from 'react';
import type { TaskView } from '../../session/views.ts';
import { useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { count } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { buttonLook } from '../parts/Button.tsx';
import { Flock } from '../parts/Flock.tsx';
import { writeRoute } from '../route.ts';
import { takesDigits } from '../task/describe.ts';
import { groupOf } from './choose.ts';

/** What this is, in one screen: what one does here, what is going on now, and one button. */
export function Welcome({ tasks }: { tasks: readonly TaskView[] }) {
  const { network } = useHouse();
  const open = tasks.filter((task) => groupOf(task) !== 'ended');
  const birds = open.reduce((sum, task) => sum + task.activeCount, 0);
  const first = open.find((task) => takesDigits(task.spec)) ?? open[0];
  return (
    <section className="sky relative isolate overflow-hidden rounded-3xl border border-line">
      <div className="absolute inset-0 -z-10 max-sm:hidden sm:left-[45%]">
        {birds > 0 && <Flock size={birds} unity={0.6} label={T.tasks.birds(birds)} />}
      </div>
      <div className="max-w-2xl px-5 pt-8 pb-6 sm:px-9 sm:pt-11">
        <h1 className="font-semibold text-3xl leading-[1.1] tracking-tight sm:text-[2.6rem]">{T.tasks.title}</h1>
        <p className="mt-3 max-w-xl text-ink-2 leading-relaxed">{T.tasks.lead}</p>
        {first && (
          <div className="mt-5">
            <a href={startLink(first)} className={`${buttonLook('main')} !min-h-11 !px-5 !text-base`}>
              {takesDigits(first.spec) ? T.tasks.start : T.tasks.look}
              <ArrowRight aria-hidden className="size-4" />
            </a>
            {takesDigits(first.spec) && <p className="mt-2 max-w-md text-ink-2 text-xs">{T.tasks.startWhy}</p>}
          </div>
        )}
      </div>
      <Numbers tasks={tasks} birds={birds} />
      <div className="grid gap-x-8 gap-y-4 bg-surface/80 px-5 py-5 sm:grid-cols-2 sm:px-9 lg:grid-cols-4">
        {T.tasks.steps.map(([name, text]) => (
          <Step key={name} name={name}>
            {text}
          </Step>
        ))}
        <Step name={T.tasks.wallet}>
          {network.devWallet ? (
            T.tasks.walletDev
          ) : (
            <>
              {T.tasks.walletNone}
              <a href="https://ethereum.org/wallets/find-wallet/" target="_blank" rel="noreferrer noopener" className="underline">
                {T.tasks.walletLink}
              </a>
            </>
          )}
        </Step>
      </div>
    </section>
  );
}

/** Opens a task and, where the page can make examples for it, begins at once. */
function startLink(task: TaskView): string {
  const search: Record<string, string> = takesDigits(task.spec) ? { start: 'digits' } : {};
  return writeRoute({ page: 'task', task: task.address, tab: 'live', search });
}

function Numbers({ tasks, birds }: { tasks: readonly TaskView[]; birds: number }) {
  const [token] = tasks.map((task) => task.token);
  if (!token) return null;
  const alike = tasks.filter((task) => task.token.address === token.address);
  const sum = (pick: (task: TaskView) => number) => count(tasks.reduce((all, task) => all + pick(task), 0));
  return (
    <dl
      aria-label={T.tasks.live}
      className="grid grid-cols-2 gap-x-6 gap-y-3 border-line/60 border-t bg-surface/60 px-5 py-4 sm:grid-cols-4 sm:px-9"
    >
      <Tally name={T.tasks.people}>{count(birds)}</Tally>
      <Tally name={T.tasks.rounds}>{sum((task) => task.roundsDone)}</Tally>
      <Tally name={T.tasks.models}>{sum((task) => task.adoptions)}</Tally>
      <Tally name={T.tasks.pool}>
        <Amount value={alike.reduce((all, task) => all + task.pool, 0n)} token={token} />
      </Tally>
    </dl>
  );
}

function Tally({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-2 text-xs">{name}</dt>
      <dd className="truncate font-semibold text-xl tracking-tight">{children}</dd>
    </div>
  );
}

function Step({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <h2 className="font-semibold text-sm">{name}</h2>
      <p className="mt-0.5 text-ink-2 text-xs leading-relaxed">{children}</p>
    </div>
  );
}
