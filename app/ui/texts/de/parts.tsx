import type { Texts } from '../en.ts';

export const parts: Texts['parts'] = {
  loadingTheTask: 'Die Aufgabe wird geladen',
  back: 'Zurück',
  copy: (a, b) => `${a} ${b} kopieren`,
  transactionHash: 'Transaktion',
  openInTheExplorer: 'Im Explorer öffnen',
  tryAgain: 'Noch einmal',
  details: 'Einzelheiten',
  address: 'Adresse',
  you: 'Sie',
  close: 'Schließen',
  waitingForABlock: (a) => (
    <>
      {'Wartet auf einen Block. '}
      {a}
    </>
  ),
  connectAWallet: 'Eine Wallet verbinden',
  itHoldsYourStake:
    'Sie hält Ihren Einsatz und empfängt Ihren Lohn. Die Runden selbst unterschreibt ein Schlüssel dieses Tabs, damit später nichts mehr aufpoppt.',
  worthlessMoneyOnThis: 'Wertloses Geld auf dieser lokalen Kette, sofort bereit',
  noWalletFoundIn: 'In diesem Browser ist keine Wallet.',
  installAWalletExtension: 'Installieren Sie eine Wallet-Erweiterung und laden Sie neu. Ansehen können Sie alles auch ohne.',
  wallet: 'Wallet',
  connect: (a) => <>Verbinden{a}</>,
  wallet2: (a) => `Wallet ${a}`,
  developmentWallet: 'Entwicklungs-Wallet',
  connectedWallet: 'Verbundene Wallet',
  worthlessMoneyOnA: 'Wertloses Geld auf einer lokalen Kette. Der Schlüssel liegt offen in diesem Browser.',
  disconnect: 'Trennen',
  yourWalletIsOn: (a) => `Ihre Wallet ist in einem anderen Netz als ${a}.`,
  answerInTheWallet: 'Antworten Sie in der Wallet …',
  switchTo: (a) => `Zu ${a} wechseln`,
  nothingCanBeSigned: (a) => <>Bis sie hier ist, kann nichts unterschrieben werden.{a}</>,
};
