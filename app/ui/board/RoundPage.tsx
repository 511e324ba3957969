import { ChevronLeft, ChevronRight } from 'lucide-react';
import type { ParticipantId } from '../../core/words.ts';
import type { Leaderboard, RoundRow, SeatRow, TaskView } from '../../session/views.ts';
import { Amount } from '../parts/Amount.tsx';
import { Copyable, Transaction } from '../parts/Copyable.tsx';
import { Figure } from '../parts/Figure.tsx';
import { Notice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Participant } from '../parts/Participant.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { agreementWords, meritWords, OUTCOME_WORDS, PENALTY_WORDS } from '../phrases.ts';
import { roundLink, taskLink } from '../route.ts';
import { Words } from './Board.tsx';
import { ExportButtons } from './ExportButtons.tsx';
import { lossWords, OutcomeMark } from './RoundList.tsx';
import { SEAT_COLUMNS, seatTable } from './tables.ts';

/** Agreement comes as 64 × its value. */
const AGREEMENT_UNIT = 64;

/** One settled round, seat by seat, down to its transactions. */
export function RoundPage({ task, board, round, me }: { task: TaskView; board?: Leaderboard; round: number; me?: ParticipantId }) {
  if (!board) return <Skeleton className="h-96 w-full rounded-2xl" />;
  const rows = board.rounds.filter((row) => row.round === round);
  const last = Math.max(0, ...board.rounds.map((row) => row.round));
  return (
    <div className="space-y-4">
      <div className="flex items-center justify-between gap-3">
        <a href={taskLink(task.address, 'rounds')} className="text-ink-2 text-sm hover:underline">
          All rounds
        </a>
        <nav aria-label="Rounds" className="flex items-center gap-1">
          <Step to={round > 0 ? roundLink(task.address, round - 1) : undefined} name="Previous round">
            <ChevronLeft aria-hidden className="size-4" />
          </Step>
          <span className="px-2 font-semibold">Round {round}</span>
          <Step to={round < last ? roundLink(task.address, round + 1) : undefined} name="Next round">
            <ChevronRight aria-hidden className="size-4" />
          </Step>
        </nav>
      </div>
      {rows.length === 0 && (
        <Notice title={round >= task.round ? 'This round has not been settled yet.' : 'Nothing is known of this round.'}>
          <p className="text-ink-2">Its seats, judgements and payments appear here as soon as it is settled.</p>
        </Notice>
      )}
      {rows.map((row) => (
        <Round key={row.settleTx} row={row} task={task} board={board} me={me} />
      ))}
    </div>
  );
}

function Round({ row, task, board, me }: { row: RoundRow; task: TaskView; board: Leaderboard; me?: ParticipantId }) {
  const proposers = row.seats.filter((seat) => seat.role === 'proposer');
  const voters = row.seats.filter((seat) => seat.role === 'voter');
  return (
    <>
      <Panel
        title={<OutcomeMark outcome={row.outcome} pioneer={row.pioneer} />}
        aside={
          <ExportButtons
            name={`round-${row.round}`}
            columns={SEAT_COLUMNS}
            rows={() => seatTable({ ...board, rounds: [row] }, task.token)}
            whole={row}
          />
        }
      >
        <p className="text-ink-2 text-sm">{OUTCOME_WORDS[row.outcome].means}</p>
        <dl className="mt-4 grid grid-cols-2 gap-x-4 gap-y-3 sm:grid-cols-4">
          <Figure name="Loss, as attested">{lossWords(row).replace('loss ', '') || '–'}</Figure>
          <Figure name="Paid">
            <Amount value={row.paid} token={task.token} />
          </Figure>
          <Figure name="Slashed" tone={row.slashed > 0n ? 'text-bad' : ''}>
            <Amount value={row.slashed} token={task.token} />
          </Figure>
          <Figure name="Budget">
            <Amount value={row.budget} token={task.token} />
          </Figure>
        </dl>
        <dl className="mt-4 flex flex-wrap gap-x-6 gap-y-1 text-ink-3 text-xs">
          <Reference name="model">
            <Copyable text={row.digest} what="model digest" />
          </Reference>
          <Reference name="seed">
            <Copyable text={row.seed} what="seed" />
          </Reference>
          <Reference name="draw">
            <Transaction hash={row.drawTx} />
          </Reference>
          <Reference name="settle">
            <Transaction hash={row.settleTx} />
          </Reference>
          {row.keepers.map((keeper, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same account may have drawn and settled.
            <Reference key={i} name="keeper">
              <Copyable text={keeper.account} what="keeper address" /> <Amount value={keeper.amount} token={task.token} />
            </Reference>
          ))}
        </dl>
      </Panel>
      <SeatTable
        title="Proposers"
        note={row.pioneer ? 'initialisations' : 'whose update helped, whose did not'}
        seats={proposers}
        row={row}
        task={task}
        me={me}
      />
      <SeatTable title="Voters" note="how close they judged to the outcome" seats={voters} row={row} task={task} me={me} />
    </>
  );
}

function SeatTable({
  title,
  note,
  seats,
  row,
  task,
  me,
}: {
  title: string;
  note: string;
  seats: readonly SeatRow[];
  row: RoundRow;
  task: TaskView;
  me?: ParticipantId;
}) {
  if (seats.length === 0) return null;
  const cell = 'px-3 py-2.5 text-right align-top';
  return (
    <Panel title={title} aside={note}>
      <div className="-mx-4 overflow-x-auto sm:-mx-5">
        <table className="w-full min-w-[40rem] text-sm">
          <thead>
            <tr className="text-ink-3 text-xs">
              {['Participant', 'Judged', title === 'Proposers' ? 'In the model' : 'Acts', 'Reward', 'Slashed', 'Transactions'].map(
                (name, i) => (
                  <th
                    key={name}
                    scope="col"
                    className={`px-3 py-2 font-normal ${i === 0 ? 'pl-4 text-left sm:pl-5' : 'text-right'} ${i === 5 ? 'pr-4 sm:pr-5' : ''}`}
                  >
                    {name}
                  </th>
                ),
              )}
            </tr>
          </thead>
          <tbody>
            {seats.map((seat) => (
              <tr key={`${seat.role}${seat.seat}`} className={`border-line border-t ${seat.id === me ? 'bg-accent-soft' : ''}`}>
                <th scope="row" className="py-2.5 pr-3 pl-4 text-left align-top font-normal sm:pl-5">
                  <Participant id={seat.id} wallet={seat.wallet} mine={seat.id === me} />
                </th>
                <td className={cell}>
                  <Judged seat={seat} pioneer={row.pioneer} />
                </td>
                <td className={cell}>
                  <Part seat={seat} pioneer={row.pioneer} />
                </td>
                <td className={cell}>
                  <Amount value={seat.reward} token={task.token} bare />
                </td>
                <td className={`${cell} ${seat.slashed > 0n ? 'text-bad' : 'text-ink-3'}`}>
                  {seat.slashed > 0n ? <Amount value={-seat.slashed} token={task.token} bare /> : '0'}
                  {seat.penalty !== 'None' && <span className="block text-xs">{PENALTY_WORDS[seat.penalty]}</span>}
                </td>
                <td className={`${cell} pr-4 sm:pr-5`}>
                  <span className="inline-grid justify-items-end gap-0.5 text-xs">
                    {Object.entries(seat.txs).map(([act, hash]) => (
                      <span key={act} className="inline-flex gap-1.5">
                        <span className="text-ink-3">{act}</span>
                        <Transaction hash={hash} />
                      </span>
                    ))}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  );
}

function Judged({ seat, pioneer }: { seat: SeatRow; pioneer: boolean }) {
  if (pioneer) return <span className="text-ink-3">not judged</span>;
  if (!seat.attended) return <span className="text-ink-3">absent</span>;
  if (seat.role === 'proposer')
    return <Words words={`update ${meritWords(seat.measure)}`} number={`merit ${seat.measure}`} bad={seat.measure < 112} />;
  const agreement = seat.measure / AGREEMENT_UNIT;
  return <Words words={agreementWords(agreement)} number={`agreement ${agreement.toFixed(2)}`} bad={agreement <= 0} />;
}

function Part({ seat, pioneer }: { seat: SeatRow; pioneer: boolean }) {
  if (seat.role === 'voter')
    return <span className={seat.attended ? 'text-ink-2' : 'text-bad'}>{seat.attended ? 'all done' : 'missed'}</span>;
  if (pioneer) return <span className={seat.attended ? 'text-ink-2' : 'text-bad'}>{seat.attended ? 'sent' : 'missed'}</span>;
  return seat.kept ? <span className="text-good">kept</span> : <span className="text-bad">{seat.attended ? 'left out' : 'missed'}</span>;
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
