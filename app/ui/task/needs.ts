import type { SessionView } from '../../session/views.ts';
import { nextFor } from './next.ts';

/** What only the person can do: everything else the tab does by itself, hidden or not. */
export const NEEDS = ['resume', 'data', 'gas', 'back', 'collect'] as const;
export type Need = (typeof NEEDS)[number];

/** What the task needs from its person now, the most urgent first; undefined where nothing is needed. */
export function needOf(view: SessionView): Need | undefined {
  const { me, task, status, problems, device } = view;
  if (!me || !task) return undefined;
  const next = nextFor(view);
  if (next?.due && status === 'paused') return 'resume';
  if (next?.due && device === undefined && status === 'working') return 'data';
  if (problems.some(({ error }) => error === 'NotEnoughGasError')) return 'gas';
  if (next?.place === 'benched') return 'back';
  return next?.place === 'ended' && (me.stake > 0n || me.reward > 0n) ? 'collect' : undefined;
}
