import type { TaskBook, TaskView } from '../../session/views.ts';
import { standingOf } from './state.ts';

/** Which tasks a list shows, and in which order; all of it from the search part of a link. Pure. */
export const SHOWN = ['all', 'running', 'waiting', 'ended', 'mine'] as const;
export const KINDS = ['all', 'image-classification', 'table-classification', 'unknown'] as const;
export const ORDERS = ['new', 'pool', 'stake', 'people', 'rounds'] as const;

export type TaskChoice = {
  readonly show: (typeof SHOWN)[number];
  readonly kind: (typeof KINDS)[number];
  readonly sort: (typeof ORDERS)[number];
  readonly find: string;
};

/** What it does not know it ignores. */
export function readTaskChoice(search: Readonly<Record<string, string>>): TaskChoice {
  return {
    show: SHOWN.find((name) => name === search.show) ?? 'all',
    kind: KINDS.find((name) => name === search.kind) ?? 'all',
    sort: ORDERS.find((name) => name === search.sort) ?? 'new',
    find: search.find ?? '',
  };
}

export function groupOf(task: TaskView): 'running' | 'waiting' | 'ended' {
  const standing = standingOf(task);
  if (standing === 'finished' || standing === 'aborted') return 'ended';
  return standing === 'waiting' ? 'waiting' : 'running';
}

/** How I stand in a task, in one word for a list. */
export type MyStanding = 'seated' | 'active' | 'benched' | 'staked' | 'left';

export function myStanding(book: TaskBook | undefined): MyStanding | undefined {
  const me = book?.me;
  if (!me) return undefined;
  if (me.seat) return 'seated';
  if (me.benched) return 'benched';
  if (me.active) return 'active';
  return me.stake > 0n ? 'staked' : 'left';
}

/** Amounts in whole tokens compare across tokens of different decimals. */
const scaled = (value: bigint, { token }: TaskView) => value * 10n ** BigInt(36 - Math.min(36, token.decimals));

const KEYS: Readonly<Record<TaskChoice['sort'], (task: TaskView) => bigint>> = {
  // What has ended comes after what one can still join.
  new: (task) => (groupOf(task) === 'ended' ? 1n << 64n : 0n) - BigInt(task.createdAt),
  pool: (task) => -scaled(task.pool, task),
  stake: (task) => scaled(task.rules.minStake, task),
  people: (task) => -BigInt(task.activeCount),
  rounds: (task) => BigInt(groupOf(task) === 'ended' ? Number.MAX_SAFE_INTEGER : task.rules.rounds - task.roundsDone),
};

/** Tasks that match, in the chosen order; ties by address, so that cards stay still while numbers tick. */
export function chooseTasks(
  tasks: readonly TaskView[],
  { show, kind, sort, find }: TaskChoice,
  mine: ReadonlyMap<string, TaskBook> = new Map(),
): readonly TaskView[] {
  const wanted = find.trim().toLowerCase();
  const shown = (task: TaskView) =>
    show === 'all' || (show === 'mine' ? myStanding(mine.get(task.address)) !== undefined : groupOf(task) === show);
  const matches = (task: TaskView) =>
    (kind === 'all' || (task.spec?.kind ?? 'unknown') === kind) &&
    (wanted === '' || [task.spec?.title ?? '', task.address, task.creator].some((text) => text.toLowerCase().includes(wanted)));
  const key = KEYS[sort];
  return tasks
    .filter((task) => shown(task) && matches(task))
    .sort((a, b) => {
      const [x, y] = [key(a), key(b)];
      return x === y ? (a.address < b.address ? -1 : 1) : x < y ? -1 : 1;
    });
}
