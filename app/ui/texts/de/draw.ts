import type { Texts } from '../en.ts';

export const draw: Texts['draw'] = {
  verify: 'Losung nachprüfen',
  checking: 'Die Losung wird wiederholt …',
  fair: 'Die Losung war richtig: Dieselben Plätze kommen wieder heraus.',
  unfair: 'Die Plätze kommen nicht wieder heraus. Trauen Sie dieser Runde nicht.',
  unknown: 'Die Ereignisse dieser Losung sind noch nicht zu finden. Versuchen Sie es gleich noch einmal.',
  mine: (role) => `Ihr Platz, ${role}, ist einer davon.`,
  steps: 'Jeder Schritt, in diesem Tab gerechnet',
  frozen: (n, ids) => `1. ${n} konnten gelost werden, als die Lotterie eingefroren wurde, in dieser Reihenfolge: ${ids}.`,
  seed: '2. Der Startwert ist der Hash aus Chain, Aufgabe, Runde und dem Wert des Leuchtfeuers. Der Vertrag sagt dasselbe.',
  seedWrong: '2. Der Hash aus Chain, Aufgabe, Runde und dem Wert des Leuchtfeuers ist ein anderer Startwert als der des Vertrags.',
  value: 'Wert des Leuchtfeuers',
  seedName: 'Startwert',
  picks:
    '3. Jeder Zug ist ein Hash aus Startwert und Nummer, modulo der Übrigen; wen er trifft, tauscht den Platz mit dem Ersten der Übrigen.',
  pick: (i, hash, left, offset, who) => `Zug ${i}: ${hash} mod ${left} = ${offset} → ${who}`,
  you: (id) => `Sie (#${id})`,
  drawn: 'Transaktion der Losung',
};
