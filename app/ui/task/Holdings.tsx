import { useState } from 'react';
import type { TaskRoom } from '../../session/house.ts';
import type { MeView, TaskView } from '../../session/views.ts';
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
    <Panel title="Your place in the task" aside={`#${me.id}`}>
      <dl className="grid grid-cols-2 gap-3">
        <Figure
          name="Stake"
          note={me.seat && !ended ? 'locked until this round is settled' : me.active ? 'in the lottery' : 'not in the lottery'}
        >
          <Amount value={me.stake} token={token} />
        </Figure>
        <Figure
          name="Rewards to claim"
          tone={me.reward > 0n ? 'text-accent-text' : ''}
          note={me.reward > 0n ? 'yours already, for ever' : 'none yet'}
        >
          <Amount value={me.reward} token={token} />
        </Figure>
      </dl>
      <div className="mt-4 flex flex-wrap gap-2">
        <Button
          look={me.reward > 0n ? 'main' : 'plain'}
          disabled={blocked || me.reward === 0n}
          onClick={() => void send('Claim rewards', room.claim)}
        >
          Claim
        </Button>
        {!ended && !hasLeft(me) && (
          <Button disabled={blocked} aria-expanded={form === 'top-up'} onClick={() => setForm(form === 'top-up' ? undefined : 'top-up')}>
            Top up
          </Button>
        )}
        <Button
          disabled={blocked || free === 0n}
          aria-expanded={form === 'withdraw'}
          onClick={() => setForm(form === 'withdraw' ? undefined : 'withdraw')}
        >
          Withdraw
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
          busy={busy !== undefined}
          onSend={async (value) => {
            const done = await send(form === 'top-up' ? 'Top up' : 'Withdraw', (onTx) =>
              form === 'top-up' ? room.topUp(value, onTx) : room.withdraw(value, onTx),
            );
            if (done) setForm(undefined);
          }}
        />
      )}
      <dl className="mt-4 space-y-2 border-line border-t pt-3">
        <StandingBar name="Standing as proposer" value={me.proposerStanding} boundary={rules.proposerBoundary} />
        <StandingBar name="Standing as voter" value={me.voterStanding} boundary={rules.voterBoundary} />
        <Fact name="This tab’s key">
          <span className="inline-flex items-center gap-2">
            <Copyable text={me.operator} what="operator address" />
            <span className="text-ink-3 text-xs">{amount(me.operatorBalance, 18, 4)} ETH</span>
          </span>
        </Fact>
      </dl>
      {!ended && !hasLeft(me) && (
        <div className="-mx-3 mt-1 flex flex-wrap justify-between">
          <Confirm
            trigger={
              <Button look="quiet" disabled={blocked}>
                New key in this tab
              </Button>
            }
            title="Replace this participant’s key?"
            act="Replace the key"
            onConfirm={() => void send('Replace the key', room.replaceOperator)}
          >
            <p>Do this when you lost the browser that held the old key, or when its gas money is used up.</p>
            <p>Warning: a new key cannot open what the old one has sealed. In Reveal that costs the penalty for an unopened judgement.</p>
          </Confirm>
          {me.active && !me.leaving && (
            <Confirm
              trigger={
                <Button look="quiet" disabled={blocked}>
                  Leave
                </Button>
              }
              title="Leave the lottery?"
              act="Leave"
              onConfirm={() => void send('Leave', room.leave)}
            >
              <p>
                You get no more seats and no more rewards from this task.{' '}
                {me.seat
                  ? 'The seat you hold stays yours until the round is settled: keep this tab open.'
                  : 'Your stake can then be withdrawn at once.'}
              </p>
              <p>What you have earned stays claimable for ever.</p>
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
  busy,
  onSend,
}: {
  kind: 'top-up' | 'withdraw';
  room: TaskRoom;
  task: TaskView;
  who: WalletState;
  free: bigint;
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
        if (fault === undefined && !busy) void onSend(value);
      }}
    >
      <AmountField
        label={kind === 'withdraw' ? 'Back to your wallet' : 'More stake, from the next draw on'}
        text={text}
        token={token}
        bounds={{ max }}
        onText={setText}
      />
      <Button look="main" type="submit" disabled={busy || fault !== undefined}>
        {kind === 'withdraw' ? 'Withdraw' : 'Top up'}
      </Button>
    </form>
  );
}

/** How much evidence has gathered against a seat's holder: empty is spotless, full is slashed. */
function StandingBar({ name, value, boundary }: { name: string; value: number; boundary: number }) {
  const against = boundary > 0 ? Math.min(1, Math.max(0, -value / boundary)) : 0;
  return (
    <div>
      <div className="mb-1 flex justify-between text-sm">
        <dt className="text-ink-2">{name}</dt>
        <dd className={against > 0.5 ? 'text-bad' : 'text-ink-3'}>
          {against === 0 ? 'spotless' : `${Math.round(against * 100)} % to a slash`}
        </dd>
      </div>
      <dd>
        <Meter value={against} label={`${name}: evidence against you`} tone={against > 0.5 ? 'bg-bad' : 'bg-ink-3'} />
      </dd>
    </div>
  );
}
