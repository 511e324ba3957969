import type { TaskView } from '../../session/views.ts';

/** How a task stands, in a word for a list. */
export type Standing = 'open' | 'waiting' | 'running' | 'finished' | 'aborted';

export function standingOf(task: TaskView): Standing {
  if (task.phase === 'Finished') return 'finished';
  if (task.phase === 'Aborted') return 'aborted';
  if (task.activeCount < task.rules.minParticipants) return 'waiting';
  return task.roundsDone === 0 && task.phase === 'Lobby' ? 'open' : 'running';
}

export const STANDING_WORDS: Readonly<Record<Standing, string>> = {
  open: 'About to start',
  waiting: 'Waiting for participants',
  running: 'Running',
  finished: 'Finished',
  aborted: 'Aborted',
};

/** Rounds done of all, 0…1. */
export function progressOf(task: TaskView): number {
  return task.rules.rounds === 0 ? 0 : Math.min(1, task.roundsDone / task.rules.rounds);
}
