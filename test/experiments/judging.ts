import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from './judging/cache.ts';
import { chart, type Line } from './judging/chart.ts';
import { type Bench, make, type Rules } from './judging/committees.ts';
import { COSINES_ONLY, FORM, FRESH, measured, SKEWS, type Skew, TUNING } from './judging/grid.ts';
import { OPINION_NAMES, type OpinionName } from './judging/opinions.ts';
import { type Findings, report, type SkewFindings } from './judging/report.ts';
import { curve, sequence } from './judging/sequence.ts';
import { ESTIMATORS, judgeSingly } from './judging/single.ts';

/**
 * Which judgements tell malicious updates from honest ones, how evidence adds up over rounds, and what a boundary promises:
 * `npm run experiment judging` measures worlds of real training (kept under .local, so that it can be stopped and taken up
 * again; about a minute of one core each), and writes docs/experiments/judging.md, .json and .svg. With names of skews
 * (`alike 1 0.3 0.1`) it only works on these.
 */
const ROOT = join(import.meta.dirname, '../..');
const EVIDENCE_BPS = 6_666;
const COUNTS = [1, 2, 4, 8, 16];
const BENCHES: readonly Bench[] = [
  { voters: 9, eta: 0.2 },
  { voters: 32, eta: 0.4 },
];
const WITH_REFERENCE: readonly OpinionName[] = ['step', 'full length', 'cosine', 'step + cosine'];
const CHOSEN: readonly Rules[] = [
  { opinion: 'cosine', eyes: 'own', evidenceBps: EVIDENCE_BPS },
  { opinion: 'cosine', eyes: 'reference', evidenceBps: EVIDENCE_BPS },
];
const BOTH: Rules = { opinion: 'step + cosine', eyes: 'own', evidenceBps: EVIDENCE_BPS };
const COLOURS = ['#2a9d8f', '#4575d4', '#d98324', '#c0392b'];

const say = (text: string) => process.stderr.write(`${text}\n`);
const backend = JSON.parse(await readFile(join(ROOT, 'node_modules/@tensorflow/tfjs-backend-wasm/package.json'), 'utf8'));

const wanted = process.argv.slice(2);
const skews: SkewFindings[] = [];
for (const skew of SKEWS) {
  if (wanted.length > 0 && !wanted.includes(`${skew}`)) continue;
  const key = { findings: skew, TUNING, FRESH, FORM, EVIDENCE_BPS, BENCHES, COUNTS };
  skews.push(await cached(key, () => findingsOf(skew)));
}
if (wanted.length > 0) process.exit();

const lines: Line[] = skews.flatMap(({ skew, curves }, i) =>
  curves.map(({ eyes, flip }) => ({
    name: `${skew === 'alike' ? 'alike' : `α = ${skew}`}${eyes === 'own' ? '' : ', reference'}`,
    values: flip,
    colour: COLOURS[i],
    dashed: eyes !== 'own',
  })),
);
const findings: Findings = {
  command: 'npm run experiment judging',
  versions: { node: process.version, tfjsBackendWasm: backend.version, platform: `${process.platform} ${process.arch}` },
  tuning: TUNING,
  fresh: FRESH,
  form: FORM,
  evidenceBps: EVIDENCE_BPS,
  counts: COUNTS,
  skews,
};
const text = report(findings);
const folder = join(ROOT, 'docs/experiments');
await mkdir(folder, { recursive: true });
await writeFile(join(folder, 'judging.md'), text);
await writeFile(join(folder, 'judging.json'), `${JSON.stringify(findings)}\n`);
await writeFile(
  join(folder, 'judging.svg'),
  chart('Sign flip: honest against malicious, by the cosine, nine voters of whom 20 % lie', COUNTS, lines),
);
process.stdout.write(text);

async function worlds(skew: Skew, seeds: readonly string[], form: Parameters<typeof measured>[3]) {
  const found = [];
  for (const seed of seeds) {
    const began = performance.now();
    found.push(await measured('mnist', skew, seed, form));
    say(`${skew} ${seed}: ${((performance.now() - began) / 1000).toFixed(0)} s`);
  }
  return found;
}

async function findingsOf(skew: Skew): Promise<SkewFindings> {
  const isShort = COSINES_ONLY.includes(skew);
  const tuning = await worlds(skew, TUNING, isShort ? { cosinesOnly: true } : {});
  const fresh = await worlds(skew, FRESH, { cosinesOnly: true });
  const all = tuning.flatMap(({ committees }) => committees);
  const honest = all.filter(({ attack }) => attack === 'none');
  const most = (values: readonly number[]) => values.reduce((a, b) => Math.max(a, b), -1);
  const single = (opinion: OpinionName, eyes: 'own' | 'reference', estimator: (typeof ESTIMATORS)[number], eta: number) => ({
    opinion,
    eyes,
    estimator,
    eta,
    ...judgeSingly(tuning, { opinion, eyes, estimator, eta }),
  });
  const rules = skew === 'alike' ? [BOTH, ...CHOSEN] : CHOSEN;
  return {
    skew,
    losses: tuning.flatMap(({ losses }) => losses),
    alike: {
      honest: most(honest.flatMap(({ likeEarlier }) => likeEarlier)),
      honestToLast: most(honest.flatMap(({ likeLast }) => likeLast)),
      twins: tuning.flatMap(({ twins }) => twins).reduce((a, b) => Math.min(a, b), 1),
      copies: all
        .filter(({ attack }) => attack === 'copy')
        .flatMap(({ malicious, likeEarlier }) => likeEarlier.filter((like, p) => malicious[p] && like > 0.98))
        .reduce((a, b) => Math.min(a, b), 1),
    },
    singles: [
      ...OPINION_NAMES.filter((opinion) => !isShort || opinion === 'cosine').map((opinion) => single(opinion, 'own', 'median', 0)),
      ...WITH_REFERENCE.filter((opinion) => !isShort || opinion === 'cosine').map((opinion) => single(opinion, 'reference', 'one', 0)),
    ],
    estimators: [0, 0.2].flatMap((eta) => ESTIMATORS.map((estimator) => single('cosine', 'own', estimator, eta))),
    sequences: BENCHES.flatMap((bench) =>
      rules.map((rule) => ({
        bench,
        rules: rule,
        tuning: sequence(tuning, bench, rule),
        fresh: rule === BOTH ? undefined : sequence(fresh, bench, rule),
      })),
    ),
    curves: CHOSEN.map((rule) => ({
      eyes: rule.eyes,
      flip: curve(make(tuning, { voters: 9, eta: 0.2 }, rule), 'sign flip', COUNTS),
      labels: curve(make(tuning, { voters: 9, eta: 0.2 }, rule), 'label flip', COUNTS),
    })),
  };
}
