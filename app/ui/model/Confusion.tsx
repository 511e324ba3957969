import { T } from '../language.ts';
import { count, percent } from '../numbers.ts';
import { plain } from '../text.ts';

/** More classes than this are told by their recall alone. */
const MOST = 20;

/** True classes by row, what the model said by column, and the recall of each class. */
export function Confusion({ classes, counts }: { classes: readonly string[]; counts: readonly (readonly number[])[] }) {
  const rows = counts.map((row, i) => {
    const all = row.reduce((sum, value) => sum + value, 0);
    return { name: plain(classes[i] ?? `${i}`, 24), row, all, recall: all > 0 ? (row[i] ?? 0) / all : Number.NaN };
  });
  const isWhole = rows.length <= MOST;
  return (
    <div>
      <p className="mb-1 text-ink-2 text-sm">{isWhole ? T.model.confusion : T.model.recalls}</p>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard.
        tabIndex={0}
        aria-label={T.model.confusion}
        className="max-h-96 overflow-auto"
      >
        <table className="w-full border-separate border-spacing-px text-center text-[0.7rem]">
          <thead className="text-ink-3">
            <tr>
              <th scope="col" className="px-1 text-left font-normal">
                {T.model.trueClass}
              </th>
              {isWhole &&
                rows.map(({ name }) => (
                  <th key={name} scope="col" className="max-w-12 truncate px-0.5 font-normal" title={name}>
                    {name}
                  </th>
                ))}
              <th scope="col" className="px-1 text-right font-normal">
                {T.model.recall}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, row, all, recall }, i) => (
              <tr key={name}>
                <th scope="row" className="max-w-24 truncate px-1 text-left font-normal" title={name}>
                  {name}
                </th>
                {isWhole &&
                  row.map((value, j) => (
                    <td
                      key={rows[j]?.name}
                      className={`rounded-sm ${shade(value, all, i === j)}`}
                      title={T.model.cell(name, rows[j]?.name ?? '', value)}
                    >
                      {value === 0 ? <span className="text-ink-3">·</span> : count(value)}
                    </td>
                  ))}
                <td className="whitespace-nowrap px-1 text-right">{percent(recall, 0)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** Right answers in the accent, wrong ones in red, both by their share; the number stands in the cell for who sees no colours. */
function shade(value: number, all: number, isRight: boolean): string {
  const share = all > 0 ? value / all : 0;
  if (value === 0) return 'bg-sunken/60';
  if (isRight) return share > 0.8 ? 'bg-accent/55 font-semibold' : share > 0.5 ? 'bg-accent/35 font-semibold' : 'bg-accent/20';
  return share > 0.2 ? 'bg-bad/45' : 'bg-bad/20';
}
