import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ParticipantId } from '../../core/words.ts';
import type { Leaderboard, RoundRow, TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { loss } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Copyable, Transaction } from '../parts/Copyable.tsx';
import { Figure } from '../parts/Figure.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { OUTCOME_WORDS } from '../phrases.ts';
import { roundLink, taskLink, writeRoute } from '../route.ts';
import { ExportButtons } from './ExportButtons.tsx';
import { OutcomeMark } from './RoundList.tsx';
import { SeatTable } from './SeatTable.tsx';
import { SEAT_COLUMNS, seatTable } from './tables.ts';

/** One settled round, seat by seat, down to its transactions. */
export function RoundPage({ task, board, round, me }: { task: TaskView; board?: Leaderboard; round: number; me?: ParticipantId }) {
  if (!board) return <Skeleton className="h-96 w-full rounded-2xl" />;
  const rows = board.rounds.filter((row) => row.round === round);
  const last = Math.max(0, ...board.rounds.map((row) => row.round));
  const ranking = writeRoute({ page: 'task', task: task.address, tab: 'board', search: { rounds: String(round) } });
  return (
    <div className="space-y-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1">
        <span className="flex flex-wrap gap-x-4 text-ink-2 text-sm">
          <a href={taskLink(task.address, 'rounds')} className="hover:underline">
            {T.board.allRounds}
          </a>
          {rows.length > 0 && (
            <a href={ranking} className="hover:underline">
              {T.board.roundBoard}
            </a>
          )}
        </span>
        <nav aria-label={T.board.rounds} className="flex items-center gap-1">
          <Step to={round > 0 ? roundLink(task.address, round - 1) : undefined} name={T.board.previous}>
            <ChevronLeft aria-hidden className="size-4" />
          </Step>
          <span className="px-2 font-semibold">{T.board.round(round)}</span>
          <Step to={round < last ? roundLink(task.address, round + 1) : undefined} name={T.board.next}>
            <ChevronRight aria-hidden className="size-4" />
          </Step>
        </nav>
      </div>
      {rows.length === 0 && (
        <Notice title={round >= task.round ? T.board.notSettled : T.board.unknownRound}>
          <p className="text-ink-2">{T.board.notSettledWhy}</p>
        </Notice>
      )}
      {rows.map((row) => (
        <Round key={row.settleTx} row={row} task={task} board={board} me={me} />
      ))}
    </div>
  );
}

function Round({ row, task, board, me }: { row: RoundRow; task: TaskView; board: Leaderboard; me?: ParticipantId }) {
  const { lossBefore, lossAfter } = row;
  const seats = (role: 'proposer' | 'voter') => row.seats.filter((seat) => seat.role === role);
  return (
    <>
      <Panel
        title={<OutcomeMark outcome={row.outcome} pioneer={row.pioneer} />}
        aside={
          <ExportButtons
            file={`round-${row.round}`}
            columns={SEAT_COLUMNS}
            rows={() => seatTable({ ...board, rounds: [row] }, task.token)}
            whole={row}
          />
        }
      >
        <p className="text-ink-2 text-sm">{OUTCOME_WORDS[row.outcome].means}</p>
        <dl className="mt-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
          <Figure name={T.board.lossAttested}>
            {lossBefore === undefined || lossAfter === undefined ? '–' : `${loss(lossBefore)} → ${loss(lossAfter)}`}
          </Figure>
          <Figure name={T.board.paid}>
            <Amount value={row.paid} token={task.token} />
          </Figure>
          <Figure name={T.board.names.slashed} tone={row.slashed > 0n ? 'text-bad' : ''}>
            <Amount value={row.slashed} token={task.token} />
          </Figure>
          <Figure name={T.board.budget}>
            <Amount value={row.budget} token={task.token} />
          </Figure>
        </dl>
        <dl className="mt-4 flex flex-wrap gap-x-6 gap-y-1 text-ink-3 text-xs">
          <Reference name={T.board.model}>
            <Copyable text={row.digest} what={T.board.modelDigest} />
          </Reference>
          <Reference name={T.board.seed}>
            <Copyable text={row.seed} what={T.board.seed} />
          </Reference>
          <Reference name={T.board.draw}>
            <Transaction hash={row.drawTx} />
          </Reference>
          <Reference name={T.board.settle}>
            <Transaction hash={row.settleTx} />
          </Reference>
          {row.keepers.map((keeper, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same account may have drawn and settled.
            <Reference key={i} name={T.board.keeperName}>
              <Copyable text={keeper.account} what={T.board.keeperAddress} /> <Amount value={keeper.amount} token={task.token} />
            </Reference>
          ))}
        </dl>
      </Panel>
      <SeatTable
        of="proposer"
        note={row.pioneer ? T.board.proposersPioneer : T.board.proposersNote}
        seats={seats('proposer')}
        row={row}
        task={task}
        me={me}
      />
      <SeatTable of="voter" note={T.board.votersNote} seats={seats('voter')} row={row} task={task} me={me} />
    </>
  );
}

function Reference({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <div className="flex items-baseline gap-1.5">
      <dt>{name}</dt>
      <dd className="text-ink-2">{children}</dd>
    </div>
  );
}

function Step({ to, name, children }: { to?: string; name: string; children: React.ReactNode }) {
  if (!to) return <span className="p-1.5 text-line-strong">{children}</span>;
  return (
    <a href={to} aria-label={name} className="rounded-lg p-1.5 hover:bg-sunken">
      {children}
    </a>
  );
}
