import type { Texts } from '../en.ts';

export const live: Texts['live'] = {
  onChain: 'Auf der Kette',
  block: (a) => `Block ${a}`,
  nothingYetTheFirst: 'Noch nichts. Wer zuerst beitritt, steht hier.',
  activityNewestFirst: 'Geschehen, das Neueste zuerst',
  you: 'Sie',
  round: (a) => <>Runde {a}</>,
  theModel: 'Das Modell',
  upFromInRound: (a, b) => `Von ${a} in Runde ${b}. Von diesem Tab auf Ihrem eigenen Testteil gemessen.`,
  measuredByThisTab: 'Von diesem Tab auf Ihrem eigenen Testteil gemessen.',
  everybodyStartsFromThe: 'Alle beginnen mit demselben.',
  theMedianOfWhat: 'Der Median dessen, was die Prüfenden maßen. Die nächsten misst dieser Tab selbst.',
  theMedianOfWhat2: 'Der Median dessen, was die Prüfenden maßen. Wählen Sie Daten, um selbst zu messen.',
  round2: 'Runde',
  noModelHasBeen: 'Noch ist kein Modell angenommen',
  round0DrawsThe: 'Runde 0 lost das erste aus. Von da an fügt jedes angenommene Modell dieser Kurve einen Punkt hinzu.',
  takeTheModel: (a) => <>{a}Das Modell mitnehmen</>,
  modelDigest: 'Fingerabdruck des Modells',
  whatYourDataCould: 'Was Ihre Daten hinzufügen könnten',
  measuredWhileWaitingFor: 'gemessen, während auf einen Sitz gewartet wird',
  fittedOnYourTrain: (a, b) => (
    <>
      Auf Ihrem Trainingsteil angepasst, hat das Modell {a} Ihres Testteils richtig statt {b}:{' '}
    </>
  ),
  points: (a) => <>+{a} Punkte</>,
  theModelAlreadyKnows: (a, b) => (
    <>
      Das Modell weiß schon, was Ihre Daten lehren: {a} Ihres Testteils vor dem Anpassen, {b} danach.
    </>
  ),
  theRound: 'Die Runde',
  ofNeeded: (a) => <>von {a} nötigen</>,
  ofDone: (a) => <>von {a} fertig</>,
  timeLeftInThis: 'Restzeit dieser Phase',
  noNewBlockFor: (a) => <>Seit einer Weile kein neuer Block: {a} ist der letzte gelesene. Die Uhr geht weiter, als kämen Blöcke.</>,
  done: 'fertig',
  seatsOfThisRound: 'Sitze dieser Runde',
  attendancePayOnly: 'nur Lohn für Anwesenheit',
  toBePaid: 'zu zahlen',
  seed: 'Saat',
  drawnFromTheSeed: (a, b) => (
    <>
      Aus der Saat {a} unter {b} Aktiven gezogen: jeder kann es nachrechnen.
    </>
  ),
  proposers: 'Vorschlagende',
  voters: 'Prüfende',
  you2: (a) => `Sie (#${a})`,
  gaveItUp: 'hat ihn aufgegeben',
  notYet: (a) => `noch nicht: ${a}`,
  yourPlaceInThis: 'Ihr Platz in dieser Runde',
  ofYourStake: 'Ihres Einsatzes',
  andTheBench: ', und Aussetzen',
  comeBackToThe: 'Zurück in die Lotterie',
  resume: 'Fortsetzen',
  pause: 'Anhalten',
  pauseThisTabWhile: 'Diesen Tab anhalten, während er einen Sitz hat?',
  whilePausedItDoes: (a) => <>Angehalten tut er nichts. Endet die Phase vorher, gilt der Sitz als ungenutzt: −{a}</>,
  giveUpThisSeat: 'Diesen Sitz aufgeben',
  giveUpThisSeat2: 'Diesen Sitz aufgeben?',
  giveItUp: 'Aufgeben',
  oneInTenOf: (a) => <>Einer von zehn Ihrer Sitze darf umsonst aufgegeben werden. Weitere kosten −{a}, wie ein ungenutzter Sitz.</>,
  thisOneIsFree: 'Dieser ist umsonst.',
  thisOneCosts: 'Dieser kostet das.',
  paused: 'Angehalten',
  examplesS: (a) => <>{a} Beispiele/s</>,
  left: (a) => ` · noch ${a}`,
  youPausedThisTab: 'Sie haben diesen Tab angehalten.',
  peers: 'Peers',
  online: 'verbunden',
  offline: 'offline',
  notConnectedYet: 'noch nicht verbunden',
  tabsAndNodesReached: 'Erreichte Tabs und Knoten',
  direct: (a) => <>({a} direkt)</>,
  relays: 'Relays',
  of: (a, b) => (
    <>
      {a} von {b}
    </>
  ),
  noneAnswers: 'keines antwortet',
  hintsHeardSent: 'Hinweise gehört, gesendet',
  theTabDialsIts: 'Der Tab wählt seine Peers an, sobald er mitmacht oder ein Modell holt.',
  eachPeer: 'Jeder Peer',
  whatLeftThisTab: 'Was diesen Tab verließ',
  yourExamples: 'Ihre Beispiele',
  countedWhereBytesLeave:
    'Gezählt, wo Bytes hinausgehen, nach Art: für Beispiele gibt es keinen Weg hinaus. Was ein Beitrag doch über sie verraten kann, ist begrenzt, nicht nichts.',
  aFlockOfBirds: (a, b) => `Ein Schwarm von ${a} Vögeln, einer für jeden aktiven Teilnehmenden; ${b} haben einen Sitz und leuchten`,
  allTasks: 'Alle Aufgaben',
  taskAddress: 'Adresse der Aufgabe',
  rewardPool: 'Belohnungstopf',
  staked: 'Eingesetzt',
  participants: 'Teilnehmende',
  ofEver: (a) => `von ${a} bisher`,
  active: 'aktiv',
  roundsDone: 'Runden fertig',
  of2: (a) => <>von {a}</>,
  modelsAdopted: 'Modelle angenommen',
  accuracyHere: 'Genauigkeit hier',
  attestedLoss: 'Bezeugter Verlust',
  task: 'Aufgabe',
  task2: (a) => <>Aufgabe {a}</>,
  loadAgain: 'Neu laden',
  trainingInThisTab: 'Training in diesem Tab',
  now: 'Jetzt',
  lastFit: 'Zuletzt',
  stepBatchLossOf: (a, b, c, d) => (
    <>
      {a}: Schritt {b}, Verlust des Stapels {c}, {d} davon richtig
    </>
  ),
  step: 'Schritt',
  lossPerBatchOver: (a, b) => `Verlust je Stapel über ${a} Schritte, jetzt ${b}.`,
  theFirstFitOf: 'Das erste Training dieses Tabs erscheint hier, Schritt für Schritt.',
  notUsed: (a) => `Nicht benutzt: ${a}`,
};
