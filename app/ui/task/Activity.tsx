import type { Address, ParticipantId } from '../../core/words.ts';
import type { Activity, TaskView } from '../../session/views.ts';
import { useChainClock } from '../clock.ts';
import { T } from '../language.ts';
import { ago } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Transaction } from '../parts/Copyable.tsx';
import { Identicon } from '../parts/Identicon.tsx';
import { Panel } from '../parts/Panel.tsx';
import { ACTIVITY_WORDS } from '../phrases.ts';
import { roundLink } from '../route.ts';

const TONES: Readonly<Partial<Record<Activity['what'], string>>> = {
  adopted: 'text-good',
  paid: 'text-good',
  slashed: 'text-bad',
  benched: 'text-bad',
  refused: 'text-warn',
  void: 'text-warn',
};
const SHOWN = 40;

/** What happened on chain, newest first, each with its transaction. */
export function ActivityFeed({
  task,
  activity,
  wallets,
  me,
}: {
  task: TaskView;
  activity: readonly Activity[];
  wallets: ReadonlyMap<ParticipantId, Address>;
  me?: ParticipantId;
}) {
  const { now } = useChainClock(task.time);
  const recent = [...activity].sort((a, b) => b.time - a.time).slice(0, SHOWN);
  return (
    <Panel title={T.live.onChain} aside={T.live.block(task.block)}>
      {recent.length === 0 ? (
        <p className="text-ink-2 text-sm">{T.live.nothingYetTheFirst}</p>
      ) : (
        <ol className="-mx-1 max-h-96 overflow-y-auto px-1" aria-label={T.live.activityNewestFirst}>
          {recent.map((item) => {
            const wallet = item.id === undefined ? undefined : wallets.get(item.id);
            return (
              <li key={item.key} className="flex items-center gap-2.5 border-line/60 border-b py-1.5 text-sm last:border-0">
                {wallet ? (
                  <Identicon address={wallet} size={18} />
                ) : (
                  <span aria-hidden className="size-[18px] shrink-0 rounded-full bg-sunken" />
                )}
                <p className="min-w-0 flex-1 truncate">
                  {item.id !== undefined && <strong className="font-semibold">{item.id === me ? T.live.you : `#${item.id}`} </strong>}
                  <span className={TONES[item.what] ?? 'text-ink-2'}>{ACTIVITY_WORDS[item.what]}</span>
                  {item.amount !== undefined && (
                    <>
                      {' '}
                      <Amount value={item.amount} token={task.token} />
                    </>
                  )}{' '}
                  <a href={roundLink(task.address, item.round)} className="text-ink-3 text-xs hover:text-ink hover:underline">
                    {T.live.round(item.round)}
                  </a>
                </p>
                <span className="text-ink-3 text-xs max-sm:hidden">{item.tx && <Transaction hash={item.tx} />}</span>
                <time className="w-16 shrink-0 text-right text-ink-3 text-xs">{ago(now - item.time)}</time>
              </li>
            );
          })}
        </ol>
      )}
    </Panel>
  );
}
