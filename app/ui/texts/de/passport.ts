import type { Texts } from '../en.ts';
import { plural } from '../plural.ts';

/** The check of all models of a task. */
export const passport: Texts['passport'] = {
  title: 'Ausweis',
  what: 'Leitet jedes angenommene Modell in diesem Tab noch einmal her, aus der Kette und den Updates, die sie nennt. Niemandem muss geglaubt werden.',
  check: 'Alle Modelle prüfen',
  stop: 'Anhalten',
  checking: (done, of) => `${done} von ${of} Modellen geprüft`,
  derived: (n) =>
    plural('de', n, { one: 'Das eine angenommene Modell folgt, Bit für Bit.', other: 'Alle # angenommenen Modelle folgen, Bit für Bit.' }),
  false: (round) => `Runde ${round} ist falsch.`,
  unchecked: (round) => `Nichts ist falsch, aber Runde ${round} ließ sich nicht prüfen.`,
  uncheckedWhy:
    'Niemand, der erreichbar ist, hat eine Datei, die gebraucht wird. Versuchen Sie es wieder, wenn ein Relay oder mehr Peers da sind.',
  round: (round) => `Runde ${round}`,
  from: (n) => (n === 0 ? 'folgt aus dem Startwert' : plural('de', n, { one: 'folgt aus # Update', other: 'folgt aus # Updates' })),
  base: 'das Modell davor',
  seat: (seat, id) => `Update von Sitz ${seat}, Teilnehmer ${id}`,
  causes: {
    draw: 'hat andere Sitze, als der Zufallswert lost',
    judgement: 'hat andere Urteile, als ihre Stimmen offenlegten',
    seals: 'nahm an, was keine Mehrheit ihrer Stimmen besiegelt hat',
    bytes: 'nennt eine Datei, deren Bytes andere sind',
    model: 'nahm ein anderes Modell an, als ihre Updates ergeben',
    missing: 'ließ sich nicht prüfen: Eine Datei fehlt',
  },
};
