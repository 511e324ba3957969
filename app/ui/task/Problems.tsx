import type { Problem } from '../../session/views.ts';
import { TroubleNotice } from '../parts/Notice.tsx';
import { troubleNamed } from '../words.ts';

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
      const tells = !problem.retrying || /\b(page|tab) (keeps|looks|waits|tries)|goes on/.test(trouble.way);
      return (
        <TroubleNotice key={problem.error} trouble={tells ? trouble : { ...trouble, way: `${trouble.way} (Trying again by itself.)` }} />
      );
    });
}
