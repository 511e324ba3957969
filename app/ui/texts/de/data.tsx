import type { Texts } from '../en.ts';

export const data: Texts['data'] = {
  yourData: 'Ihre Daten',
  neverLeaveThisDevice: 'verlassen nie dieses Gerät',
  examplesFromToTrain: (a, b, c, d) => (
    <>
      {a} Beispiele aus {b}: {c} zum Trainieren, {d} nur zum Urteilen.
    </>
  ),
  leftOutOrReplaced: 'Ausgelassen oder ersetzt',
  first: (a) => <>(zuerst: {a})</>,
  chooseOtherData: 'Andere Daten wählen',
  whichDataFitIs: 'Welche Daten passen, ist bekannt, sobald die Spezifikation da ist.',
  openingData: 'Daten werden geöffnet',
  openingAndSplitting: (a) => <>Wird geöffnet und aufgeteilt … {a}</>,
  digitsDrawnInThis: 'In diesem Tab gezeichnete Ziffern',
  n600HandwrittenLikeDigits: '600 Ziffern wie von Hand, die sonst niemand hat. Kein Herunterladen.',
  dropACsvHere: 'Eine CSV hier ablegen',
  dropFilesHere: 'Dateien hier ablegen',
  withAHeaderLine: 'Mit einer Kopfzeile, die die Spalten der Regeln nennt.',
  idxAlsoGzippedOr: 'IDX (auch gezippt), oder ein Ordner oder Zip mit einem Ordner je Klasse.',
  oneExample: (a) => ` Ein Beispiel: ${a}.`,
  chooseFiles: 'Dateien wählen',
  chooseAFolder: 'Einen Ordner wählen',
  dataFiles: 'Datendateien',
  dataFolder: 'Datenordner',
  exampleOf: (a) => `Beispiel für ${a}`,
  examplesPerClass: 'Beispiele je Klasse',
  andMore: (a) => <>und {a} weitere</>,
};
