import {
  ACCURACY_AFTER,
  type Conditions,
  EPSILONS_BPS,
  EXPECTED,
  type Findings,
  PROPOSALS,
  type SceneFindings,
  VOTES,
} from './findings.ts';

/** The findings as Markdown. */
export function report(conditions: Conditions, { scenes, recommended }: Findings): string {
  const { command, seeds, versions, training, rules, participants, proposers, voters, rounds, rows } = conditions;
  const line = (cells: (scene: SceneFindings) => readonly (string | number)[]) =>
    scenes.map((scene) => row([scene.title, ...cells(scene)])).join('\n');
  return `# One poisoner among six, under the rules of the local network

\`${command}\` (${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')})

Real training, real int8 updates, real judging; no chain and no network. ${seeds.length} runs of ${rounds} rounds per line, seeds ${seeds.join(', ')}.
${participants} participants, of whom the lottery seats ${proposers} as proposers and ${voters} as voters; ${rows} rows each, alike (IID), split in halves; MLP
784-32-10, ${training.optimiser.name}, learning rate ${training.optimiser.learningRate}, ${training.epochs} epochs, batches of ${training.batchSize}. One participant proposes the negative of what it has
learnt, which no norm bound sees, from the first round to the last; as voter it is honest, or inverting: it says 256 − m.
Standings are followed as if no boundary were ever met, so that a boundary can be compared with them.

## Judged merits

| | honest: lowest | 1 % | 5 % | 25 % | median | 75 % | highest | below ${rules.keepFrom} | poisoner: median | highest | kept |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${line(({ merits, leftOut, poisonKept }) => [...merits.honest, `${leftOut.honest} of ${leftOut.of}`, merits.malicious[4], merits.malicious[6], `${poisonKept.kept} of ${poisonKept.of}`])}

## Standings as proposer

The worst of all honest participants, ever; the poisoner's after its first proposals, in the run where it fell least.

| | worst honest | ${PROPOSALS.map((count) => `poisoner after ${count}`).join(' | ')} |
| --- | --- | ${PROPOSALS.map(() => '---').join(' | ')} |
${line(({ worstHonestProposer, malicious }) => [worstHonestProposer, ...malicious])}

## Standings as voter

Agreement of honest voters: lowest, 5 % and median. Then, for each expected agreement: the worst of all honest voters,
ever; of an idle voter (always 128) and of an inverting voter after ${VOTES} votes, in the run where it fell least.

| | agreement | ${EXPECTED.map((expected) => `expecting ${expected}`).join(' | ')} |
| --- | --- | ${EXPECTED.map(() => '---').join(' | ')} |
${line(({ agreement, byExpected }) => [
  [agreement[0], agreement[2], agreement[4]].join(', '),
  ...byExpected.map(({ worstHonest, idleVoter, invertingVoter }) => `${worstHonest}; ${idleVoter}; ${invertingVoter ?? 'none'}`),
])}

## Adoption

Share of rounds in which most voters find the new base no worse than ε allows, of the same rounds.

| | ${EPSILONS_BPS.map((bps) => `ε ${bps / 100} %`).join(' | ')} |
| --- | ${EPSILONS_BPS.map(() => '---').join(' | ')} |
${line(({ adopted }) => adopted.map((share) => `${(100 * share).toFixed(1)} %`))}

## Accuracy

Of the base on examples that nobody holds: lowest and median run.

| | ${ACCURACY_AFTER.map((round) => `after ${round} rounds`).join(' | ')} |
| --- | ${ACCURACY_AFTER.map(() => '---').join(' | ')} |
${line(({ accuracy }) => accuracy.map((spread) => `${spread[0].toFixed(3)}, ${spread[4].toFixed(3)}`))}

## Rules

Recommended, from the lines under the preset: \`keepFrom\` the first multiple of 16 above the highest poison; \`proposerBoundary\`
the last multiple of 32 within five sixths of what the poisoner has reached with its fourth proposal in every run;
\`expectedAgreement\` where an inverting voter falls furthest compared with the worst honest one; \`voterBoundary\` at least twice
the fall of the latter and four of the longest steps; \`epsilonBps\` the smallest that adopts 98 % of the rounds on every line.

These yardsticks were settled with the same seeds in view. The local network's \`voterBoundary\` is higher than needed here:
losing digests, which never occur in this experiment, count towards it too.

| | recommended here | local network |
| --- | --- | --- |
${(Object.keys(recommended) as (keyof typeof recommended)[]).map((name) => row([`\`${name}\``, recommended[name], rules[name]])).join('\n')}
`;
}

function row(cells: readonly (string | number)[]): string {
  return `| ${cells.join(' | ')} |`;
}
