import type { Bench, Rules } from './committees.ts';
import type { FORM, Skew } from './grid.ts';
import { JUDGEMENTS, PROMISE, type Sequence, SHOWN } from './sequence.ts';
import type { Single } from './single.ts';

/** All that the document says. */
export type Findings = {
  readonly command: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly tuning: readonly string[];
  readonly fresh: readonly string[];
  readonly form: typeof FORM;
  readonly evidenceBps: number;
  readonly counts: readonly number[];
  readonly skews: readonly SkewFindings[];
};

type How = { readonly opinion: string; readonly eyes: string; readonly estimator: string; readonly eta: number };

export type SkewFindings = {
  readonly skew: Skew;
  readonly losses: readonly number[];
  readonly alike: { readonly honest: number; readonly honestToLast: number; readonly twins: number; readonly copies: number };
  readonly singles: readonly (How & Single)[];
  readonly estimators: readonly (How & Single)[];
  readonly sequences: readonly {
    readonly bench: Bench;
    readonly rules: Rules;
    readonly tuning: Sequence;
    readonly fresh: Sequence | undefined;
  }[];
  readonly curves: readonly { readonly eyes: string; readonly flip: readonly number[]; readonly labels: readonly number[] }[];
};

const percent = (share: number, digits = 0) => `${(100 * share).toFixed(digits)} %`;
const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) =>
  [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');
const nameOf = (skew: Skew) => (skew === 'alike' ? 'alike (IID)' : `α = ${skew}`);

export function report(findings: Findings): string {
  const { form, skews } = findings;
  return `# Judging: what tells harm from honest work, and what evidence adds up to

\`${findings.command}\` (${Object.entries(findings.versions)
    .map(([name, version]) => `${name} ${version}`)
    .join(', ')})

Real training in wasm on MNIST, real int8 updates, the contract's own rules; no chain and no network. ${form.participants} participants with ${form.rows}
digits each, half to train on; an MLP 784-32-10 as the local network trains it; label shares alike, or drawn from
Dirichlet(α). ${percent(form.eta)} of the participants are malicious. Along one course of honest rounds every participant's update is trained once in rounds
${form.rounds.join(', ')}; every attack meets the same honest updates in the same ${form.proposers} proposer seats, judged by ${form.voters} voters. A \`reference\` is ${form.reference} public
digits on which every voter measures the same. Rules were chosen on the seeds ${findings.tuning.join(', ')} and measured
again on ${findings.fresh.join(', ')}, by cosines alone, as for α = 1; its worlds at α = 1 and 0.3 were in view when the share of clear rounds was chosen, and confirm nothing. Scaling by ten or a thousand is the same update once it is clipped, and is one column.

## One judgement

Chance that an honest update is judged better than a malicious one of the same rounds (area under the curve; 0.5 is
guessing), by the median of nine truthful voters; on the reference by one voter, as all see the same. \`left out\`: honest updates
judged below neutral where nobody attacks. Copies, stale updates and the last move repeated are honest in direction, and meant
to be found by their likeness instead (below).

${skews.map(singles).join('\n\n')}

## Malicious updates that are kept

Share judged at least neutral, by the median of nine truthful voters. What is near nothing (\`zero\`, \`gaussian\`) is near
neutral by nature: it neither harms nor earns.

${skews.map(kept).join('\n\n')}

## How many opinions become one

Area under the curve for sign flip and label flip by the cosine, with nine truthful voters and with ${percent(0.2)} who say 255 of the
malicious and 2 of everybody else.

${table(
  ['', ...['one voter', 'median', 'clamped mean', 'trimmed mean'].flatMap((name) => [`${name}`, `${name}, 20 % lie`])],
  skews.map(({ skew, estimators }) => [
    nameOf(skew),
    ...[0, 1, 2, 3].flatMap((i) => [estimators[i], estimators[i + 4]].map((single) => areas(single, ['sign flip', 'label flip']))),
  ]),
)}

## Evidence over rounds

Area under the curve for the sum of k judged merits, each at most 64 from neutral; nine voters of whom ${percent(0.2)} lie. Sign flip, then label flip.

${table(
  ['', ...findings.counts.map((count) => `k = ${count}`)],
  skews.flatMap(({ skew, curves }) =>
    curves.map(({ eyes, flip, labels }) => [
      `${nameOf(skew)}, ${eyes}`,
      ...flip.map((value, i) => `${value.toFixed(2)}, ${labels[i].toFixed(2)}`),
    ]),
  ),
)}

![Evidence over rounds](judging.svg)

## The sequential test

A standing is a bounded sum, one word per participant and role together with its stake's slot. It falls only in a *clear* round, in
which at least ${percent(findings.evidenceBps / 1e4, 1)} of the weight agrees with the judged merits no less than the best constant word would, and only by what at least
${percent(findings.evidenceBps / 1e4, 1)} of the weight is at or below. Liars collude as above. Simulated: ${JUDGEMENTS} judgements per task and role, 100,000 histories, each of one
person's own measured steps. Bound: \`n · e^(−θB)\` with θ from each person's steps, averaged over people; who falls on average has a bound
of 1, and one of ${form.participants} such people alone makes it 2 to 4 %, so that it says nothing better where people are few. With p people measured and none
over the boundary, fewer than 3 in p are with 95 % confidence. Last: judgements until half of the stake is lost, by four slashes.

${skews.map(sequences).join('\n\n')}

${verdicts(findings)}

## Repeats

Largest cosine between two honest updates of one round, and between an honest update and one of the round before or the last
move; smallest between two updates of one person's data in different order, and between an update and its copy with 5 % of noise.

${table(
  ['', 'honest pairs', 'honest to the past', 'same data twice', 'copy with noise'],
  skews.map(({ skew, alike }) => [
    nameOf(skew),
    ...[alike.honest, alike.honestToLast, alike.twins, alike.copies].map((value) => value.toFixed(3)),
  ]),
)}

From a cosine of 0.99 on (the preset) an update counts as a repeat of one in an earlier seat, or of the last move. What is
stale but not the last move helps nearly as much as an honest update, and is not told from one. More noise than a seventh of the length
hides a copy, and makes it an update of its own.
`;
}

function areas({ byAttack }: Single, attacks: readonly string[]): string {
  return attacks.map((name) => byAttack.find(({ attack }) => attack === name)!.area.toFixed(2)).join(', ');
}

function singles({ skew, singles: list }: SkewFindings): string {
  const [first] = list;
  const head = [nameOf(skew), 'left out', ...first.byAttack.map(({ attack }) => attack)];
  return table(
    head,
    list.map(({ opinion, eyes, leftOut, byAttack }) => [
      `${opinion}${eyes === 'own' ? '' : ', reference'}`,
      percent(leftOut),
      ...byAttack.map(({ area }) => area.toFixed(2)),
    ]),
  );
}

function kept({ skew, singles: list }: SkewFindings): string {
  const shown = list.filter(({ opinion }) => ['step', 'cosine', 'step + cosine'].includes(opinion));
  return table(
    [nameOf(skew), ...shown[0].byAttack.map(({ attack }) => attack)],
    shown.map(({ opinion, eyes, byAttack }) => [
      `${opinion}${eyes === 'own' ? '' : ', reference'}`,
      ...byAttack.map(({ kept: share }) => percent(share)),
    ]),
  );
}

function sequences({ skew, sequences: list }: SkewFindings): string {
  const until = (count: number | undefined) => count ?? 'never';
  return table(
    [
      `${nameOf(skew)}: voters, η; merit`,
      'clear',
      'boundary',
      'honest proposers slashed: simulated',
      'bound',
      'honest voters slashed',
      ...SHOWN,
      'a lying voter',
    ],
    list.flatMap(({ bench, rules, tuning, fresh }) =>
      tuning.byBoundary.map((at, i) => {
        const other = fresh?.byBoundary[i];
        const two = (of: (x: typeof at) => string) => (other ? `${of(at)}; ${of(other)}` : of(at));
        const name = `${bench.voters}, ${bench.eta}; ${rules.opinion}${rules.eyes === 'own' ? '' : ', reference'}`;
        return [
          i === 0 ? name : '',
          i === 0 ? `${percent(tuning.clear)}${fresh ? `; ${percent(fresh.clear)}` : ''}` : '',
          at.boundary,
          two(({ slashed }) => percent(slashed, 3)),
          two(({ bound }) => percent(bound, 2)),
          two(({ voters }) => percent(voters, 3)),
          ...at.until.map((count, k) => (other ? `${until(count)}; ${until(other.until[k])}` : until(count))),
          other ? `${until(at.liar)}; ${until(other.liar)}` : until(at.liar),
        ];
      }),
    ),
  );
}

/** The smallest boundary under which nobody honest is slashed more often than promised, in simulation and by the bound. */
function verdicts({ skews }: Findings): string {
  const rows = skews.flatMap(({ skew, sequences: list }) =>
    list.map(({ bench, rules, tuning, fresh }) => {
      const holds = (of: (x: Sequence['byBoundary'][number]) => number) =>
        tuning.byBoundary.find((at, i) => of(at) <= PROMISE && (!fresh || of(fresh.byBoundary[i]) <= PROMISE))?.boundary ?? 'none';
      return [
        nameOf(skew),
        `${bench.voters}, ${bench.eta}`,
        `${rules.opinion}${rules.eyes === 'own' ? '' : ', reference'}`,
        holds(({ slashed, voters }) => Math.max(slashed, voters)),
        holds(({ bound }) => bound),
      ];
    }),
  );
  return `Smallest of these boundaries that keeps the promise of ${percent(PROMISE, 1)} on all seeds shown: proposers and voters by simulation, proposers by the bound.

${table(['', 'voters, η', 'merit', 'by simulation', 'by the bound'], rows)}`;
}
