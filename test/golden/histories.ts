import { fromHex } from '../../app/core/bytes.ts';
import { keccakWords } from '../../app/core/hashes.ts';
import { agreementOf, type Ballot, type Estimator, isClear, isConvicted, judge, moveProposer, moveVoter } from '../../app/core/judge.ts';
import type { Digest } from '../../app/core/words.ts';

/**
 * Random histories of judgements, one to three rounds of the same people under the same rules, everything taken from the
 * number of the history. Twin of test/contracts/harness/Histories.sol: what both find is hashed, history after history.
 */
export const HISTORIES = 100_000;
export const BATCH = 1_000;

const ESTIMATORS: readonly Estimator[] = ['Median', 'ClampedMean'];
const EQUAL_WEIGHT = 10n ** 18n;
const MODULUS = 256n;

/** Hash of the histories of one batch, which are `BATCH · k` and those that follow. */
export function batchDigest(k: number): Digest {
  let digest: Digest = `0x${'00'.repeat(32)}`;
  for (let i = k * BATCH; i < (k + 1) * BATCH; i++) digest = history(digest, i);
  return digest;
}

function history(start: Digest, i: number): Digest {
  const rules = rulesOf(word(i, 0));
  const standings = { proposers: new Int16Array(32), voters: new Int16Array(32) };
  let digest = start;
  for (let round = 0; round < rules.rounds; round++) digest = roundOf(digest, rules, standings, i, 1 + 64 * round);
  return digest;
}

type Rules = ReturnType<typeof rulesOf>;
type Standings = { readonly proposers: Int16Array; readonly voters: Int16Array };

function rulesOf(r: bigint) {
  const at = (shift: number, below: number) => Number((r >> BigInt(shift)) % BigInt(below));
  const large = at(104, 64) === 0;
  const convictionStep = at(32, 512);
  return {
    proposers: 1 + (large ? at(112, 32) : at(0, 8)),
    voters: 1 + (large ? at(120, 32) : at(8, 9)),
    rounds: 1 + at(96, 3),
    estimator: ESTIMATORS[at(16, 2)],
    keepFrom: 2 + at(24, 254),
    evidenceBps: 5_000 + at(128, 5_001),
    equal: at(88, 2) === 1,
    convictionStep,
    proposerBoundary: convictionStep + 1 + at(48, 600),
    voterBoundary: convictionStep + 1 + at(64, 600),
    expectedAgreement: at(80, 65),
  };
}

function roundOf(before: Digest, rules: Rules, standings: Standings, i: number, at: number): Digest {
  const a = word(i, at);
  const proposed = Number(BigInt.asUintN(32, a & ((1n << BigInt(rules.proposers)) - 1n))) || 1;
  const { ballots, seated } = ballotsOf(rules, i, at, a, proposed);
  const { judged, agreed, kept } = judge(proposed, ballots, rules);
  const agreements = ballots.map(({ merits }) => agreementOf(merits, proposed, judged));
  const clear = isClear(ballots, agreements, rules.evidenceBps);
  let convicted = 0;
  let acc = 0n;
  for (let seat = 0; seat < rules.proposers; seat++) {
    if (((proposed >>> seat) & 1) === 0) continue;
    const isGuilty = isConvicted(seat, ballots, seated);
    if (isGuilty) convicted |= 1 << seat;
    const said = { judged: judged[seat], agreed: agreed[seat], isClear: clear, convicted: isGuilty };
    const { standing, slashed } = moveProposer(standings.proposers[seat], said, rules);
    standings.proposers[seat] = standing;
    acc = mix(acc, standing + 40_000, slashed);
  }
  agreements.forEach((agreement, voter) => {
    const losing = ((a >> BigInt(64 + voter)) & (a >> BigInt(128 + voter)) & 1n) === 1n;
    const { standing, slashed } = moveVoter(standings.voters[voter], { agreement, isClear: clear, convicted: losing }, rules);
    standings.voters[voter] = standing;
    acc = mix(mix(acc, (agreement ?? 0) + 100, agreement !== undefined), standing + 40_000, slashed);
  });
  return keccakWords(before, toWord(judged), toWord(agreed), kept, convicted >>> 0, acc);
}

function ballotsOf(rules: Rules, i: number, at: number, a: bigint, proposed: number): { ballots: Ballot[]; seated: bigint } {
  const theme = bytesOf(word(i, at + 1));
  const ballots = Array.from({ length: rules.voters }, (_, voter) => {
    const opinions = word(i, at + 2 + voter);
    return {
      weight: rules.equal ? EQUAL_WEIGHT : 1n + BigInt.asUintN(64, opinions),
      merits: meritsOf(bytesOf(opinions), theme, proposed),
    };
  });
  const seated = ballots.reduce((sum, { weight }) => sum + weight, 0n) + ((a >> 40n) % 3n) * ballots[0].weight;
  return { ballots, seated };
}

/** Mostly what the round thinks, now and then invalid, missing, or anything. */
function meritsOf(opinions: Uint8Array, theme: Uint8Array, proposed: number): Uint8Array {
  return opinions.map((x, seat) => {
    if (((proposed >>> seat) & 1) === 0) return 0;
    if (x < 24) return x & 1;
    return x < 160 ? theme[seat] : (x * 167 + seat) & 255;
  });
}

const mix = (acc: bigint, value: number, flag: boolean) => BigInt.asUintN(256, acc * 1_000_003n + BigInt(2 * value + (flag ? 1 : 0)));

const word = (i: number, j: number) => BigInt(keccakWords(i, j));

const bytesOf = (value: bigint) => fromHex(`0x${value.toString(16).padStart(64, '0')}`);

const toWord = (bytes: Uint8Array) => bytes.reduce((sum, byte) => sum * MODULUS + BigInt(byte), 0n);
