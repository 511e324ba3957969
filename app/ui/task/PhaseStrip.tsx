import { Check } from 'lucide-react';
import type { Phase } from '../../core/words.ts';
import type { OpenRoundView, TaskView } from '../../session/views.ts';
import { useChainClock } from '../clock.ts';
import { T } from '../language.ts';
import { clock, count } from '../numbers.ts';
import { PHASE_WORDS, STRIP } from '../phrases.ts';
import { actsShare, windowOf } from './next.ts';

/** Where the round stands: seven phases, the one that runs with its clock in chain time and the acts it has seen. */
export function PhaseStrip({ task, round }: { task: TaskView; round?: OpenRoundView }) {
  const { now, stale } = useChainClock(task.time);
  const at = STRIP.indexOf(task.phase);
  const ended = at < 0;
  const left = task.phaseEnd - now;
  const words = PHASE_WORDS[task.phase];
  return (
    <section aria-label={T.live.theRound} className="rounded-2xl border border-line bg-surface p-4 shadow-[0_1px_2px_var(--shadow)] sm:p-5">
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-64">
          <p className="text-ink-3 text-xs">{roundWords(task, round)}</p>
          <p className="mt-0.5 text-ink-2 text-sm leading-snug sm:text-[0.95rem]">
            <strong className="font-semibold text-ink">{words.name}.</strong> {words.happening}
          </p>
        </div>
        {!ended && (
          <div className="flex items-baseline justify-between gap-5 max-sm:w-full">
            {task.phase === 'Lobby' && task.activeCount < task.rules.minParticipants && (
              <p className="text-ink-2 text-sm">
                <span className="font-semibold text-ink">{count(task.activeCount)}</span>{' '}
                {T.live.ofNeeded(count(task.rules.minParticipants))}
              </p>
            )}
            {round && round.expected > 0 && (
              <p className="text-ink-2 text-sm">
                <span className="font-semibold text-ink">{count(round.done)}</span> {T.live.ofDone(count(round.expected))}
              </p>
            )}
            {task.phaseEnd > 0 && (
              <p role="timer" aria-label={T.live.timeLeftInThis} className="font-semibold text-3xl leading-none tracking-tight">
                {timeWords(left, stale)}
              </p>
            )}
          </div>
        )}
      </div>
      <ol className="mt-4 grid grid-cols-7 gap-1 sm:gap-1.5">
        {STRIP.map((phase, i) => (
          <Step
            key={phase}
            phase={phase}
            past={ended ? task.phase === 'Finished' : i < at}
            current={i === at}
            share={share(task, round, left)}
          />
        ))}
      </ol>
      {stale && !ended && <p className="mt-3 text-warn text-xs">{T.live.noNewBlockFor(task.block.toString())}</p>}
    </section>
  );
}

function Step({ phase, past, current, share: done }: { phase: Phase; past: boolean; current: boolean; share?: number }) {
  const { name, who } = PHASE_WORDS[phase];
  return (
    <li aria-current={current ? 'step' : undefined} className="min-w-0">
      <div className={`h-2 overflow-hidden rounded-full ${past ? 'bg-ink-2' : current ? 'bg-accent-soft' : 'bg-line'}`}>
        {current && (
          <div
            className={`tick h-full rounded-full bg-accent ${done === undefined ? 'breathe' : ''}`}
            style={{ width: `${(done ?? 1) * 100}%` }}
          />
        )}
      </div>
      <p
        className={`mt-1.5 flex items-center gap-1 truncate text-xs sm:text-sm ${current ? 'font-semibold text-ink' : past ? 'text-ink-2' : 'text-ink-3'} max-sm:hidden`}
      >
        {name}
        {past && <Check aria-label={T.live.done} className="size-3 max-sm:hidden" />}
      </p>
      <p className="text-[0.7rem] text-ink-3 max-sm:hidden">{who}</p>
    </li>
  );
}

/** The larger of time passed and acts done: whichever ends the phase first. */
function share(task: TaskView, round: OpenRoundView | undefined, left: number): number | undefined {
  if (task.phase === 'Lobby') return Math.min(1, task.activeCount / Math.max(1, task.rules.minParticipants));
  const length = windowOf(task.rules, task.phase);
  const byTime = length ? Math.min(1, Math.max(0, 1 - left / length)) : undefined;
  const byActs = actsShare(round);
  if (byTime === undefined) return byActs;
  return Math.max(byTime, byActs ?? 0, 0.02);
}

function timeWords(left: number, stale: boolean): string {
  if (left > 0) return `${stale ? '~' : ''}${clock(left)}`;
  return '0:00';
}

function roundWords(task: TaskView, round: OpenRoundView | undefined): string {
  const total = count(task.rules.rounds);
  if (task.phase === 'Finished' || task.phase === 'Aborted') return T.phrases.roundsDone(count(task.roundsDone), total);
  if (round?.pioneer || (task.round === 0 && task.adoptions === 0)) return T.phrases.pioneerRound;
  return T.phrases.roundOf(count(task.round), count(task.roundsDone), total);
}
