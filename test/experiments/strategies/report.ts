import { FORM, type Form, type StrategyResult } from './run.ts';

/** The results as Markdown. */
export function report(seeds: readonly string[], results: readonly StrategyResult[], form: Form = FORM): string {
  const share = (value: number) => `${(100 * value).toFixed(0)} %`;
  const number = (value: number) => value.toFixed(1);
  const line = ({ name, deviants, deviant, honest, worstHonestSlash, adopted, rounds, accuracy }: StrategyResult) =>
    [
      name,
      `${deviants} of ${form.participants}`,
      ...(deviant ? [deviant.proposer.net, deviant.voter.net].map(number) : ['–', '–']),
      ...[honest.proposer.net, honest.voter.net].map(number),
      deviant ? (deviant.net / honest.net).toFixed(2) : '–',
      deviant ? number(deviant.proposer.slashed + deviant.voter.slashed) : '–',
      deviant ? share(deviant.kept) : '–',
      share(honest.kept),
      number(worstHonestSlash),
      `${adopted} of ${rounds}`,
      accuracy.toFixed(3),
    ].join(' | ');
  return `# Strategies: does it pay to depart from the session's ways?

\`npm run experiment strategies ${seeds.join(' ')}\` (node ${process.version}, ${process.platform} ${process.arch})

The real contract on a local chain, the real session's acts, real training, updates and aggregation; only the network is
pretended. ${form.participants} participants with ${form.rows} MNIST rows each, alike (IID), ${form.proposers} proposers and ${form.voters} voters a round, ${form.rounds} rounds, the
rules of the local network, twice the minimum stake each; ${seeds.length} runs per line. Money is in percent of the minimum stake, net
of penalties and per seat of its role, so that luck in the lottery does not count; the ratio is of one seat of each role. Above 1
it pays to depart. The last but two is the most that any honest participant lost in a whole task.

| strategy | who | proposer seat | voter seat | honest proposer seat | honest voter seat | ratio | slashed | kept | honest kept | worst honest loss | adopted | accuracy |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${results.map((result) => `| ${line(result)} |`).join('\n')}
`;
}
