import type { Texts } from '../en.ts';
import { plural } from '../plural.ts';

const points = (value: number) => (value * 100).toFixed(1).replace('.', ',');

export const model: Texts['model'] = {
  none: 'Noch ist kein Modell angenommen',
  noneWhy: 'Die ersten Runden losen eines aus. Sobald es da ist, steht es hier.',
  needsData: 'Wie gut ist es auf Ihren Daten?',
  needsDataWhy: 'Wählen Sie Beispiele, um es zu sehen: sie bleiben in diesem Tab.',
  noSpec: 'Die Spezifikation der Aufgabe wird erwartet.',
  file: 'Die Datei',
  fetching: 'Das Modell wird geholt',
  digest: 'Fingerabdruck',
  onChain: 'Fingerabdruck auf der Kette',
  computed: 'In diesem Tab berechnet',
  same: 'Das ist Bit für Bit das Modell, das die Kette nennt.',
  differs: 'Das ist nicht das Modell, das die Kette nennt. Benutzen Sie es nicht.',
  download: '.safetensors herunterladen',
  downloadTfjs: 'Für TensorFlow.js',
  check: 'Eine Datei prüfen',
  isTrue: (name) => `${name} ist dieses Modell, Bit für Bit.`,
  isOther: (name) => `${name} ist eine andere Datei als dieses Modell.`,
  embed: 'Auf Ihrer eigenen Seite',
  embedNote: (file) => `Legen Sie dies neben ${file}: es braucht sonst nichts und fragt niemanden.`,
  embedCode: 'Der Code der Seite',
  copy: 'Kopieren',
  copied: 'Kopiert',
  saveEmbed: 'Als model.html sichern',
  metrics: 'Auf Ihren Beispielen',
  measuring: 'Das Modell wird gemessen',
  onTest: (n) => `${n}, auf denen hier nichts trainiert wurde`,
  accuracy: 'Genauigkeit',
  loss: 'Verlust',
  untrainedIs: (value) => `ohne Training ${value}`,
  confusion: 'Was es wofür hält',
  recalls: 'Trefferquote jeder Klasse',
  trueClass: 'wahr',
  recall: 'Treffer',
  cell: (truth, said, n) => `${truth} für ${said} gehalten: ${n}`,
  gained: 'Was Sie gewonnen haben',
  untrained: 'Ohne Training',
  alone: 'Ihre Daten allein',
  together: 'Gemeinsam: das angenommene Modell',
  adapted: 'Gemeinsam, dann noch einmal an Ihre Daten angepasst',
  verdict: (gain) =>
    gain > 0.0005
      ? `Gemeinsam liegt es um ${points(gain)} Punkte öfter richtig als mit Ihren Daten allein.`
      : gain < -0.0005
        ? `Ihre Daten allein sind bisher um ${points(-gain)} Punkte besser.`
        : 'Bisher kein Unterschied zu Ihren Daten allein.',
  aloneNote: (fits, of) =>
    `Das beste aus ${plural('de', of, { one: '# Training', other: '# Trainings' })} in Folge nur auf Ihrem Trainingsteil (Nummer ${fits}), gemessen an denselben Beispielen.`,
  compareNote: 'Trainiert ein Modell nur auf Ihren Beispielen, zehnmal in Folge, und vergleicht mit dem besten davon.',
  compare: 'Mit Training allein vergleichen',
  try: 'Ausprobieren',
  stays: 'bleibt in diesem Tab',
  pad: 'Zeichenfläche. Mit der Tastatur laden Sie stattdessen ein Bild hoch.',
  drawNote: 'Zeichnen Sie mit Maus, Stift oder Finger. Es wird zentriert, bevor das Modell es sieht.',
  clear: 'Löschen',
  upload: 'Ein Bild hochladen',
  yourPicture: 'Ihr Bild',
  invert: 'dunkel auf hell: umkehren',
  drawInstead: 'Lieber zeichnen',
  says: 'Das Modell sagt',
  usually: (mean) => `im Mittel ${mean}`,
  missing: 'fehlt',
  ask: 'Das Modell fragen',
};
