import { plural } from '../plural.ts';

/** The check of all models of a task. */
export const passport = {
  title: 'Passport',
  what: 'Derives every adopted model again in this tab, from the chain and the updates that it names. Nobody has to be believed.',
  check: 'Check every model',
  stop: 'Stop',
  checking: (done: number, of: number) => `${done} of ${of} models checked`,
  derived: (n: number) =>
    plural('en', n, { one: 'The one adopted model follows, bit for bit.', other: 'All # adopted models follow, bit for bit.' }),
  false: (round: number) => `Round ${round} is false.`,
  unchecked: (round: number) => `Nothing is false, but round ${round} could not be checked.`,
  uncheckedWhy: 'Nobody who can be reached has a file that is needed. Try again when a relay or more peers are there.',
  round: (round: number) => `Round ${round}`,
  from: (n: number) =>
    n === 0 ? 'follows from the seed' : plural('en', n, { one: 'follows from # update', other: 'follows from # updates' }),
  base: 'the model before',
  seat: (seat: number, id: number) => `update of seat ${seat}, participant ${id}`,
  causes: {
    draw: 'has other seats than the beacon draws',
    judgement: 'has other judged merits than its voters opened',
    seals: 'adopted what no majority of its voters sealed',
    bytes: 'names a file whose bytes are others',
    model: 'adopted another model than its updates give',
    missing: 'could not be checked: a file is missing',
  },
};
