import type { ReactNode } from 'react';
import type { Word } from '../word.ts';

/** The rules of a task. */
export const rules = {
  whatIsTrained: 'What is trained',
  theSpecTheSame: 'the spec, the same bytes for everyone',
  kind: 'Kind',
  oneExample: 'One example',
  classes: 'Classes',
  andMore: (a: Word) => ` and ${a} more`,
  model: 'Model',
  parameters: 'Parameters',
  optimiser: 'Optimiser',
  eachFit: 'Each fit',
  epochsBatchesOf: (a: ReactNode, b: ReactNode) => (
    <>
      {a}
      {' epochs, batches of '}
      {b}
    </>
  ),
  yourData: 'Your data',
  toTrainOnThe: (a: ReactNode, b: ReactNode) => (
    <>
      {a}
      {' % to train on, the rest to judge with; at least '}
      {b}
      {' to train on'}
    </>
  ),
  updatesTravelAs: 'Updates travel as',
  combinedBy: 'Combined by',
  eachUpdateClippedTo: (a: ReactNode, b: ReactNode) => (
    <>
      {a}
      {'; each update clipped to '}
      {b}
      {' × the median norm'}
    </>
  ),
  outer: 'Then',
  judgedBy: 'Judged by',
  digest: 'Digest',
  specDigest: 'spec digest',
  lookingForTheFile: (a: ReactNode) => (
    <>
      {'Looking for the file with digest '}
      {a}
      {' among the peers. It is shown only once its bytes have been checked.'}
    </>
  ),
  whatTheContractEnforces: 'What the contract enforces',
  contractAddress: 'contract address',
  rounds: 'Rounds',
  eachWithProposersAnd: (a: ReactNode, b: ReactNode, c: ReactNode) => (
    <>
      {a}
      {', each with '}
      {b}
      {' proposers and '}
      {c}
      {' voters'}
    </>
  ),
  startsFrom: 'Starts from',
  participants: (a: ReactNode) => (
    <>
      {a}
      {' participants'}
    </>
  ),
  stake: 'Stake',
  atLeastASeat: (a: ReactNode, b: ReactNode) => (
    <>
      {'at least '}
      {a}
      {'; a seat weighs at most '}
      {b}
    </>
  ),
  windows: 'Windows',
  proposeCommitRevealAttest: (a: ReactNode, b: ReactNode, c: ReactNode) => (
    <>
      {'propose '}
      {a}
      {', commit '}
      {b}
      {', reveal '}
      {c}
      {', attest '}
    </>
  ),
  anUpdateIsKept: 'An update is kept',
  fromAJudgedMerit: (a: ReactNode) => (
    <>
      {'from a judged merit of '}
      {a}
      {' on (128 is neutral)'}
    </>
  ),
  aModelIsAdopted: 'A model is adopted',
  ifMostVotersSee: (a: ReactNode) => (
    <>
      {'if most voters see no more than '}
      {a}
      {' more loss'}
    </>
  ),
  eachRoundPays: 'Each round pays',
  thePoolOverThe: (a: ReactNode) => (
    <>
      {'the pool over the rounds left: '}
      {a}
      {' to proposers, the rest to voters'}
    </>
  ),
  whoDrawsAndSettles: 'Who draws and settles gets',
  ofIt: (a: ReactNode) => (
    <>
      {a}
      {' of it'}
    </>
  ),
  anUnusedSeatCosts: 'An unused seat costs',
  ofItsWeightAnd: (a: ReactNode) => (
    <>
      {a}
      {' of its weight, and the bench'}
    </>
  ),
  anUnopenedJudgementCosts: 'An unopened judgement costs',
  aStandingFalls: 'A standing falls',
  onlyByWhatAgree: (a: ReactNode) => (
    <>
      {'only by what '}
      {a}
      {' of the voters agree on, in rounds in which so many judge no worse than one word for all would: where everybody’s examples differ'}
      {' so much that nobody can tell, nobody is slashed for opinions'}
    </>
  ),
  evidencePastTheBoundary: 'Evidence past the boundary costs',
  proposerAtVoterAt: (a: ReactNode, b: ReactNode, c: ReactNode) => (
    <>
      {a}
      {' (proposer at −'}
      {b}
      {', voter at −'}
      {c}
    </>
  ),
  derivedFrom: 'Derived from',
  arenaTask: (a: ReactNode) => (
    <>
      {'arena task '}
      {a}
    </>
  ),
  createdBy: 'Created by',
  creatorAddress: 'creator address',
};
