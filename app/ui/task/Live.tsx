import type { Address, ParticipantId } from '../../core/words.ts';
import type { TaskRoom } from '../../session/house.ts';
import type { RoundRow, SessionView, TaskView } from '../../session/views.ts';
import { DEV_WALLET } from '../wallet/devwallet.ts';
import type { WalletState } from '../wallet/usewallet.ts';
import { ActivityFeed } from './Activity.tsx';
import { DataPanel } from './DataPanel.tsx';
import { Holdings } from './Holdings.tsx';
import { JoinForm } from './JoinForm.tsx';
import { ModelCurve, WarmUp } from './ModelCurve.tsx';
import { hasLeft } from './next.ts';
import { RoundSeats } from './RoundSeats.tsx';
import { SeatCard } from './SeatCard.tsx';
import { BytesOut, PeersPanel } from './Surroundings.tsx';
import { TrainingPlot } from './TrainingPlot.tsx';
import type { Choosing } from './usedata.ts';

/** The task as it happens: the model and what this tab does for it on one side, my part in it on the other. */
export function Live({
  room,
  view,
  task,
  rounds,
  wallets,
  who,
  choosing,
}: {
  room: TaskRoom;
  view: SessionView;
  task: TaskView;
  rounds: readonly RoundRow[];
  wallets: ReadonlyMap<ParticipantId, Address>;
  who: WalletState;
  choosing: Choosing;
}) {
  const { me } = view;
  const ended = task.phase === 'Finished' || task.phase === 'Aborted';
  return (
    <div className="grid items-start gap-4 lg:grid-cols-3">
      <div className="min-w-0 space-y-4 max-lg:contents lg:col-span-2">
        <div className="min-w-0 max-lg:order-2">
          <ModelCurve room={room} view={view} rounds={rounds} />
        </div>
        <div className="min-w-0 space-y-4 max-lg:order-4">
          {((choosing.data !== undefined && !ended) || view.steps.length > 0) && <TrainingPlot view={view} />}
          <WarmUp view={view} />
          <RoundSeats room={room} task={task} round={view.round} wallets={wallets} me={me?.id} />
          <ActivityFeed task={task} activity={view.activity} wallets={wallets} me={me?.id} />
        </div>
      </div>
      <div className="min-w-0 space-y-4 max-lg:contents">
        <div className="min-w-0 space-y-4 max-lg:order-1">
          {(me || ended) && <SeatCard room={room} view={view} />}
          {me && <Holdings room={room} task={task} me={me} who={who} />}
          {!ended && (!me || hasLeft(me)) && (
            <JoinForm
              key={`${who.connectorId === DEV_WALLET} ${me?.stake}`}
              room={room}
              task={task}
              who={who}
              choosing={choosing}
              held={me?.stake}
            />
          )}
        </div>
        <div className="min-w-0 space-y-4 max-lg:order-3">
          {!ended && <DataPanel spec={task.spec} choosing={choosing} wallet={who.address} />}
        </div>
        <div className="min-w-0 space-y-4 max-lg:order-5">
          <PeersPanel view={view} />
          <BytesOut view={view} />
        </div>
      </div>
    </div>
  );
}
