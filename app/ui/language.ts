import { useSyncExternalStore } from 'react';
import { en, type Texts } from './texts/en.ts';

/** The languages that the page speaks, each under its own name. All but English are loaded when they are chosen. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const;
export type Language = keyof typeof LANGUAGES;

/** The words of the language that is chosen now. Read them while rendering, and keep none: they change with the language. */
export let T: Texts = en;

const KEY = 'murmuration.language';
const names = Object.keys(LANGUAGES) as Language[];
const listeners = new Set<() => void>();
let current: Language = 'en';

const load: Readonly<Record<Language, () => Promise<Texts>>> = {
  en: async () => en,
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

/** Loads the words and sets them before the first paint. English where they cannot be loaded. */
export async function applyLanguage(language: Language = wanted()): Promise<void> {
  try {
    T = await load[language]();
    current = language;
  } catch {
    T = en;
    current = 'en';
  }
  document.documentElement.lang = current;
  for (const listener of listeners) listener();
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
