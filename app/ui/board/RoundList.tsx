import { CircleCheck, CircleDashed, CircleSlash } from 'lucide-react';
import type { Outcome, ParticipantId } from '../../core/words.ts';
import type { Leaderboard, RoundRow, TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { loss } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { OUTCOME_WORDS } from '../phrases.ts';
import { roundLink } from '../route.ts';
import { ExportButtons } from './ExportButtons.tsx';
import { SEAT_COLUMNS, seatTable } from './tables.ts';

/** All settled rounds, the last one first. */
export function RoundList({ task, board, me }: { task: TaskView; board?: Leaderboard; me?: ParticipantId }) {
  if (!board) return <Skeleton className="h-72 w-full rounded-2xl" />;
  const rounds = [...board.rounds].sort((a, b) => b.round - a.round || b.settledAt - a.settledAt);
  if (rounds.length === 0) {
    return (
      <div className="rounded-2xl border border-line border-dashed px-6 py-14 text-center">
        <p className="font-semibold">{T.board.noRounds}</p>
        <p className="mt-1 text-ink-2 text-sm">{T.board.noRoundsWhy}</p>
      </div>
    );
  }
  return (
    <section aria-label={T.board.rounds} className="min-w-0 rounded-2xl border border-line bg-surface">
      <div className="flex flex-wrap items-center justify-between gap-3 p-4">
        <p className="text-ink-2 text-sm">{T.board.settledRounds(rounds.length)}</p>
        <ExportButtons
          file={`rounds-${task.address.slice(2, 10)}`}
          columns={SEAT_COLUMNS}
          rows={() => seatTable(board, task.token)}
          whole={board.rounds}
        />
      </div>
      <ul className="border-line border-t">
        {rounds.map((row) => (
          <li key={`${row.round}-${row.settleTx}`} className="border-line border-b last:border-0">
            <a
              href={roundLink(task.address, row.round)}
              className="grid grid-cols-[3.5rem_1fr_auto] items-center gap-3 px-4 py-3 text-sm hover:bg-sunken sm:grid-cols-[3.5rem_10rem_1fr_1fr_auto]"
            >
              <span className="font-semibold text-lg">{row.round}</span>
              <OutcomeMark outcome={row.outcome} pioneer={row.pioneer} />
              <span className="text-ink-2 max-sm:hidden">{lossWords(row)}</span>
              <span className="text-ink-2 max-sm:hidden">{keptWords(row)}</span>
              <span className="text-right">
                <Amount value={row.paid} token={task.token} />
                {row.slashed > 0n && (
                  <span className="block text-bad text-xs">
                    {T.board.slashedAmount} <Amount value={row.slashed} token={task.token} />
                  </span>
                )}
                {row.seats.some((seat) => seat.id === me) && <span className="block text-accent-text text-xs">{T.board.seated}</span>}
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}

export function OutcomeMark({ outcome, pioneer }: { outcome: Outcome; pioneer: boolean }) {
  const adopted = outcome === 'Adopted';
  const Icon = adopted ? CircleCheck : outcome === 'Refused' || outcome === 'Undecided' ? CircleSlash : CircleDashed;
  return (
    <span className={`inline-flex items-center gap-1.5 ${adopted ? 'text-good' : 'text-warn'}`}>
      <Icon aria-hidden className="size-4 shrink-0" />
      {pioneer && adopted ? T.board.pioneerAdopted : OUTCOME_WORDS[outcome].name}
    </span>
  );
}

export function lossWords({ lossBefore, lossAfter }: RoundRow): string {
  if (lossBefore === undefined || lossAfter === undefined) return '';
  return T.board.lossChange(loss(lossBefore), loss(lossAfter));
}

function keptWords(row: RoundRow): string {
  const proposers = row.seats.filter((seat) => seat.role === 'proposer');
  if (row.pioneer) return T.board.initialisations(proposers.length);
  return T.board.keptOf(proposers.filter((seat) => seat.kept).length, proposers.length);
}
