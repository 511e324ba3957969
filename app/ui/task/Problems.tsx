import type { Problem } from '../../session/views.ts';
import { T } from '../language.ts';
import { TroubleNotice } from '../parts/Notice.tsx';
import { troubleNamed } from '../words.ts';

/** Their way out says already that the page goes on by itself. */
const SAYS_SO = new Set([
  'RpcUnavailableError',
  'HttpRequestError',
  'TimeoutError',
  'BehindError',
  'NotMinedError',
  'SpecUnavailableError',
  'SpecMismatchError',
  'InvalidWeightsError',
  'WrongModelError',
  'UnavailableError',
  'SecondTabError',
]);

const SHOWN = 3;

/** What went wrong lately, newest first, in words. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  // Several acts may meet the same trouble: it is told once.
  const recent = new Map([...problems].sort((a, b) => a.time - b.time).map((problem) => [problem.error, problem]));
  return [...recent.values()]
    .reverse()
    .slice(0, SHOWN)
    .map((problem) => {
      const trouble = troubleNamed(problem.error, problem.message);
      const tells = !problem.retrying || SAYS_SO.has(problem.error);
      return <TroubleNotice key={problem.error} trouble={tells ? trouble : { ...trouble, way: T.phrases.retrying(trouble.way) }} />;
    });
}
