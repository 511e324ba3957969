import type { Problem } from '../../session/views.ts';
import { TroubleNotice } from '../parts/Notice.tsx';
import { troubleNamed } from '../words.ts';

const SHOWN = 3;

/** What went wrong lately, newest first, in words. */
export function Problems({ problems }: { problems: readonly Problem[] }) {
  const recent = [...problems].sort((a, b) => b.time - a.time).slice(0, SHOWN);
  return recent.map((problem) => {
    const trouble = troubleNamed(problem.error, problem.message);
    return (
      <TroubleNotice
        key={problem.key}
        trouble={problem.retrying ? { ...trouble, way: `${trouble.way} (Trying again by itself.)` } : trouble}
      />
    );
  });
}
