import type { Texts } from '../en.ts';

export const rules: Texts['rules'] = {
  whatIsTrained: 'Was trainiert wird',
  theSpecTheSame: 'die Spezifikation, dieselben Bytes für alle',
  kind: 'Art',
  oneExample: 'Ein Beispiel',
  classes: 'Klassen',
  andMore: (a) => ` und ${a} weitere`,
  model: 'Modell',
  parameters: 'Parameter',
  optimiser: 'Optimierer',
  eachFit: 'Jedes Training',
  epochsBatchesOf: (a, b) => (
    <>
      {a} Durchgänge, Stapel von {b}
    </>
  ),
  yourData: 'Ihre Daten',
  toTrainOnThe: (a, b) => (
    <>
      {a} % zum Trainieren, der Rest zum Urteilen; mindestens {b} zum Trainieren
    </>
  ),
  updatesTravelAs: 'Beiträge reisen als',
  combinedBy: 'Vereint durch',
  eachUpdateClippedTo: (a, b) => (
    <>
      {a}; jeder Beitrag gekappt auf {b} × die mittlere Länge
    </>
  ),
  outer: 'Dann',
  judgedBy: 'Beurteilt wird',
  digest: 'Fingerabdruck',
  specDigest: 'Fingerabdruck der Spezifikation',
  lookingForTheFile: (a) => (
    <>Bei den Peers wird die Datei mit dem Fingerabdruck {a} gesucht. Gezeigt wird sie erst, wenn ihre Bytes geprüft sind.</>
  ),
  whatTheContractEnforces: 'Was der Vertrag durchsetzt',
  contractAddress: 'Adresse des Vertrags',
  rounds: 'Runden',
  eachWithProposersAnd: (a, b, c) => (
    <>
      {a}, jede mit {b} Vorschlagenden und {c} Prüfenden
    </>
  ),
  startsFrom: 'Beginnt ab',
  participants: (a) => <>{a} Teilnehmenden</>,
  stake: 'Einsatz',
  atLeastASeat: (a, b) => (
    <>
      mindestens {a}; ein Sitz wiegt höchstens {b}
    </>
  ),
  windows: 'Fristen',
  proposeCommitRevealAttest: (a, b, c) => (
    <>
      vorschlagen {a}, versiegeln {b}, öffnen {c}, bezeugen{' '}
    </>
  ),
  anUpdateIsKept: 'Ein Beitrag bleibt',
  fromAJudgedMerit: (a) => <>ab einem Urteil von {a} (128 ist neutral)</>,
  aModelIsAdopted: 'Ein Modell wird angenommen',
  ifMostVotersSee: (a) => <>wenn die meisten Prüfenden höchstens {a} mehr Verlust sehen</>,
  eachRoundPays: 'Jede Runde zahlt',
  thePoolOverThe: (a) => <>den Topf geteilt durch die übrigen Runden: {a} an Vorschlagende, den Rest an Prüfende</>,
  whoDrawsAndSettles: 'Wer auslost und abrechnet, bekommt',
  ofIt: (a) => <>{a} davon</>,
  anUnusedSeatCosts: 'Ein ungenutzter Sitz kostet',
  ofItsWeightAnd: (a) => <>{a} seines Gewichts, und man setzt aus</>,
  anUnopenedJudgementCosts: 'Ein ungeöffnetes Urteil kostet',
  aStandingFalls: 'Ein Stand fällt',
  onlyByWhatAgree: (a) => (
    <>
      nur durch das, worin {a} der Prüfenden einig sind, in Runden, in denen so viele nicht schlechter urteilen als ein Wort für alle: wo
      die Beispiele so verschieden sind, dass niemand es sagen kann, wird niemand für Urteile bestraft
    </>
  ),
  evidencePastTheBoundary: 'Belege über die Grenze kosten',
  proposerAtVoterAt: (a, b, c) => (
    <>
      {a} (Vorschlagende bei −{b}, Prüfende bei −{c}
    </>
  ),
  derivedFrom: 'Abgeleitet von',
  arenaTask: (a) => <>Arena-Aufgabe {a}</>,
  createdBy: 'Angelegt von',
  creatorAddress: 'Adresse des Anlegenden',
};
