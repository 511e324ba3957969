import type { ReactNode } from 'react';
import type { Word } from '../word.ts';

/** Choosing one's data. */
export const data = {
  yourData: 'Your data',
  neverLeaveThisDevice: 'never leave this device',
  examplesFromToTrain: (a: ReactNode, b: ReactNode, c: ReactNode, d: ReactNode) => (
    <>
      {a} examples from {b}: {c} to train on, {d} only to judge with.
    </>
  ),
  leftOutOrReplaced: 'Left out or replaced',
  first: (a: ReactNode) => (
    <>
      {'(first: '}
      {a}
      {')'}
    </>
  ),
  chooseOtherData: 'Choose other data',
  whichDataFitIs: 'Which data fit is known once the task’s spec has been fetched.',
  openingData: 'Opening data',
  openingAndSplitting: (a: ReactNode) => (
    <>
      {'Opening and splitting… '}
      {a}
    </>
  ),
  digitsDrawnInThis: 'Digits drawn in this tab',
  n600HandwrittenLikeDigits: '600 handwritten-like digits that nobody else has. No download.',
  dropACsvHere: 'Drop a CSV here',
  dropFilesHere: 'Drop files here',
  withAHeaderLine: 'With a header line that names the columns of the rules.',
  idxAlsoGzippedOr: 'IDX (also gzipped), or a folder or zip with one folder per class.',
  oneExample: (a: Word) => ` One example: ${a}.`,
  chooseFiles: 'Choose files',
  chooseAFolder: 'Choose a folder',
  dataFiles: 'Data files',
  dataFolder: 'Data folder',
  exampleOf: (a: Word) => `Example of ${a}`,
  examplesPerClass: 'Examples per class',
  andMore: (a: ReactNode) => (
    <>
      {'and '}
      {a}
      {' more'}
    </>
  ),
};
