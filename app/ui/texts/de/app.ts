import type { Texts } from '../en.ts';

export const app: Texts['app'] = {
  pages: 'Seiten',
  places: { tasks: 'Aufgaben', board: 'Rangliste', money: 'Geld' },
  skip: 'Zum Inhalt springen',
  theme: { system: 'wie das Gerät', light: 'hell', dark: 'dunkel' },
  colours: (now) => `Farben: ${now}`,
  coloursChange: (now, next) => `Farben: ${now}. Wechseln zu ${next}`,
  language: (next) => `Sprache wechseln zu ${next}`,
  nowhere: 'Unter dieser Adresse ist nichts',
  nowhereWhy: 'Vielleicht ist der Link abgeschnitten. Alle Aufgaben sind einen Klick entfernt.',
  allTasks: 'Alle Aufgaben',
  create: 'Aufgabe anlegen',
  chain: (id) => `Kette ${id}`,
  couldNotStart: 'Murmuration konnte nicht starten',
  tryAgain: 'Noch einmal versuchen',
};
