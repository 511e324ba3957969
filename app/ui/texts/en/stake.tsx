import type { ReactNode } from 'react';
import type { Word } from '../word.ts';

/** Taking part, and what one has in a task. */
export const stake = {
  yourPlaceInThe: 'Your place in the task',
  stake: 'Stake',
  lockedUntilThisRound: 'locked until this round is settled',
  inTheLottery: 'in the lottery',
  notInTheLottery: 'not in the lottery',
  rewardsToClaim: 'Rewards to claim',
  yoursAlreadyForEver: 'yours already, for ever',
  noneYet: 'none yet',
  claim: 'Claim',
  topUp: 'Top up',
  withdraw: 'Withdraw',
  standingAsProposer: 'Standing as proposer',
  standingAsVoter: 'Standing as voter',
  thisTabSKey: 'This tab’s key',
  operatorAddress: 'operator address',
  newKeyInThis: 'New key in this tab',
  replaceThisParticipantS: 'Replace this participant’s key?',
  replaceTheKey: 'Replace the key',
  doThisWhenYou: 'Do this when you lost the browser that held the old key, or when its gas money is used up.',
  warningANewKey: 'Warning: a new key cannot open what the old one has sealed. In Reveal that costs the penalty for an unopened judgement.',
  leave: 'Leave',
  leaveTheLottery: 'Leave the lottery?',
  youGetNoMore: 'You get no more seats and no more rewards from this task. ',
  theSeatYouHold: 'The seat you hold stays yours until the round is settled: keep this tab open.',
  yourStakeCanThen: 'Your stake can then be withdrawn at once.',
  whatYouHaveEarned: 'What you have earned stays claimable for ever.',
  backToYourWallet: 'Back to your wallet',
  moreStakeFromThe: 'More stake, from the next draw on',
  spotless: 'spotless',
  toASlash: (a: Word) => `${a} % to a slash`,
  evidenceAgainstYou: (a: Word) => `${a}: evidence against you`,
  takePart: 'Take part',
  takePartAgain: 'Take part again',
  developmentWalletWorthlessMoney: 'development wallet, worthless money',
  moreStake: 'More stake',
  yourStake: 'Your stake',
  inYourWallet: 'In your wallet',
  gasMoneyForThis: 'Gas money for this tab’s key',
  eth: (a: Word) => `${a} ETH`,
  theKeySignsThe:
    'The key signs the rounds, so nothing pops up later. It can never move stake or rewards; what it does not use comes back to you.',
  whatYouMayLose: 'What you may lose',
  aSeatLeftUnused: (a: ReactNode) => (
    <>
      {'A seat left unused: '}
      {a}
      {' of its weight, '}
    </>
  ),
  aSealedJudgementNot: (a: ReactNode) => (
    <>
      {'A sealed judgement not opened: '}
      {a}
      {', '}
    </>
  ),
  evidenceOverSeveralRounds: (a: ReactNode) => (
    <>
      {'Evidence over several rounds that your updates harm or your votes mislead: '}
      {a}
      {', '}
    </>
  ),
  aSeatWeighsAt: (a: ReactNode, b: ReactNode) => (
    <>
      {'A seat weighs at most '}
      {a} {b}
      {': what you stake beyond is a cushion, not more influence.'}
    </>
  ),
  yourStakeIsLocked: 'Your stake is locked only while you hold a seat in an open round.',
  joining: 'Joining…',
  preparing: 'Preparing…',
  joinAgain: 'Join again',
  stakeAndJoin: (a: Word, b: Word) => `Stake ${a} ${b} and join`,
  switchTheNetworkFirst: 'Switch the network first',
  waitingForTheWallet: 'Waiting for the wallet…',
  connectAWalletTo: 'Connect a wallet to join',
  waitingForTheTask: 'Waiting for the task’s spec.',
  trainsOnYourExamples: (a: Word) => `Trains on your ${a} examples.`,
  withoutDataOfYour: 'Without data of your own, digits are drawn in this tab.',
  chooseYourDataFirst: 'Choose your data first.',
  balancesCouldNotBe: 'Balances could not be read.',
  withdrawTitle: 'Take this out of the task?',
  withdrawGets: (a: ReactNode, b: ReactNode) => (
    <>
      {a} go back to your wallet; {b} stay staked.
    </>
  ),
  withdrawCushion: 'What you stake beyond the minimum is the cushion for penalties: without it, one penalty takes you out of the lottery.',
  withdrawOut: 'You are in no lottery, so nothing else changes. Rewards stay claimable for ever.',
  most: 'most',
};
