import { useMemo, useSyncExternalStore } from 'react';
import { type Route, readRoute, writeRoute } from './route.ts';

function subscribe(onChange: () => void): () => void {
  addEventListener('hashchange', onChange);
  return () => removeEventListener('hashchange', onChange);
}

export function useRoute(): Route {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => readRoute(hash), [hash]);
}

/** A link to the same view with another search part; undefined takes a key away. */
export function linkWith(route: Route, change: Readonly<Record<string, string | undefined>>): string {
  const search = Object.fromEntries(
    Object.entries({ ...route.search, ...change }).filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
  return writeRoute({ ...route, search });
}

/** Changes the search part without a step in the history: sorting a table is no place to go back to. */
export function replaceSearch(route: Route, change: Readonly<Record<string, string | undefined>>): void {
  history.replaceState(null, '', linkWith(route, change));
  dispatchEvent(new HashChangeEvent('hashchange'));
}
