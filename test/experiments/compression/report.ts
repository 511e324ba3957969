import { type ImageSpec, outerMemory } from '../../../app/core/spec.ts';
import type { Form, Line } from './federation.ts';
import type { Finding, Scene } from './findings.ts';
import type { JudgedRun, JudgeForm } from './judged.ts';

/** All that the figures depend on. */
export type Conditions = {
  readonly command: string;
  readonly seeds: readonly string[];
  readonly versions: Readonly<Record<string, string>>;
  readonly source: string;
  readonly parameters: number;
  readonly training: ImageSpec['training'];
};

/** The findings as Markdown; `charts` are the pictures' file names, one a scene. */
export function report(
  conditions: Conditions,
  scenes: readonly (Scene & { findings: readonly Finding[] })[],
  charts: readonly string[],
): string {
  const { command, seeds, versions, source, parameters, training } = conditions;
  const head = `# Compression: accuracy against bytes

\`${command}\` (${Object.entries(versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')})

Real training (the engine's steps in plain loops, which a test holds against it), the project's own codecs, lottery and outer steps, without
chain and network, on ${source}: ${parameters.toLocaleString('en')} parameters, ${training.optimiser.name}, learning
rate ${training.optimiser.learningRate}, ${training.epochs} epochs from each base, batches of ${training.batchSize}. Each line runs on the same data, draws and seeds (${seeds.join(', ')}; none of
them was used to choose a parameter). Every proposal is kept and every model adopted. Bytes are those of all updates
published, containers included; what is read of them is what was written. Accuracy is on rows that nobody holds; "in the end" is the mean
of the last five points. A line has reached an accuracy where the mean curve is there at two points in a row; points are
two rounds apart. "× fewer" compares with plain float32 federated averaging to the same accuracy. "All that moves in a round" is what
crosses the network until everybody holds the next model, with ${VOTERS} voters: reckoned, not measured.
`;
  return `${head}${scenes.map((scene, i) => sceneText(scene, charts[i], parameters)).join('')}`;
}

/** Of the local network. */
const VOTERS = 3;

/**
 * Bytes that cross the network in a round until everybody holds the next model: voters fetch all updates; everybody else too,
 * but for its own, where these are fewer bytes than the model, else the model.
 */
function moved({ participants, proposers }: Form, update: number, model: number): number {
  const follower = (updates: number) => Math.min(updates * update, model);
  return VOTERS * proposers * update + proposers * follower(proposers - 1) + (participants - proposers - VOTERS) * follower(proposers);
}

function sceneText(
  { title, form, courses, findings }: Scene & { findings: readonly Finding[] },
  picture: string,
  parameters: number,
): string {
  const goals = findings[0].reached.map(({ accuracy }) => accuracy);
  const updates = form.rounds * form.proposers;
  const ends = courses.map(({ runs }) => runs.map((run) => run[run.length - 1].bytes / updates));
  const sizes = ends.map((list) => list.reduce((sum, bytes) => sum + bytes, 0) / list.length);
  const models = courses.map(({ line }) => 4 * parameters * (1 + outerMemory(line).length));
  const rows = findings.map(({ name, share, accuracy, lost, mostLost, reached }, i) => [
    name,
    Math.round(sizes[i]).toLocaleString('en'),
    `${(1 / share).toFixed(0)} ×`,
    `${(moved(form, sizes[i], models[i]) / 1000).toFixed(0)} kB`,
    accuracy.toFixed(4),
    i === 0 ? '' : `${signed(lost)}, ${signed(mostLost)}`,
    ...reached.map(({ round, fewer }) =>
      round === undefined ? 'never' : `${round}${fewer === undefined ? '' : `; ${fewer.toFixed(0)} ×`}`,
    ),
  ]);
  return `
## ${title}

${form.proposers} of ${form.participants} participants propose in each of ${form.rounds} rounds; ${form.rows} rows each, alike (IID), split in halves.

![Accuracy against bytes](${picture})

| | bytes per update | smaller | all that moves in a round | accuracy in the end | points lost: mean, most | ${goals.map((goal) => `${goal.toFixed(3)}: round; fewer bytes`).join(' | ')} |
| --- | --- | --- | --- | --- | --- | ${goals.map(() => '---').join(' | ')} |
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}
`;
}

export type JudgedCourse = { readonly line: Line; readonly runs: readonly JudgedRun[] };

/** What the codecs do to judging. */
export function judgedText(form: Form & JudgeForm, courses: readonly JudgedCourse[]): string {
  const rows = courses.map(({ line, runs }) => {
    const honest = runs.flatMap((run) => run.honest).sort((a, b) => a - b);
    const poison = runs.flatMap((run) => run.poison).sort((a, b) => a - b);
    const changes = runs.flatMap((run) => run.changes).sort((a, b) => a - b);
    const at = (list: readonly number[], share: number) => list[Math.min(list.length - 1, Math.floor(share * list.length))];
    const below = (list: readonly number[]) => list.filter((merit) => merit < form.keepFrom).length;
    const rounds = runs.reduce((sum, run) => sum + run.rounds, 0);
    return [
      line.name,
      `${honest[0]}, ${at(honest, 0.05)}, ${at(honest, 0.5)}`,
      `${below(honest)} of ${honest.length}`,
      `${at(poison, 0.5)}, ${poison[poison.length - 1]}`,
      `${poison.length - below(poison)} of ${poison.length}`,
      Math.min(...runs.map((run) => run.worstHonest)),
      Math.max(...runs.map((run) => run.poisonFall)),
      `${runs.reduce((sum, run) => sum + run.adopted, 0)} of ${rounds}`,
      `${(100 * at(changes, 0.95)).toFixed(1)} %`,
      (runs.reduce((sum, run) => sum + run.accuracy, 0) / runs.length).toFixed(4),
    ];
  });
  return `
## Judging what was decoded

${form.participants} participants of whom one proposes the negative of what it has learnt; ${form.proposers} proposers and ${form.voters} voters in each of ${form.rounds} rounds, ${form.rows} rows
each; voters judge the decoded updates by the step, the median leaves out below ${form.keepFrom}, a model is adopted where most voters see at most
${form.epsilonBps / 100} % more loss. Standings are followed as if no boundary were ever met: the lowest of all honest participants, ever, and the poisoner's with its fourth
proposal, in the run where it fell least. The last but one column is the change of loss that the middle voter sees, in 95 % of rounds at most.

| | honest merits: lowest, 5 %, median | honest left out | poison: median, highest | kept | worst honest standing | poisoner's | adopted | change of loss | accuracy |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${rows.map((cells) => `| ${cells.join(' | ')} |`).join('\n')}

A preset changes to a sparse codec once that loses no more than a point in every scene, at equal rounds, and judging is no worse for it.
`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : ''}${Math.abs(value).toFixed(2)}`;
}
