import type { ReactNode } from 'react';
import type { Word } from '../word.ts';

/** Small parts of every page, and the wallet. */
export const parts = {
  loadingTheTask: 'Loading the task',
  back: 'Back',
  copy: (a: Word, b: Word) => `Copy ${a} ${b}`,
  transactionHash: 'transaction hash',
  openInTheExplorer: 'Open in the explorer',
  tryAgain: 'Try again',
  details: 'Details',
  address: 'address',
  you: 'you',
  close: 'Close',
  waitingForABlock: (a: ReactNode) => (
    <>
      {'Waiting for a block. '}
      {a}
    </>
  ),
  connectAWallet: 'Connect a wallet',
  itHoldsYourStake:
    'It holds your stake and receives your rewards. The rounds themselves are signed by a key of this tab, so nothing pops up later.',
  worthlessMoneyOnThis: 'Worthless money on this local chain, ready at once',
  noWalletFoundIn: 'No wallet found in this browser.',
  installAWalletExtension: 'Install a wallet extension and reload. You can look at everything without one.',
  wallet: 'wallet',
  connect: (a: ReactNode) => (
    <>
      {'Connect'}
      {a}
    </>
  ),
  wallet2: (a: Word) => `Wallet ${a}`,
  developmentWallet: 'Development wallet',
  connectedWallet: 'Connected wallet',
  worthlessMoneyOnA: 'Worthless money on a local chain. Its key lies open in this browser.',
  disconnect: 'Disconnect',
  yourWalletIsOn: (a: Word) => `Your wallet is on another network than ${a}.`,
  answerInTheWallet: 'Answer in the wallet…',
  switchTo: (a: Word) => `Switch to ${a}`,
  nothingCanBeSigned: (a: ReactNode) => (
    <>
      {'Nothing can be signed until it is here.'}
      {a}
    </>
  ),
};
