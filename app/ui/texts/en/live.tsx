import type { ReactNode } from 'react';
import type { Word } from '../word.ts';

/** A task while it runs. */
export const live = {
  onChain: 'On chain',
  block: (a: Word) => `block ${a}`,
  nothingYetTheFirst: 'Nothing yet. The first to join appears here.',
  activityNewestFirst: 'Activity, newest first',
  you: 'You',
  round: (a: ReactNode) => (
    <>
      {'round '}
      {a}
    </>
  ),
  theModel: 'The model',
  upFromInRound: (a: Word, b: Word) => `Up from ${a} in round ${b}. Measured by this tab on your own test part.`,
  measuredByThisTab: 'Measured by this tab on your own test part.',
  everybodyStartsFromThe: 'Everybody starts from the same one.',
  theMedianOfWhat: 'The median of what the winning voters measured. This tab measures the next ones itself.',
  theMedianOfWhat2: 'The median of what the winning voters measured. Choose data to measure it yourself.',
  round2: 'Round',
  noModelHasBeen: 'No model has been adopted yet',
  round0DrawsThe: 'Round 0 draws the first one. From then on every adopted model adds a point to this curve.',
  takeTheModel: (a: ReactNode) => (
    <>
      {a}
      {'Take the model'}
    </>
  ),
  modelDigest: 'model digest',
  whatYourDataCould: 'What your data could add',
  measuredWhileWaitingFor: 'measured while waiting for a seat',
  fittedOnYourTrain: (a: ReactNode, b: ReactNode) => (
    <>
      {'Fitted on your train part, the model gets '}
      {a}
      {' of your test part right instead of '}
      {b}
      {': '}
    </>
  ),
  points: (a: ReactNode) => (
    <>
      {'+'}
      {a}
      {' points'}
    </>
  ),
  theModelAlreadyKnows: (a: ReactNode, b: ReactNode) => (
    <>
      {'The model already knows what your data teach: '}
      {a}
      {' of your test part before fitting, '}
      {b}
      {' after.'}
    </>
  ),
  theRound: 'The round',
  ofNeeded: (a: ReactNode) => (
    <>
      {'of '}
      {a}
      {' needed'}
    </>
  ),
  ofDone: (a: ReactNode) => (
    <>
      {'of '}
      {a}
      {' done'}
    </>
  ),
  timeLeftInThis: 'Time left in this phase',
  noNewBlockFor: (a: ReactNode) => (
    <>
      {'No new block for a while: block '}
      {a}
      {' is the last one read. The clock goes on as if blocks came.'}
    </>
  ),
  done: 'done',
  seatsOfThisRound: 'Seats of this round',
  attendancePayOnly: 'attendance pay only',
  toBePaid: 'to be paid',
  seed: 'seed',
  drawnFromTheSeed: (a: ReactNode, b: ReactNode) => (
    <>
      {'Drawn from the seed '}
      {a}
      {' among '}
      {b}
      {' active: anyone can replay it.'}
    </>
  ),
  proposers: 'Proposers',
  voters: 'Voters',
  you2: (a: Word) => `You (#${a})`,
  gaveItUp: 'gave it up',
  notYet: (a: Word) => `not ${a} yet`,
  yourPlaceInThis: 'Your place in this round',
  ofYourStake: 'of your stake',
  andTheBench: ', and the bench',
  comeBackToThe: 'Come back to the lottery',
  resume: 'Resume',
  pause: 'Pause',
  pauseThisTabWhile: 'Pause this tab while it holds a seat?',
  whilePausedItDoes: (a: ReactNode) => (
    <>
      {'While paused it does nothing. If the phase ends before you resume, the seat counts as unused: −'}
      {a}
    </>
  ),
  giveUpThisSeat: 'Give up this seat',
  giveUpThisSeat2: 'Give up this seat?',
  giveItUp: 'Give it up',
  oneInTenOf: (a: ReactNode) => (
    <>
      {'One in ten of your seats may be given up for nothing. Further ones cost −'}
      {a}
      {', as an unused seat would.'}
    </>
  ),
  thisOneIsFree: 'This one is free.',
  thisOneCosts: 'This one costs that.',
  paused: 'Paused',
  examplesS: (a: ReactNode) => (
    <>
      {a}
      {' examples/s'}
    </>
  ),
  left: (a: Word) => ` · ${a} left`,
  youPausedThisTab: 'You paused this tab.',
  peers: 'Peers',
  online: 'online',
  offline: 'offline',
  notConnectedYet: 'not connected yet',
  tabsAndNodesReached: 'Tabs and nodes reached',
  direct: (a: ReactNode) => (
    <>
      {'('}
      {a}
      {' direct)'}
    </>
  ),
  relays: 'Relays',
  of: (a: ReactNode, b: ReactNode) => (
    <>
      {a}
      {' of '}
      {b}
    </>
  ),
  noneAnswers: 'none answers',
  hintsHeardSent: 'Hints heard, sent',
  theTabDialsIts: 'The tab dials its peers once it takes part or fetches a model.',
  eachPeer: 'Each peer',
  whatLeftThisTab: 'What left this tab',
  yourExamples: 'your examples',
  countedWhereBytesLeave:
    'Counted where bytes leave, by kind: there is no way out for examples. What an update may still give away about them is limited, not nothing.',
  aFlockOfBirds: (a: Word, b: Word) => `A flock of ${a} birds, one for each active participant; ${b} hold a seat and are lit`,
  allTasks: 'All tasks',
  taskAddress: 'task address',
  rewardPool: 'Reward pool',
  staked: 'Staked',
  participants: 'Participants',
  ofEver: (a: Word) => `of ${a} ever`,
  active: 'active',
  roundsDone: 'Rounds done',
  of2: (a: ReactNode) => (
    <>
      {'of '}
      {a}
    </>
  ),
  modelsAdopted: 'Models adopted',
  accuracyHere: 'Accuracy here',
  attestedLoss: 'Attested loss',
  task: 'Task',
  task2: (a: ReactNode) => (
    <>
      {'Task '}
      {a}
    </>
  ),
  loadAgain: 'Load again',
  trainingInThisTab: 'Training in this tab',
  now: 'Now',
  lastFit: 'Last fit',
  stepBatchLossOf: (a: ReactNode, b: ReactNode, c: ReactNode, d: ReactNode) => (
    <>
      {a}
      {': step '}
      {b}
      {', batch loss '}
      {c}
      {', '}
      {d}
      {' of the batch right'}
    </>
  ),
  step: 'Step',
  lossPerBatchOver: (a: Word, b: Word) => `Loss per batch over ${a} steps, now ${b}.`,
  theFirstFitOf: 'The first fit of this tab appears here, step by step.',
  notUsed: (a: Word) => `Not used: ${a}`,
};
