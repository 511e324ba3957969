import { useSyncExternalStore } from 'react';
import { front } from './texts/en/front.ts';
import type { Texts } from './texts/en.ts';

/** The languages that the page speaks, each under its own name. All but English are loaded when they are chosen. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

/** The words of a first visit, of any language. */
type Front = Pick<Texts, keyof typeof front>;

/**
 * The words of the language that is chosen now. Read them while rendering, and keep none: they change with the language.
 * Warning: the words of pages behind the first one are there once `pageWords` has resolved; such pages wait for it.
 */
export let T: Texts = front as unknown as Texts;

const KEY = 'murmuration.language';
const names = Object.keys(LANGUAGES) as Language[];
const listeners = new Set<() => void>();
let current: Language = 'en';

let isInside = false;

const fronts: Readonly<Record<Language, () => Promise<Front>>> = {
  en: async () => front,
  de: async () => (await import('./texts/de/front.ts')).front,
};
const wholes: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => (await import('./texts/en.ts')).en,
  de: async () => (await import('./texts/de.ts')).de,
};

/** What the person chose, else what the browser asks for. */
function wanted(): Language {
  try {
    const stored = names.find((name) => name === localStorage.getItem(KEY));
    if (stored) return stored;
  } catch {
    // A browser without storage is asked each time.
  }
  return names.find((name) => navigator.language?.toLowerCase().startsWith(name)) ?? 'en';
}

/** Loads the words and sets them before the first paint. Those that are there stay where others cannot be loaded. */
export async function applyLanguage(language: Language = wanted()): Promise<void> {
  try {
    T = isInside ? await wholes[language]() : ((await fronts[language]()) as Texts);
    current = language;
  } catch (error) {
    console.info(`no words in ${language}: ${String(error)}`);
  }
  document.documentElement.lang = current;
  for (const listener of listeners) listener();
}

/** Resolves once every page can be said in the language that is chosen. */
export async function pageWords(): Promise<void> {
  T = await wholes[current]();
  isInside = true;
}

export async function chooseLanguage(language: Language): Promise<void> {
  try {
    localStorage.setItem(KEY, language);
  } catch {
    // Without storage the choice holds for this visit.
  }
  await applyLanguage(language);
}

export function language(): Language {
  return current;
}

/** The language that the page speaks; renders anew when it changes. */
export function useLanguage(): Language {
  return useSyncExternalStore(
    (onChange) => {
      listeners.add(onChange);
      return () => listeners.delete(onChange);
    },
    () => current,
  );
}
