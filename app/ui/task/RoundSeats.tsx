import { Check } from 'lucide-react';
import type { Address, ParticipantId, Role } from '../../core/words.ts';
import type { TaskRoom } from '../../session/house.ts';
import type { OpenRoundView, SeatView, TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { Amount } from '../parts/Amount.tsx';
import { Copyable } from '../parts/Copyable.tsx';
import { Hint } from '../parts/Hint.tsx';
import { Identicon } from '../parts/Identicon.tsx';
import { Panel } from '../parts/Panel.tsx';
import { VerifyDraw } from './DrawProof.tsx';

const ACTS = {
  proposer: [['proposed', 'proposed']],
  voter: [
    ['committed', 'sealed'],
    ['revealed', 'opened'],
    ['attested', 'attested'],
  ],
} as const;

/** Who sits where in the open round, and what each has done. */
export function RoundSeats({
  room,
  task,
  round,
  wallets,
  me,
}: {
  room: TaskRoom;
  task: TaskView;
  round?: OpenRoundView;
  wallets: ReadonlyMap<ParticipantId, Address>;
  me?: ParticipantId;
}) {
  if (!round || round.seats.length === 0) return null;
  return (
    <Panel
      title={T.live.seatsOfThisRound}
      aside={
        <>
          {round.pioneer ? T.live.attendancePayOnly : T.live.toBePaid}: <Amount value={round.budget} token={task.token} />
        </>
      }
    >
      <div className="grid gap-x-6 gap-y-4 sm:grid-cols-2">
        {(['proposer', 'voter'] as const).map((role) => (
          <Side key={role} role={role} seats={round.seats.filter((seat) => seat.role === role)} wallets={wallets} me={me} />
        ))}
      </div>
      <p className="mt-3 flex flex-wrap items-center gap-x-1.5 text-ink-3 text-xs">
        {T.live.drawnFromTheSeed(<Copyable text={round.seed} what={T.live.seed} />, task.activeCount)}
      </p>
      <VerifyDraw key={round.round} room={room} round={round.round} me={me} />
    </Panel>
  );
}

function Side({
  role,
  seats,
  wallets,
  me,
}: {
  role: Role;
  seats: readonly SeatView[];
  wallets: ReadonlyMap<ParticipantId, Address>;
  me?: ParticipantId;
}) {
  return (
    <div>
      <h3 className="mb-1.5 text-ink-3 text-xs">{role === 'proposer' ? T.live.proposers : T.live.voters}</h3>
      <ul className="space-y-1">
        {seats.map((seat) => {
          const wallet = wallets.get(seat.id);
          const mine = seat.id === me;
          return (
            <li
              key={seat.seat}
              className={`flex items-center gap-2 rounded-lg px-2 py-1 text-sm ${mine ? 'bg-accent-soft' : 'bg-sunken'} ${seat.excused ? 'opacity-60' : ''}`}
            >
              {wallet && <Identicon address={wallet} size={18} />}
              <span className={mine ? 'font-semibold' : ''}>{mine ? T.live.you2(seat.id) : `#${seat.id}`}</span>
              {seat.excused && <span className="text-ink-3 text-xs">{T.live.gaveItUp}</span>}
              <span className="ml-auto flex gap-1">
                {ACTS[role].map(([act, word]) => (
                  <Hint key={act} text={seat[act] ? word : T.live.notYet(word)}>
                    <button
                      type="button"
                      aria-label={seat[act] ? word : T.live.notYet(word)}
                      className={`grid size-5 place-items-center rounded-full border ${seat[act] ? 'border-transparent bg-ink-2 text-paper' : 'border-line-strong'}`}
                    >
                      {seat[act] && <Check aria-hidden className="size-3" />}
                    </button>
                  </Hint>
                ))}
              </span>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
