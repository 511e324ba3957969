import type { Texts } from '../en.ts';

export const stake: Texts['stake'] = {
  yourPlaceInThe: 'Ihr Platz in der Aufgabe',
  stake: 'Einsatz',
  lockedUntilThisRound: 'gebunden, bis diese Runde abgerechnet ist',
  inTheLottery: 'in der Lotterie',
  notInTheLottery: 'nicht in der Lotterie',
  rewardsToClaim: 'Lohn abzuholen',
  yoursAlreadyForEver: 'gehört Ihnen schon, für immer',
  noneYet: 'noch keiner',
  claim: 'Abholen',
  topUp: 'Aufstocken',
  withdraw: 'Abheben',
  standingAsProposer: 'Ansehen als Vorschlagender',
  standingAsVoter: 'Ansehen als Prüfender',
  thisTabSKey: 'Schlüssel dieses Tabs',
  operatorAddress: 'Adresse des Schlüssels',
  newKeyInThis: 'Neuer Schlüssel in diesem Tab',
  replaceThisParticipantS: 'Den Schlüssel ersetzen?',
  replaceTheKey: 'Schlüssel ersetzen',
  doThisWhenYou: 'Tun Sie das, wenn der Browser mit dem alten Schlüssel verloren oder dessen Gasgeld aufgebraucht ist.',
  warningANewKey:
    'Achtung: ein neuer Schlüssel kann nicht öffnen, was der alte versiegelt hat. In Reveal kostet das die Strafe für ein ungeöffnetes Urteil.',
  leave: 'Aussteigen',
  leaveTheLottery: 'Aus der Lotterie aussteigen?',
  youGetNoMore: 'Sie bekommen keine Sitze und keinen Lohn mehr aus dieser Aufgabe. ',
  theSeatYouHold: 'Ihr jetziger Sitz bleibt Ihrer, bis die Runde abgerechnet ist: lassen Sie diesen Tab offen.',
  yourStakeCanThen: 'Ihren Einsatz können Sie dann sofort abheben.',
  whatYouHaveEarned: 'Was Sie verdient haben, können Sie immer abholen.',
  backToYourWallet: 'Zurück in Ihre Wallet',
  moreStakeFromThe: 'Mehr Einsatz, ab der nächsten Auslosung',
  spotless: 'makellos',
  toASlash: (a) => `${a} % bis zur Strafe`,
  evidenceAgainstYou: (a) => `${a}: Belege gegen Sie`,
  takePart: 'Mitmachen',
  takePartAgain: 'Wieder mitmachen',
  developmentWalletWorthlessMoney: 'Entwicklungs-Wallet, wertloses Geld',
  moreStake: 'Mehr Einsatz',
  yourStake: 'Ihr Einsatz',
  inYourWallet: 'In Ihrer Wallet',
  gasMoneyForThis: 'Gasgeld für den Schlüssel dieses Tabs',
  eth: (a) => `${a} ETH`,
  theKeySignsThe:
    'Der Schlüssel unterschreibt die Runden, damit später nichts aufpoppt. Er kann nie Einsatz oder Lohn bewegen; was er nicht braucht, kommt zu Ihnen zurück.',
  whatYouMayLose: 'Was Sie verlieren können',
  aSeatLeftUnused: (a) => <>Ein ungenutzter Sitz: {a} seines Gewichts, </>,
  aSealedJudgementNot: (a) => <>Ein versiegeltes Urteil, das nicht geöffnet wird: {a}, </>,
  evidenceOverSeveralRounds: (a) => <>Belege über mehrere Runden, dass Ihre Beiträge schaden oder Ihre Stimmen irreführen: {a}, </>,
  aSeatWeighsAt: (a, b) => (
    <>
      Ein Sitz wiegt höchstens {a} {b}: was Sie darüber einsetzen, ist Polster, nicht mehr Einfluss.
    </>
  ),
  yourStakeIsLocked: 'Ihr Einsatz ist nur gebunden, solange Sie in einer offenen Runde einen Sitz haben.',
  joining: 'Tritt bei …',
  preparing: 'Wird vorbereitet …',
  joinAgain: 'Wieder beitreten',
  stakeAndJoin: (a, b) => `${a} ${b} einsetzen und beitreten`,
  switchTheNetworkFirst: 'Erst das Netz wechseln',
  waitingForTheWallet: 'Wartet auf die Wallet …',
  connectAWalletTo: 'Wallet verbinden, um mitzumachen',
  waitingForTheTask: 'Wartet auf die Spezifikation der Aufgabe.',
  trainsOnYourExamples: (a) => `Trainiert auf Ihren ${a} Beispielen.`,
  withoutDataOfYour: 'Ohne eigene Daten werden in diesem Tab Ziffern gezeichnet.',
  chooseYourDataFirst: 'Wählen Sie erst Ihre Daten.',
  balancesCouldNotBe: 'Der Kontostand war nicht zu lesen.',
  withdrawTitle: 'Das aus der Aufgabe nehmen?',
  withdrawGets: (a, b) => (
    <>
      {a} gehen zurück in Ihre Wallet; {b} bleiben eingesetzt.
    </>
  ),
  withdrawCushion:
    'Was Sie über das Mindeste hinaus einsetzen, ist das Polster für Strafen: ohne das nimmt eine Strafe Sie aus der Lotterie.',
  withdrawOut: 'Sie sind in keiner Lotterie, also ändert sich sonst nichts. Lohn bleibt immer abholbar.',
  most: 'alles',
};
