import type { Attack } from './attacks.ts';
import { type Form, LAST } from './federation.ts';
import { AUTO, RULES } from './rules.ts';

/** Accuracies of one scene, `curves[rule][seed][round]`. */
export type Cell = {
  readonly judged: boolean;
  readonly alpha: number | null;
  readonly attack: Attack;
  readonly curves: Readonly<Record<string, readonly (readonly number[])[]>>;
};

export type Conditions = Form & { readonly command: string; readonly seeds: readonly string[]; readonly node: string };

const NAMES = RULES.map(({ rule }) => rule);

/** Accuracy of a rule in a scene: mean of the last rounds and of all seeds. */
export function accuracyOf({ curves }: Cell, rule: string): number {
  return mean(curves[rule].map((curve) => mean(curve)));
}

/** What a rule loses in a scene against the best rule that does not choose. */
export function regretOf(cell: Cell, rule: string): number {
  return Math.max(...NAMES.filter((name) => name !== AUTO).map((name) => accuracyOf(cell, name))) - accuracyOf(cell, rule);
}

/** Mean and worst regret of every rule, without judging and with it. */
export function regretsOf(cells: readonly Cell[]) {
  return [false, true].flatMap((judged) => {
    const own = cells.filter((cell) => cell.judged === judged);
    if (own.length === 0) return [];
    return NAMES.map((rule) => {
      const regrets = own.map((cell) => regretOf(cell, rule));
      return { judged, rule, mean: mean(regrets), worst: Math.max(...regrets) };
    });
  });
}

export function report(conditions: Conditions, cells: readonly Cell[]): string {
  const { command, node, seeds, participants, liars, voters, rounds, rows, heldOut, training, keepFrom } = conditions;
  const head = (first: string, names: readonly string[]) => `${row([first, ...names])}\n${row(['---', ...names.map(() => '---')])}`;
  const table = (judged: boolean) =>
    [
      head('data, liars', NAMES),
      ...cells
        .filter((cell) => cell.judged === judged)
        .map((cell) => {
          const values = NAMES.map((name) => accuracyOf(cell, name));
          const best = Math.max(...values.slice(0, -1));
          const words = values.map((value, i) => (value === best && i < values.length - 1 ? `**${three(value)}**` : three(value)));
          return row([`${cell.alpha === null ? 'IID' : `α ${cell.alpha}`}, ${cell.attack}`, ...words]);
        }),
    ].join('\n');
  const regrets = regretsOf(cells);
  const line = (judged: boolean, what: 'mean' | 'worst') =>
    row([
      `${judged ? 'judged' : 'not judged'}, ${what}`,
      ...NAMES.map((rule) => three(regrets.find((item) => item.judged === judged && item.rule === rule)?.[what] ?? Number.NaN)),
    ]);
  return `# Aggregation: which rule, when?

\`${command}\` (Node ${node})

Accuracy on ${heldOut} digits of MNIST that nobody holds: mean of the last ${LAST} of ${rounds} rounds, and of the seeds ${seeds.join(', ')}.
${participants} participants propose in every round, ${rows} rows each, three quarters to train on; labels alike (IID), or skewed by Dirichlet(α).
${liars} of them lie from the first round to the last. Perceptron 196-20-10 on pictures of 14 × 14, ${training.epochs} epoch a round, batches of
${training.batchSize}, learning rate ${training.learningRate}. Updates are clipped to the lower median norm. The rules that reckon with liars reckon
with as many as there are. The best rule of a line that does not choose is in bold.

![Regret of every rule](aggregation.svg)

## Regret

Accuracy lost against the best fixed rule of each scene, over all scenes.

${head('', NAMES)}
${line(false, 'mean')}
${line(false, 'worst')}
${line(true, 'mean')}
${line(true, 'worst')}

## Where every valid update is kept

As if the voters saw nothing: the rule alone stands against the liars.

${table(false)}

## Where the voters judge

${voters} of the participants, liars among them, who then vote 256 − m, measure each update's merit on their own quarter of rows; kept
are judged merits (median) from ${keepFrom} on. \`auto\` sees the judged merits.

${table(true)}

## What follows

Coordinate-wise rules cost most, and more the more data are skewed, also where nobody lies. Multi-Krum is best among liars and
costs where there are none; the mean is best among skewed honest data. \`auto\` follows whichever suits, and by counting copies once
it can do better than all of them (regrets below 0 are part of the means). At α 0.1 no rule holds against a quarter of liars.

The constants of \`auto\` (\`app/aggregate/auto.ts\`) were chosen on other seeds than these, without judging; the data set and the
attacks were the same. Training is short and seeds are few: accuracies compare rules within a line, and small differences say nothing.
`;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function three(value: number): string {
  return value.toFixed(3);
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
