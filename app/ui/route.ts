import type { Address } from '../core/words.ts';

/** Where the page stands. Lives in the hash, so that the build works from any static host and every view has a link. */
export type Route =
  | { readonly page: 'tasks'; readonly search: Readonly<Record<string, string>> }
  | { readonly page: 'task'; readonly task: Address; readonly tab: TaskTab; readonly search: Readonly<Record<string, string>> }
  | { readonly page: 'round'; readonly task: Address; readonly round: number; readonly search: Readonly<Record<string, string>> }
  | { readonly page: 'create'; readonly search: Readonly<Record<string, string>> }
  | { readonly page: 'board'; readonly search: Readonly<Record<string, string>> }
  | { readonly page: 'money'; readonly search: Readonly<Record<string, string>> }
  | { readonly page: 'unknown'; readonly search: Readonly<Record<string, string>> };

const PAGES = ['create', 'board', 'money'] as const;

export const TASK_TABS = ['live', 'model', 'board', 'rounds', 'rules'] as const;
export type TaskTab = (typeof TASK_TABS)[number];

/** `#/`, `#/create`, `#/board`, `#/money`, `#/task/0x…`, `#/task/0x…/board?sort=net`, `#/task/0x…/round/7`; anything else is `unknown`. */
export function readRoute(hash: string): Route {
  const [path = '', query = ''] = hash.replace(/^#/, '').split('?');
  const search: Record<string, string> = Object.create(null);
  for (const [key, value] of new URLSearchParams(query)) if (/^[a-z]{1,12}$/.test(key)) search[key] = value.slice(0, 80);
  const parts = path.split('/').filter((part) => part !== '');
  if (parts.length === 0) return { page: 'tasks', search };
  const page = PAGES.find((name) => name === parts[0]);
  if (page && parts.length === 1) return { page, search };
  const [head, task = '', tab = 'live', number = ''] = parts;
  if (head !== 'task' || !/^0x[0-9a-fA-F]{40}$/.test(task) || parts.length > 4) return { page: 'unknown', search };
  const address = task.toLowerCase() as Address;
  if (tab === 'round' && /^\d{1,9}$/.test(number)) return { page: 'round', task: address, round: Number(number), search };
  const known = TASK_TABS.find((name) => name === tab);
  return known && number === '' ? { page: 'task', task: address, tab: known, search } : { page: 'unknown', search };
}

/** The inverse of `readRoute`, as an `href`. */
export function writeRoute(route: Route): string {
  const query = new URLSearchParams(Object.entries(route.search)).toString();
  const path =
    route.page === 'task'
      ? `/task/${route.task}${route.tab === 'live' ? '' : `/${route.tab}`}`
      : route.page === 'round'
        ? `/task/${route.task}/round/${route.round}`
        : route.page === 'tasks' || route.page === 'unknown'
          ? '/'
          : `/${route.page}`;
  return `#${path}${query === '' ? '' : `?${query}`}`;
}

export const CREATE_LINK = '#/create';
export const BOARD_LINK = '#/board';
export const MONEY_LINK = '#/money';

export function taskLink(task: Address, tab: TaskTab = 'live'): string {
  return writeRoute({ page: 'task', task, tab, search: {} });
}

export function roundLink(task: Address, round: number): string {
  return writeRoute({ page: 'round', task, round, search: {} });
}
