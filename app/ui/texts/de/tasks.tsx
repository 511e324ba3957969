import type { Texts } from '../en.ts';

export const tasks: Texts['tasks'] = {
  pool: 'Topf',
  minStake: 'Mindesteinsatz',
  participants: 'Teilnehmende',
  of: (a) => <>von {a}</>,
  roundsOf: (a) => `Runden von ${a}`,
  roundOf: (a, b) => (
    <>
      Runde {a} von {b}
    </>
  ),
  closing: 'schließt',
  trainAModelTogether: 'Gemeinsam ein Modell trainieren. Die Daten behalten.',
  stakeLetThisTab:
    'Setzen Sie ein, lassen Sie diesen Tab auf dem trainieren, was nur Sie haben, lassen Sie sich von den anderen beurteilen und für das bezahlen, was half. Zu installieren ist nichts.',
  aFlockOfBirds: (a) => `Ein Schwarm von ${a} Vögeln, einer für jeden Teilnehmenden`,
  oneBirdPerActive: (a) => <>ein Vogel je Teilnehmendem: {a}</>,
  theseNumbersMayBe: 'Diese Zahlen sind vielleicht alt.',
  theNetworkSNode: 'Der Knoten des Netzes schweigt seit einer Weile. Die Seite fragt weiter.',
  loadAgain: 'Neu laden',
  on: (a) => <>auf {a}</>,
  tasks: (a) => <>Aufgaben {a}</>,
  show: 'Zeigen',
  loadingTasks: 'Aufgaben werden geladen',
  noTaskOnThis: 'Noch keine Aufgabe in diesem Netz',
  noTaskOfThis: 'Keine Aufgabe dieser Art',
  aTaskIsDerived:
    'Eine Aufgabe wird von einer beendeten Arena-Aufgabe abgeleitet. Sobald jemand eine anlegt, erscheint sie hier von selbst.',
  chooseAnotherGroupAbove: 'Wählen Sie oben eine andere Gruppe.',
};
