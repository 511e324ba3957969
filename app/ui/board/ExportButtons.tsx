import { Download } from 'lucide-react';
import { type Row, save, toCsv, toJson } from '../export.ts';
import { T } from '../language.ts';
import { buttonLook } from '../parts/Button.tsx';

/** The table as CSV, and everything behind it as JSON. */
export function ExportButtons({
  file,
  columns,
  rows,
  whole,
}: {
  /** Of the files, without its ending. */
  file: string;
  columns: readonly string[];
  rows: () => readonly Row[];
  whole: unknown;
}) {
  const look = `${buttonLook('plain')} !min-h-8 !px-2.5 !text-xs`;
  return (
    <span className="inline-flex gap-1.5">
      <button type="button" className={look} onClick={() => save(`${file}.csv`, 'text/csv', toCsv(columns, rows()))}>
        <Download aria-hidden className="size-3.5" />
        {T.board.csv}
      </button>
      <button type="button" className={look} onClick={() => save(`${file}.json`, 'application/json', toJson(whole))}>
        <Download aria-hidden className="size-3.5" />
        {T.board.json}
      </button>
    </span>
  );
}
