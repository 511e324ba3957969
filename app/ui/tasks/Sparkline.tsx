import type { Leaderboard } from '../../session/views.ts';
import { T } from '../language.ts';
import { loss } from '../numbers.ts';

const [WIDTH, HEIGHT, PAD] = [96, 28, 2];

/** The loss that voters attested for each adopted model, against the time of its settlement. */
export function Sparkline({ board }: { board: Leaderboard }) {
  const points = board.rounds.flatMap(({ outcome, lossAfter, settledAt }) =>
    outcome === 'Adopted' && lossAfter !== undefined ? [{ at: settledAt, loss: lossAfter }] : [],
  );
  const [first, last] = [points[0], points[points.length - 1]];
  if (!first || !last) return <span className="text-ink-3">{T.tasks.noCurve}</span>;
  const most = Math.max(...points.map((point) => point.loss), Number.EPSILON);
  const length = Math.max(1, last.at - first.at);
  const path = points
    .map(({ at, loss: value }, i) => {
      const x = PAD + ((at - first.at) / length) * (WIDTH - 2 * PAD);
      return `${i === 0 ? 'M' : 'L'}${x.toFixed(1)} ${(PAD + (1 - value / most) * (HEIGHT - 2 * PAD)).toFixed(1)}`;
    })
    .join('');
  return (
    <span className="inline-flex items-center gap-2">
      <svg
        role="img"
        aria-label={T.tasks.curve(loss(first.loss), loss(last.loss), points.length)}
        width={WIDTH}
        height={HEIGHT}
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        className="fill-none stroke-accent"
      >
        <path d={path} strokeWidth="1.75" strokeLinejoin="round" />
      </svg>
      <span aria-hidden>{T.tasks.loss(loss(last.loss))}</span>
    </span>
  );
}
