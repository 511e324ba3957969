import { useState } from 'react';
import type { TaskRoom } from '../../session/house.ts';
import type { MeView, TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { amount, exact, parseAmount } from '../numbers.ts';
import { Amount } from '../parts/Amount.tsx';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Copyable } from '../parts/Copyable.tsx';
import { Fact, Figure } from '../parts/Figure.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Panel } from '../parts/Panel.tsx';
import { useTransaction } from '../parts/usetransaction.tsx';
import type { WalletState } from '../wallet/usewallet.ts';
import { AmountField, amountFault } from './AmountField.tsx';
import { hasLeft } from './next.ts';
import { useFunds } from './usefunds.ts';

/** What is mine in this task, and every way to move it. */
export function Holdings({ room, task, me, who }: { room: TaskRoom; task: TaskView; me: MeView; who: WalletState }) {
  const { token, rules } = task;
  const { busy, send } = useTransaction();
  const [form, setForm] = useState<'top-up' | 'withdraw'>();
  const ended = task.phase === 'Finished' || task.phase === 'Aborted';
  const blocked = busy !== undefined || !who.wallet;
  const free =
    ended || !me.active ? (me.seat && !ended ? 0n : me.stake) : me.seat || me.stake < rules.minStake ? 0n : me.stake - rules.minStake;
  return (
    <Panel title={T.stake.yourPlaceInThe} aside={`#${me.id}`}>
      <dl className="grid grid-cols-2 gap-3">
        <Figure
          name={T.stake.stake}
          note={me.seat && !ended ? T.stake.lockedUntilThisRound : me.active ? T.stake.inTheLottery : T.stake.notInTheLottery}
        >
          <Amount value={me.stake} token={token} />
        </Figure>
        <Figure
          name={T.stake.rewardsToClaim}
          tone={me.reward > 0n ? 'text-accent-text' : ''}
          note={me.reward > 0n ? T.stake.yoursAlreadyForEver : T.stake.noneYet}
        >
          <Amount value={me.reward} token={token} />
        </Figure>
      </dl>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          look={me.reward > 0n ? 'main' : 'plain'}
          disabled={blocked || me.reward === 0n}
          onClick={() => void send(T.phrases.tx.claim, room.claim)}
        >
          {T.stake.claim}
        </Button>
        {!ended && !hasLeft(me) && (
          <Button disabled={blocked} aria-expanded={form === 'top-up'} onClick={() => setForm(form === 'top-up' ? undefined : 'top-up')}>
            {T.stake.topUp}
          </Button>
        )}
        <Button
          disabled={blocked || free === 0n}
          aria-expanded={form === 'withdraw'}
          onClick={() => setForm(form === 'withdraw' ? undefined : 'withdraw')}
        >
          {T.stake.withdraw}
        </Button>
      </div>
      {form && (
        <MoveForm
          key={form}
          kind={form}
          room={room}
          task={task}
          who={who}
          free={free}
          stake={me.stake}
          isActive={me.active && !ended}
          busy={busy !== undefined}
          onSend={async (value) => {
            const done = await send(form === 'top-up' ? T.phrases.tx.topUp : T.phrases.tx.withdraw, (onTx) =>
              form === 'top-up' ? room.topUp(value, onTx) : room.withdraw(value, onTx),
            );
            if (done) setForm(undefined);
          }}
        />
      )}
      <dl className="mt-4 space-y-2 border-line border-t pt-3">
        <StandingBar name={T.stake.standingAsProposer} value={me.proposerStanding} boundary={rules.proposerBoundary} />
        <StandingBar name={T.stake.standingAsVoter} value={me.voterStanding} boundary={rules.voterBoundary} />
        <Fact name={T.stake.thisTabSKey}>
          <span className="inline-flex items-center gap-2">
            <Copyable text={me.operator} what={T.stake.operatorAddress} />
            <span className="text-ink-3 text-xs">{amount(me.operatorBalance, 18, 4)} ETH</span>
          </span>
        </Fact>
      </dl>
      {!ended && !hasLeft(me) && (
        <div className="-mx-3 mt-1 flex flex-wrap justify-between">
          <Confirm
            trigger={
              <Button look="quiet" disabled={blocked}>
                {T.stake.newKeyInThis}
              </Button>
            }
            title={T.stake.replaceThisParticipantS}
            act={T.stake.replaceTheKey}
            onConfirm={() => void send(T.phrases.tx.replaceKey, room.replaceOperator)}
          >
            <p>{T.stake.doThisWhenYou}</p>
            <p>{T.stake.warningANewKey}</p>
          </Confirm>
          {me.active && !me.leaving && (
            <Confirm
              trigger={
                <Button look="quiet" disabled={blocked}>
                  {T.stake.leave}
                </Button>
              }
              title={T.stake.leaveTheLottery}
              act={T.stake.leave}
              onConfirm={() => void send(T.phrases.tx.leave, room.leave)}
            >
              <p>
                {T.stake.youGetNoMore}
                {me.seat ? T.stake.theSeatYouHold : T.stake.yourStakeCanThen}
              </p>
              <p>{T.stake.whatYouHaveEarned}</p>
            </Confirm>
          )}
        </div>
      )}
    </Panel>
  );
}

function MoveForm({
  kind,
  room,
  task,
  who,
  free,
  stake,
  isActive,
  busy,
  onSend,
}: {
  kind: 'top-up' | 'withdraw';
  room: TaskRoom;
  task: TaskView;
  who: WalletState;
  free: bigint;
  stake: bigint;
  isActive: boolean;
  busy: boolean;
  onSend: (value: bigint) => Promise<void>;
}) {
  const { token } = task;
  const { balances } = useFunds(room, who, task.block);
  const max = kind === 'withdraw' ? free : balances?.token;
  const [text, setText] = useState(kind === 'withdraw' ? exact(free, token.decimals) : '');
  const fault = amountFault(text, token, { max });
  const value = parseAmount(text, token.decimals) ?? 0n;
  return (
    <form
      className="mt-3 space-y-2 rounded-xl bg-sunken p-3"
      onSubmit={(event) => {
        event.preventDefault();
        if (kind === 'top-up' && fault === undefined && !busy) void onSend(value);
      }}
    >
      <AmountField
        label={kind === 'withdraw' ? T.stake.backToYourWallet : T.stake.moreStakeFromThe}
        text={text}
        token={token}
        bounds={{ max }}
        onText={setText}
      />
      {kind === 'withdraw' ? (
        <Confirm
          trigger={
            <Button look="main" disabled={busy || fault !== undefined}>
              {T.stake.withdraw}
            </Button>
          }
          title={T.stake.withdrawTitle}
          act={T.stake.withdraw}
          onConfirm={() => void onSend(value)}
        >
          <p>{T.stake.withdrawGets(<Amount value={value} token={token} />, <Amount value={stake - value} token={token} />)}</p>
          <p>{isActive ? T.stake.withdrawCushion : T.stake.withdrawOut}</p>
        </Confirm>
      ) : (
        <Button look="main" type="submit" disabled={busy || fault !== undefined}>
          {T.stake.topUp}
        </Button>
      )}
    </form>
  );
}

/** How much evidence has gathered against a seat's holder: empty is spotless, full is slashed. */
function StandingBar({ name, value, boundary }: { name: string; value: number; boundary: number }) {
  const against = boundary > 0 ? Math.min(1, Math.max(0, -value / boundary)) : 0;
  return (
    <div className="grid grid-cols-[1fr_auto] gap-y-1 text-sm">
      <dt className="text-ink-2">{name}</dt>
      <dd className={against > 0.5 ? 'text-bad' : 'text-ink-3'}>
        {against === 0 ? T.stake.spotless : T.stake.toASlash(Math.round(against * 100))}
      </dd>
      <dd className="col-span-2">
        <Meter value={against} label={T.stake.evidenceAgainstYou(name)} tone={against > 0.5 ? 'bg-bad' : 'bg-ink-3'} />
      </dd>
    </div>
  );
}
