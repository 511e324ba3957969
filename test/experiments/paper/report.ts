import type { Course, Form } from './baselines.ts';

export type Cell = Pick<Course, 'stakes' | 'rejected'> & { readonly accuracy: readonly number[] };
/** One share of malicious clients, under each rule; one course per seed. */
export type Line = {
  readonly share: number;
  readonly fedavg: readonly Cell[];
  readonly classic: readonly Cell[];
  readonly ours: readonly Cell[];
};
export type Table = { readonly title: string; readonly clean: readonly Cell[]; readonly lines: readonly Line[] };

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
const last = (cells: readonly Cell[]) => cells.map(({ accuracy }) => accuracy[accuracy.length - 1] ?? Number.NaN);
const spread = (cells: readonly Cell[]) => {
  const values = last(cells);
  return values.length > 1
    ? `${mean(values).toFixed(3)} (${Math.min(...values).toFixed(3)}…${Math.max(...values).toFixed(3)})`
    : mean(values).toFixed(3);
};

/** The tables as Markdown. */
export function report(command: string, form: Form, tables: readonly Table[]): string {
  const stakeOf = (cells: readonly Cell[], malicious: number, isMalicious: boolean) =>
    mean(cells.flatMap(({ stakes }) => (isMalicious ? stakes.slice(0, malicious) : stakes.slice(malicious)))).toFixed(1);
  const refused = (cells: readonly Cell[]) => mean(cells.map(({ rejected }) => rejected)).toFixed(0);
  const line = ({ share, fedavg, classic, ours }: Line) => {
    const malicious = Math.round(share * form.clients);
    return [
      share.toFixed(1),
      ...[fedavg, classic, ours].map(spread),
      ...[classic, ours].flatMap((cells) => [stakeOf(cells, malicious, true), stakeOf(cells, malicious, false), refused(cells)]),
    ].join(' | ');
  };
  const table = ({ title, clean, lines }: Table) => `## ${title}

Without an attack, federated averaging reaches ${spread(clean)}.

| malicious | attacked | classic | ours | classic: malicious stake | honest stake | refused | ours: malicious stake | honest stake | refused |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${lines.map((item) => `| ${line(item)} |`).join('\n')}
`;
  return `# The paper's table: attacked, undefended and defended

\`${command}\` (node ${process.version}, ${process.platform} ${process.arch})

${form.clients} clients with ${form.stake} tokens each, ${form.proposers} proposers and ${form.voters} voters a round, ${form.rounds} rounds, penalty ${form.penalty}: the setting of "Defending Against
Poisoning Attacks in Federated Learning with Blockchain" (arXiv 2307.00543), as far as a public reproduction tells it. Malicious
clients propose the negative of what they learnt and vote the opposite of what they measured. Accuracy after the last round on
examples that nobody holds, mean over seeds and in brackets the lowest and the highest.

*Attacked* is plain federated averaging. *Classic* is our reading of the published rule, without a chain: one vote on the
aggregate of all, one fate for all proposers, a fixed penalty. *Ours* is the real contract on a local chain with the real session's
acts, under the rules of the local network. Stakes are means at the end; what honest participants lost is what the rule took
unjustly.

${tables.map(table).join('\n')}`;
}
