import { CirclePause, CirclePlay, Eye, Gavel, GraduationCap, Hourglass, LogOut, Sofa, Trophy } from 'lucide-react';
import { useState } from 'react';
import type { TaskRoom } from '../../session/house.ts';
import type { MeView, SessionView } from '../../session/views.ts';
import { T } from '../language.ts';
import { count, span } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Meter } from '../parts/Meter.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { ACT_WORDS } from '../phrases.ts';
import { type Trouble, troubleOf } from '../words.ts';
import { NotifyButton } from './NotifyButton.tsx';
import { nextFor, penalty } from './next.ts';

const ICONS = {
  looking: Eye,
  idle: Hourglass,
  proposer: GraduationCap,
  voter: Gavel,
  benched: Sofa,
  leaving: LogOut,
  out: LogOut,
  ended: Trophy,
} as const;

/** My place in this round: what comes next, what the tab does for it, and what doing nothing would cost. */
export function SeatCard({ room, view }: { room: TaskRoom; view: SessionView }) {
  const next = nextFor(view);
  const [trouble, setTrouble] = useState<Trouble>();
  const { task, me, round, status } = view;
  if (!next || !task) return null;
  const Icon = ICONS[next.place];
  const seated = next.place === 'proposer' || next.place === 'voter';
  const run = (act: () => Promise<void>) => {
    setTrouble(undefined);
    act().catch((error: unknown) => setTrouble(troubleOf(error)));
  };
  const canGiveUp =
    me &&
    round &&
    seated &&
    !round.seats.some((seat) => seat.id === me.id && (seat.acted || seat.excused)) &&
    task.phase === (next.place === 'proposer' ? 'Propose' : 'Commit');
  return (
    <section
      aria-label={T.live.yourPlaceInThis}
      className={`rounded-2xl border p-4 shadow-[0_1px_2px_var(--shadow)] sm:p-5 ${next.due ? 'border-accent bg-accent-soft' : 'border-line bg-surface'}`}
    >
      <div className="flex items-start gap-3">
        <span
          className={`grid size-10 shrink-0 place-items-center rounded-xl ${seated ? 'bg-accent text-accent-ink' : 'bg-sunken text-ink-2'}`}
        >
          <Icon aria-hidden className="size-5" />
        </span>
        <div className="min-w-0 flex-1">
          <h2 className="font-semibold text-lg leading-tight tracking-tight">{next.headline}</h2>
          <p className="mt-1 text-ink-2 text-sm leading-snug">{next.action}</p>
        </div>
      </div>
      {me && next.place !== 'ended' && next.place !== 'out' && !next.along && <Doing view={view} />}
      {next.atRisk !== undefined ? (
        <p className="mt-3 border-line border-t pt-3 text-sm">
          {next.otherwise}:{' '}
          <strong className="font-semibold text-bad">
            −<Amount value={next.atRisk} token={task.token} />
          </strong>{' '}
          <span className="text-ink-2">
            {T.live.ofYourStake}
            {next.bench && T.live.andTheBench}.
          </span>
        </p>
      ) : (
        next.otherwise !== undefined && <p className="mt-3 border-line border-t pt-3 text-ink-2 text-sm">{next.otherwise}</p>
      )}
      {me && next.place !== 'ended' && next.place !== 'out' && !next.along && (
        <div className="-mx-3 mt-2 flex flex-wrap gap-2 empty:hidden">
          {next.place === 'benched' && (
            <Button look="main" className="ml-3" onClick={() => run(room.comeBack)}>
              {T.live.comeBackToThe}
            </Button>
          )}
          {status === 'paused' ? (
            <Button look="main" onClick={room.resume}>
              <CirclePlay aria-hidden className="size-4" />
              {T.live.resume}
            </Button>
          ) : (
            seated && (
              <Confirm
                trigger={
                  <Button look="quiet">
                    <CirclePause aria-hidden className="size-4" />
                    {T.live.pause}
                  </Button>
                }
                title={T.live.pauseThisTabWhile}
                act={T.live.pause}
                onConfirm={room.pause}
              >
                <p>
                  {T.live.whilePausedItDoes(
                    <Amount value={penalty(task.rules, me.stake, task.rules.absentPenaltyBps)} token={task.token} />,
                  )}
                  .
                </p>
              </Confirm>
            )
          )}
          {status !== 'paused' && !seated && (
            <Button look="quiet" onClick={room.pause}>
              <CirclePause aria-hidden className="size-4" />
              {T.live.pause}
            </Button>
          )}
          {canGiveUp && (
            <Confirm
              trigger={<Button look="quiet">{T.live.giveUpThisSeat}</Button>}
              title={T.live.giveUpThisSeat2}
              act={T.live.giveItUp}
              onConfirm={() => run(room.giveUpSeat)}
            >
              <p>{T.live.oneInTenOf(<Amount value={penalty(task.rules, me.stake, task.rules.absentPenaltyBps)} token={task.token} />)}</p>
              <p>{isFree(me) ? T.live.thisOneIsFree : T.live.thisOneCosts}</p>
            </Confirm>
          )}
        </div>
      )}
      {me && next.place !== 'out' && (
        <div className="-mx-3 mt-1">
          <NotifyButton />
        </div>
      )}
      {trouble && (
        <div className="mt-3">
          <TroubleNotice trouble={trouble} />
        </div>
      )}
    </section>
  );
}

/** One in ten seats, rounded up, is given up for free. */
function isFree({ seats, seatsGivenUp }: MeView): boolean {
  return seatsGivenUp < Math.ceil(seats / 10);
}

/** What the tab does now, and why. */
function Doing({ view }: { view: SessionView }) {
  const { act, progress, etaMs, examplesPerSecond } = view.doing;
  const words = ACT_WORDS[act];
  const paused = view.status === 'paused';
  return (
    <div className="mt-4 rounded-xl bg-paper/70 p-3">
      <div className="flex items-baseline justify-between gap-3 text-sm">
        <span className="font-semibold">{paused ? T.live.paused : words.doing}</span>
        <span className="text-ink-3 text-xs">
          {!paused && examplesPerSecond !== undefined && T.live.examplesS(count(examplesPerSecond))}
          {!paused && etaMs !== undefined && T.live.left(span(etaMs / 1000))}
        </span>
      </div>
      {progress !== undefined && !paused && (
        <div className="mt-2">
          <Meter value={progress} label={words.doing} />
        </div>
      )}
      <p className="mt-1.5 text-ink-2 text-xs leading-snug">{paused ? T.live.youPausedThisTab : words.why}</p>
    </div>
  );
}
