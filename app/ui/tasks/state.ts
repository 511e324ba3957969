import type { TaskView } from '../../session/views.ts';
import { T } from '../language.ts';

/** How a task stands, in a word for a list. */
export type Standing = 'open' | 'waiting' | 'running' | 'finished' | 'aborted';

export function standingOf(task: TaskView): Standing {
  if (task.phase === 'Finished') return 'finished';
  if (task.phase === 'Aborted') return 'aborted';
  if (task.activeCount < task.rules.minParticipants) return 'waiting';
  return task.roundsDone === 0 && task.phase === 'Lobby' ? 'open' : 'running';
}

export function standingWords(standing: Standing): string {
  return T.phrases.standing[standing];
}

/** Rounds done of all, 0…1. */
export function progressOf(task: TaskView): number {
  return task.rules.rounds === 0 ? 0 : Math.min(1, task.roundsDone / task.rules.rounds);
}
