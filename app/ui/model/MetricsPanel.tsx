import { useEffect, useState } from 'react';
import type { Alone, Examination, TaskRoom } from '../../session/house.ts';
import type { SessionView, TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { count, loss, percent } from '../numbers.ts';
import { Button } from '../parts/Button.tsx';
import { Figure } from '../parts/Figure.tsx';
import { Meter } from '../parts/Meter.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Skeleton } from '../parts/Skeleton.tsx';
import { type Trouble, troubleOf } from '../words.ts';
import { Confusion } from './Confusion.tsx';

/** How the model does on one's own test part, and what taking part gained over training alone. */
export function MetricsPanel({ room, view, task }: { room: TaskRoom; view: SessionView; task: TaskView }) {
  const [seen, setSeen] = useState<Examination>();
  const [alone, setAlone] = useState<Alone>();
  const [share, setShare] = useState<number>();
  const [trouble, setTrouble] = useState<Trouble>();
  const [tries, setTries] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another base is another examination.
  useEffect(() => {
    let isHere = true;
    setTrouble(undefined);
    room.examine().then(
      (result) => isHere && setSeen(result),
      (error) => isHere && setTrouble(troubleOf(error)),
    );
    return () => {
      isHere = false;
    };
  }, [room, task.base, tries]);
  const compare = async () => {
    setShare(0);
    setTrouble(undefined);
    try {
      setAlone(await room.trainAlone({ onProgress: setShare }));
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setShare(undefined);
    }
  };
  const classes = task.spec?.data.classes ?? [];
  return (
    <>
      <Panel title={T.model.metrics} aside={seen && T.model.onTest(count(seen.score.examples))}>
        {trouble && <TroubleNotice trouble={trouble} action={<Button onClick={() => setTries(tries + 1)}>{T.app.tryAgain}</Button>} />}
        {!seen && !trouble && (
          <div role="status">
            <span className="sr-only">{T.model.measuring}</span>
            <Skeleton className="h-40 w-full" />
          </div>
        )}
        {seen && (
          <div className="space-y-4">
            <dl className="grid grid-cols-2 gap-3">
              <Figure name={T.model.accuracy} tone="text-accent-text" note={T.model.untrainedIs(percent(seen.untrained.accuracy))}>
                {percent(seen.score.accuracy)}
              </Figure>
              <Figure name={T.model.loss} note={T.model.untrainedIs(loss(seen.untrained.loss))}>
                {loss(seen.score.loss)}
              </Figure>
            </dl>
            <Confusion classes={classes} counts={seen.confusion} />
          </div>
        )}
      </Panel>
      {seen && (
        <Panel title={T.model.gained}>
          <div className="space-y-3">
            <Bar name={T.model.untrained} value={seen.untrained.accuracy} />
            {alone && <Bar name={T.model.alone} value={alone.score.accuracy} />}
            <Bar name={T.model.together} value={seen.score.accuracy} isMain />
            {view.warmUp && <Bar name={T.model.adapted} value={view.warmUp.after.accuracy} />}
            {alone ? (
              <>
                <p className="font-semibold text-sm">{T.model.verdict(seen.score.accuracy - alone.score.accuracy)}</p>
                <p className="text-ink-3 text-xs leading-snug">{T.model.aloneNote(alone.fits, alone.of)}</p>
              </>
            ) : (
              <>
                <p className="text-ink-2 text-sm leading-snug">{T.model.compareNote}</p>
                {share === undefined ? (
                  <Button onClick={() => void compare()}>{T.model.compare}</Button>
                ) : (
                  <Meter value={share} label={T.model.compare} />
                )}
              </>
            )}
          </div>
        </Panel>
      )}
    </>
  );
}

function Bar({ name, value, isMain = false }: { name: string; value: number; isMain?: boolean }) {
  return (
    <div>
      <div className="mb-1 flex justify-between gap-3 text-sm">
        <span className={isMain ? 'font-semibold' : 'text-ink-2'}>{name}</span>
        <span>{percent(value)}</span>
      </div>
      <Meter value={value} label={name} tone={isMain ? 'bg-accent' : 'bg-ink-3'} />
    </div>
  );
}
