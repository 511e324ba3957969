import type { ReactNode } from 'react';
import type { Word } from '../word.ts';

/** The list of tasks. */
export const tasks = {
  pool: 'Pool',
  minStake: 'Min. stake',
  participants: 'Participants',
  of: (a: ReactNode) => (
    <>
      {'of '}
      {a}
    </>
  ),
  roundsOf: (a: Word) => `Rounds of ${a}`,
  roundOf: (a: ReactNode, b: ReactNode) => (
    <>
      {'Round '}
      {a}
      {' of '}
      {b}
    </>
  ),
  closing: 'closing',
  trainAModelTogether: 'Train a model together. Keep your data.',
  stakeLetThisTab: 'Stake, let this tab train on what only you have, be judged by the others, be paid for what helped. Nothing to install.',
  aFlockOfBirds: (a: Word) => `A flock of ${a} birds, one for each participant`,
  oneBirdPerActive: (a: ReactNode) => (
    <>
      {'one bird per active participant: '}
      {a}
    </>
  ),
  theseNumbersMayBe: 'These numbers may be old.',
  theNetworkSNode: 'The network’s node has been silent for a while. The page keeps asking.',
  loadAgain: 'Load again',
  on: (a: ReactNode) => (
    <>
      {'on '}
      {a}
    </>
  ),
  tasks: (a: ReactNode) => (
    <>
      {'Tasks '}
      {a}
    </>
  ),
  show: 'Show',
  loadingTasks: 'Loading tasks',
  noTaskOnThis: 'No task on this network yet',
  noTaskOfThis: 'No task of this kind',
  aTaskIsDerived: 'A task is derived from a finished arena task. As soon as somebody creates one, it appears here by itself.',
  chooseAnotherGroupAbove: 'Choose another group above.',
};
