import { useEffect, useRef, useSyncExternalStore } from 'react';
import type { TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { plain } from '../text.ts';
import type { Need } from './needs.ts';

const KEY = 'murmuration.notify';
const listeners = new Set<() => void>();

/** Whether the person wants the system to speak up, and the browser lets us. */
export function wantsNotes(): boolean {
  try {
    return 'Notification' in window && Notification.permission === 'granted' && localStorage.getItem(KEY) === '1';
  } catch {
    return false;
  }
}

/** Asks the browser, on a click of the person; false where it says no. */
export async function askForNotes(on: boolean): Promise<boolean> {
  const granted = on && 'Notification' in window && (await Notification.requestPermission()) === 'granted';
  try {
    localStorage.setItem(KEY, granted ? '1' : '0');
  } catch {
    // Without storage nothing is remembered, and nothing is sent.
  }
  for (const listener of listeners) listener();
  return granted;
}

export function useWantsNotes(): boolean {
  return useSyncExternalStore((onChange) => {
    listeners.add(onChange);
    return () => listeners.delete(onChange);
  }, wantsNotes);
}

/** The words of a need. */
export function needWords(need: Need, task: TaskView): { title: string; body: string } {
  return { title: plain(task.spec?.title ?? T.live.task, 60), body: T.needs[need] };
}

/** A mark on the tab's icon while something is needed; a note of the system once, where the tab is hidden and that was asked for. */
export function useNeeds(need: Need | undefined, task: TaskView | undefined): void {
  const told = useRef<string | undefined>(undefined);
  useEffect(() => {
    if (!need || !task) {
      told.current = undefined;
      return;
    }
    const icon = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    const before = icon?.getAttribute('href');
    icon?.setAttribute('href', './favicon-due.svg');
    return () => {
      if (before) icon?.setAttribute('href', before);
    };
  }, [need, task]);
  useEffect(() => {
    const tell = () => {
      const key = `${need} ${task?.address} ${task?.round}`;
      if (!need || !task || document.visibilityState !== 'hidden' || told.current === key || !wantsNotes()) return;
      told.current = key;
      void show(needWords(need, task), task.address);
    };
    tell();
    document.addEventListener('visibilitychange', tell);
    return () => document.removeEventListener('visibilitychange', tell);
  }, [need, task]);
}

/** Through the service worker where there is one: phones know no other way. */
async function show({ title, body }: { title: string; body: string }, tag: string): Promise<void> {
  const options = { body, tag, icon: './icon-192.png' };
  const worker = await navigator.serviceWorker?.getRegistration().catch(() => undefined);
  if (worker?.active) return worker.showNotification(title, options);
  const note = new Notification(title, options);
  note.addEventListener('click', () => {
    focus();
    note.close();
  });
}
