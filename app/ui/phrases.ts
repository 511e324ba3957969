import type { Outcome, Penalty, Phase, Role } from '../core/words.ts';
import type { Act, Activity } from '../session/views.ts';

/** The words of the walk, as screens say them. */

export type PhaseWords = { readonly name: string; readonly happening: string; readonly who: string };

export const PHASE_WORDS: Readonly<Record<Phase, PhaseWords>> = {
  Lobby: { name: 'Lobby', who: 'everyone', happening: 'Waiting for enough participants to draw the seats of the next round.' },
  Draw: { name: 'Draw', who: 'the beacon', happening: 'The lottery is frozen. Seats are drawn once the beacon gives its value.' },
  Propose: { name: 'Propose', who: 'proposers', happening: 'Proposers train on their own data and send the digest of their update.' },
  Commit: { name: 'Commit', who: 'voters', happening: 'Voters try every update on their own test part and seal their judgement.' },
  Reveal: { name: 'Reveal', who: 'voters', happening: 'Voters open their sealed judgements.' },
  Attest: { name: 'Attest', who: 'voters', happening: 'Voters combine the kept updates and attest the result.' },
  Settle: {
    name: 'Settle',
    who: 'anyone',
    happening: 'The round is closed: the model adopted or not, rewards paid, stake slashed where due.',
  },
  Finished: { name: 'Finished', who: 'nobody', happening: 'All rounds are done. Rewards stay claimable and stakes can be withdrawn.' },
  Aborted: { name: 'Aborted', who: 'nobody', happening: 'Too few took part in time. Every stake can be withdrawn in full.' },
};

export const STRIP: readonly Phase[] = ['Lobby', 'Draw', 'Propose', 'Commit', 'Reveal', 'Attest', 'Settle'];

export const ROLE_WORDS: Readonly<Record<Role, string>> = { proposer: 'Proposer', voter: 'Voter' };

/** What the tab is doing, and why. */
export const ACT_WORDS: Readonly<Record<Act, { readonly doing: string; readonly why: string }>> = {
  'warm-up': { doing: 'Warming up', why: 'No seat needs this tab now, so it fits the model on your data to show what you could add.' },
  train: { doing: 'Training', why: 'You are a proposer: your update is what the model learns from your data.' },
  publish: { doing: 'Publishing the update', why: 'Propose has closed, so the update can be served without anybody copying it.' },
  fetch: { doing: 'Fetching updates', why: 'A voter judges only bytes that it has fetched and checked itself.' },
  judge: { doing: 'Judging updates', why: 'Each update is tried on your test part, which no training has seen.' },
  commit: { doing: 'Sealing the judgement', why: 'Sealed judgements cannot be copied by other voters.' },
  reveal: { doing: 'Opening the judgement', why: 'An unopened judgement costs stake.' },
  aggregate: { doing: 'Combining the kept updates', why: 'Every voter computes the same bytes, so that a majority can attest them.' },
  evaluate: { doing: 'Measuring the result', why: 'The combined model is adopted only if it does no harm on your test part.' },
  attest: { doing: 'Attesting', why: 'Your word on which model came out, and how it did.' },
  settle: { doing: 'Settling the round', why: 'Anyone may close a round; whoever does earns the keeper’s share.' },
  draw: { doing: 'Drawing the seats', why: 'Anyone may draw once the beacon’s value is known.' },
  wait: { doing: 'Waiting', why: 'Nothing is asked of this tab until the phase changes.' },
};

export const OUTCOME_WORDS: Readonly<Record<Outcome, { readonly name: string; readonly means: string }>> = {
  Open: { name: 'open', means: 'The round is still running.' },
  Adopted: { name: 'adopted', means: 'The combined model did no harm and became the new base.' },
  Refused: { name: 'not adopted', means: 'The combined model made things worse for most voters, so the old one stays.' },
  Undecided: { name: 'undecided', means: 'No digest had more than half of the seated weight behind it.' },
  NoProposals: { name: 'void: no updates', means: 'Nobody proposed. The round does not count and spends no budget.' },
  NoQuorum: { name: 'void: too few voters', means: 'Less than half of the seated weight judged. The round does not count.' },
  NoRandomness: { name: 'void: no randomness', means: 'The beacon stayed silent. The round does not count and nobody is penalised.' },
};

export const PENALTY_WORDS: Readonly<Record<Penalty, string>> = {
  None: '',
  Absent: 'a seat was not used',
  Unopened: 'a sealed judgement was not opened',
  Standing: 'evidence over several rounds added up',
};

export const ACTIVITY_WORDS: Readonly<Record<Activity['what'], string>> = {
  joined: 'joined',
  drawn: 'seats drawn',
  seated: 'got a seat',
  proposed: 'proposed an update',
  committed: 'sealed a judgement',
  revealed: 'opened the judgement',
  attested: 'attested the result',
  adopted: 'model adopted',
  refused: 'model not adopted',
  undecided: 'round undecided',
  void: 'round void',
  paid: 'was paid',
  slashed: 'was slashed',
  benched: 'was benched',
  claimed: 'claimed rewards',
  withdrawn: 'withdrew stake',
  left: 'left',
  finished: 'task finished',
  aborted: 'task aborted',
};

export const BYTES_WORDS: Readonly<Record<string, string>> = {
  block: 'updates, models and specs, to peers',
  update: 'updates (what was learned)',
  model: 'adopted models',
  spec: 'the task’s spec',
  hint: 'hints to peers',
  talk: 'talk with peers: handshakes, who has what',
  transaction: 'transactions',
};

/** A judged merit in words: 128 is neutral. */
export function meritWords(merit: number): string {
  if (merit === 0) return 'invalid';
  if (merit === 1) return 'could not be fetched';
  if (merit >= 160) return 'helped a lot';
  if (merit > 132) return 'helped';
  if (merit >= 124) return 'made no difference';
  if (merit >= 112) return 'helped little';
  return 'did harm';
}

/** Agreement of a voter with the outcome, −1…1, in words. */
export function agreementWords(agreement: number): string {
  if (agreement >= 0.75) return 'judged like the others';
  if (agreement >= 0.35) return 'mostly agreed';
  if (agreement > 0) return 'agreed a little';
  return 'judged unlike the others';
}

/** What opening data left out or replaced, by the reader's word for it. */
export const WARNING_WORDS: Readonly<Record<string, string>> = {
  'missing-value': 'missing values, taken as the mean or as none',
  'unknown-category': 'values that the task does not list, taken as none',
  'blank-row': 'blank rows left out',
  'extra-column': 'columns that the task does not use',
  'corrupt-image': 'damaged pictures left out',
  'not-an-image': 'files that are no pictures left out',
  'oversized-image': 'pictures too large to open left out',
  svg: 'SVG files left out',
  'outside-class-folder': 'files outside of the class folders left out',
  'resized-image': 'pictures resized to the task’s size',
  'unsafe-name': 'files with unsafe names left out',
  'nested-archive': 'archives inside the archive left out',
  'class-without-examples': 'classes without an example',
};
