import { useState } from 'react';
import type { ArenaTask, TokenView } from '../../session/views.ts';
import { useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { Amount } from '../parts/Amount.tsx';
import { Button } from '../parts/Button.tsx';
import { Notice, TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { finishArenaTask } from '../wallet/arena.ts';
import { type Trouble, troubleOf } from '../words.ts';
import type { DraftState } from './CreatePage.tsx';
import type { Arena } from './usearena.ts';

const LOCAL_REWARD = 2_000n;

/** Which finished arena task the pool is derived from. */
export function PoolSection({ state, arena }: { state: DraftState; arena: Arena }) {
  const { network } = useHouse();
  const { draft, faults, change } = state;
  const { view, trouble, refresh } = arena;
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Trouble>();
  const finish = async () => {
    if (!view) return;
    setBusy(true);
    setRefused(undefined);
    try {
      const id = await finishArenaTask(network.rpc, view.registry, LOCAL_REWARD * 10n ** BigInt(view.token.decimals));
      await refresh();
      change({ arenaTask: id.toString() });
    } catch (error) {
      setRefused(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };
  const finished = view?.tasks.filter((task) => task.completed && task.pool > 0n) ?? [];
  const open = (view?.tasks.length ?? 0) - finished.length;
  return (
    <Panel title={T.create.pool}>
      <div className="space-y-3">
        <p className="text-ink-2 text-sm leading-snug">{T.create.poolNote}</p>
        {!view && !trouble && <Skeleton className="h-16 w-full" />}
        {trouble && <TroubleNotice trouble={trouble} action={<Button onClick={() => void refresh()}>{T.app.tryAgain}</Button>} />}
        {view && finished.length === 0 && <Notice title={T.create.noArena}>{T.create.noArenaWhy}</Notice>}
        {view && finished.length > 0 && (
          <fieldset className="space-y-2">
            <legend className="sr-only">{T.create.pool}</legend>
            {finished.slice(0, 12).map((task) => (
              <Offer
                key={task.id.toString()}
                task={task}
                token={view.token}
                chosen={draft.arenaTask === task.id.toString()}
                onChoose={() => change({ arenaTask: task.id.toString() })}
              />
            ))}
          </fieldset>
        )}
        {open > 0 && <p className="text-ink-3 text-xs">{T.create.unfinished(open)}</p>}
        {faults.arenaTask !== undefined && finished.length > 0 && (
          <p data-fault className="text-bad text-xs">
            {faults.arenaTask}
          </p>
        )}
        {network.devWallet && view && (
          <Button disabled={busy} onClick={() => void finish()}>
            {busy ? T.create.finishing : T.create.finishArena}
          </Button>
        )}
        {refused && <TroubleNotice trouble={refused} />}
      </div>
    </Panel>
  );
}

function Offer({ task, token, chosen, onChoose }: { task: ArenaTask; token: TokenView; chosen: boolean; onChoose: () => void }) {
  return (
    <label
      className={`flex items-center gap-3 rounded-xl border px-3.5 py-2.5 text-sm ${chosen ? 'border-accent bg-accent-soft' : 'border-line hover:border-ink-3'}`}
    >
      <input type="radio" name="arena" checked={chosen} onChange={onChoose} className="accent-(--accent)" />
      <span className="min-w-0 flex-1">
        <span className="block font-semibold">{T.create.arenaTask(task.id.toString())}</span>
        <span className="block text-ink-2 text-xs">
          {T.create.paid} <Amount value={task.reward} token={token} />
        </span>
      </span>
      <span className="text-right">
        <span className="block text-ink-3 text-xs">{T.create.yourPool}</span>
        <Amount value={task.pool} token={token} />
      </span>
    </label>
  );
}
