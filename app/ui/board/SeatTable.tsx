import type { ReactNode } from 'react';
import type { ParticipantId, Role } from '../../core/words.ts';
import type { RoundRow, SeatRow, TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { Amount } from '../parts/Amount.tsx';
import { Transaction } from '../parts/Copyable.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Participant } from '../parts/Participant.tsx';
import { NARROW, useMedia } from '../parts/usemedia.ts';
import { agreementWords, isUnlike, meritWords, PENALTY_WORDS } from '../phrases.ts';
import { Words } from './Cells.tsx';

/** Agreement comes as 64 × its value. */
const AGREEMENT_UNIT = 64;

type SeatsLook = {
  readonly of: Role;
  readonly note: string;
  readonly seats: readonly SeatRow[];
  readonly row: RoundRow;
  readonly task: TaskView;
  readonly me?: ParticipantId;
};

/** The seats of one role: a table, or on a phone one card for each, with nothing cut off. */
export function SeatTable(look: SeatsLook) {
  const narrow = useMedia(NARROW);
  const { of: role, note, seats } = look;
  if (seats.length === 0) return null;
  return (
    <Panel title={role === 'proposer' ? T.board.proposers : T.board.voters} aside={note}>
      {narrow ? <Cards {...look} /> : <Table {...look} />}
    </Panel>
  );
}

const names = (role: Role) => [
  T.board.participant,
  T.board.judged,
  role === 'proposer' ? T.board.inModel : T.board.acts,
  T.board.names.reward,
  T.board.names.slashed,
  T.board.transactions,
];

function Table({ of: role, seats, row, task, me }: SeatsLook) {
  const cell = 'px-3 py-2.5 text-right align-top';
  return (
    <div className="-mx-4 sm:-mx-5">
      <table className="w-full text-sm">
        <thead>
          <tr className="text-ink-3 text-xs">
            {names(role).map((name, i) => (
              <th
                key={name}
                scope="col"
                className={`px-3 py-2 font-normal ${i === 0 ? 'pl-4 text-left sm:pl-5' : 'text-right'} ${i === 5 ? 'pr-4 sm:pr-5' : ''}`}
              >
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <tr key={seat.seat} className={`border-line border-t ${seat.id === me ? 'bg-accent-soft' : ''}`}>
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
              <td className={cell}>
                <Slashed seat={seat} task={task} />
              </td>
              <td className={`${cell} pr-4 sm:pr-5`}>
                <Transactions seat={seat} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cards({ of: role, seats, row, task, me }: SeatsLook) {
  const [, judged, part, reward, slashed] = names(role);
  return (
    <ul className="space-y-2">
      {seats.map((seat) => (
        <li key={seat.seat} className={`rounded-xl border border-line p-3 text-sm ${seat.id === me ? 'bg-accent-soft' : ''}`}>
          <Participant id={seat.id} wallet={seat.wallet} mine={seat.id === me} />
          <dl className="mt-2 grid grid-cols-2 gap-x-4 gap-y-1.5">
            <Small name={judged}>
              <Judged seat={seat} pioneer={row.pioneer} />
            </Small>
            <Small name={part}>
              <Part seat={seat} pioneer={row.pioneer} />
            </Small>
            <Small name={reward}>
              <Amount value={seat.reward} token={task.token} />
            </Small>
            <Small name={slashed}>
              <Slashed seat={seat} task={task} />
            </Small>
          </dl>
          <div className="mt-2 border-line border-t pt-2">
            <Transactions seat={seat} />
          </div>
        </li>
      ))}
    </ul>
  );
}

function Small({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="min-w-0">
      <dt className="text-ink-3 text-xs">{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function Slashed({ seat, task }: { seat: SeatRow; task: TaskView }) {
  return (
    <span className={seat.slashed > 0n ? 'text-bad' : 'text-ink-3'}>
      {seat.slashed > 0n ? <Amount value={-seat.slashed} token={task.token} bare /> : '0'}
      {seat.penalty !== 'None' && <span className="block text-xs">{PENALTY_WORDS[seat.penalty]}</span>}
    </span>
  );
}

function Transactions({ seat }: { seat: SeatRow }) {
  return (
    <span className="inline-grid gap-0.5 text-xs md:justify-items-end">
      {Object.entries(seat.txs).map(([act, hash]) => (
        <span key={act} className="inline-flex gap-1.5">
          <span className="text-ink-3">{act}</span>
          <Transaction hash={hash} />
        </span>
      ))}
    </span>
  );
}

function Judged({ seat, pioneer }: { seat: SeatRow; pioneer: boolean }) {
  if (pioneer) return <span className="text-ink-3">{T.board.notJudged}</span>;
  if (!seat.attended) return <span className="text-ink-3">{T.board.absentWord}</span>;
  if (seat.role === 'proposer')
    return <Words words={T.board.update(meritWords(seat.measure))} number={T.board.merit(seat.measure)} bad={seat.measure < 112} />;
  const agreement = seat.measure / AGREEMENT_UNIT;
  return <Words words={agreementWords(agreement)} number={T.board.agreementNumber(agreement.toFixed(2))} bad={isUnlike(agreement)} />;
}

function Part({ seat, pioneer }: { seat: SeatRow; pioneer: boolean }) {
  const look = (isGood: boolean, good: string, bad: string, tone = 'text-ink-2') => (
    <span className={isGood ? tone : 'text-bad'}>{isGood ? good : bad}</span>
  );
  if (seat.role === 'voter') return look(seat.attended, T.board.allDone, T.board.missed);
  if (pioneer) return look(seat.attended, T.board.sent, T.board.missed);
  return look(seat.kept === true, T.board.keptWord, seat.attended ? T.board.leftOut : T.board.missed, 'text-good');
}
