import { Download, LoaderCircle } from 'lucide-react';
import { useMemo, useState } from 'react';
import type { TaskRoom } from '../../session/house.ts';
import type { RoundRow, SessionView } from '../../session/views.ts';
import { save } from '../export.ts';
import { T } from '../language.ts';
import { loss, percent } from '../numbers.ts';
import { Button } from '../parts/Button.tsx';
import { Copyable } from '../parts/Copyable.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Plot } from '../parts/Plot.tsx';
import { type Trouble, troubleOf } from '../words.ts';

/** The model over the rounds: measured in this tab where it has data, else what the voters attested. */
export function ModelCurve({ room, view, rounds }: { room: TaskRoom; view: SessionView; rounds: readonly RoundRow[] }) {
  const { curve, model, task } = view;
  const attested = useMemo(
    () =>
      rounds
        .filter((row) => row.outcome === 'Adopted' && row.lossAfter !== undefined)
        .map((row) => ({ round: row.round, loss: row.lossAfter })),
    [rounds],
  );
  // What was tried and not adopted shows too: the curve is not only made of successes.
  const refused = useMemo(
    () =>
      rounds
        .filter((row) => row.outcome === 'Refused' && row.lossAfter !== undefined)
        .map((row) => ({ round: row.round, loss: row.lossAfter })),
    [rounds],
  );
  const own = curve.length > 0;
  const points = own ? curve : attested;
  const x = [...new Set([...points, ...refused].map((point) => point.round))].sort((a, b) => a - b);
  const at = <P extends { round: number }>(of: readonly P[], value: (point: P) => number | undefined) => {
    const byRound = new Map(of.map((point) => [point.round, value(point)]));
    return x.map((round) => byRound.get(round));
  };
  const missed = (axis: 'left' | 'right') =>
    refused.length === 0
      ? []
      : [
          {
            name: T.phrases.curve.refused,
            values: at(refused, (point) => point.loss),
            tone: 'faint' as const,
            axis,
            format: (v: number) => v.toFixed(2),
            scattered: true,
          },
        ];
  const last = curve[curve.length - 1];
  const first = curve[0];
  const lastLoss = points[points.length - 1]?.loss;
  const headline = last
    ? T.phrases.curve.right(percent(last.accuracy))
    : lastLoss !== undefined
      ? T.phrases.curve.attested(loss(lastLoss))
      : T.phrases.curve.title;
  return (
    <section
      aria-label={T.live.theModel}
      className="min-w-0 rounded-2xl border border-line bg-surface p-4 shadow-[0_1px_2px_var(--shadow)] sm:p-6"
    >
      <div className="flex flex-wrap items-start justify-between gap-3 sm:flex-nowrap">
        <div className="min-w-0 sm:flex-1">
          <h2 className="font-semibold text-xl leading-tight tracking-tight sm:text-2xl">{headline}</h2>
          <p className="mt-1 text-ink-2 text-sm">
            {last && first && last !== first
              ? T.live.upFromInRound(percent(first.accuracy), first.round)
              : own
                ? T.live.measuredByThisTab
                : points.length === 0
                  ? T.live.everybodyStartsFromThe
                  : view.device
                    ? T.live.theMedianOfWhat
                    : T.live.theMedianOfWhat2}
          </p>
        </div>
        {model && task && <TakeModel room={room} digest={model.digest} />}
      </div>
      {points.length > 0 ? (
        <div className="mt-3">
          <Plot
            x={x}
            xName={T.live.round2}
            height={300}
            summary={`${headline}. ${points
              .map((point) => T.phrases.curve.point(point.round, loss(point.loss ?? Number.NaN)))
              .slice(-12)
              .join(', ')}`}
            lines={
              own
                ? [
                    {
                      name: T.phrases.curve.accuracy,
                      values: at(curve, (point) => point.accuracy),
                      tone: 'accent',
                      axis: 'left',
                      format: (v) => percent(v, 0),
                      marked: true,
                      filled: true,
                      range: [0, 1],
                    },
                    {
                      name: T.phrases.curve.loss,
                      values: at(curve, (point) => point.loss),
                      tone: 'ink',
                      axis: 'right',
                      format: (v) => v.toFixed(2),
                      marked: true,
                      dashed: true,
                    },
                    ...missed('right'),
                  ]
                : [
                    {
                      name: T.phrases.curve.lossAttested,
                      values: at(attested, (point) => point.loss),
                      tone: 'accent',
                      axis: 'left',
                      format: (v) => v.toFixed(2),
                      marked: true,
                      filled: true,
                    },
                    ...missed('left'),
                  ]
            }
          />
        </div>
      ) : (
        <div className="mt-3 grid h-72 place-items-center rounded-xl bg-sunken px-6 text-center">
          <div>
            <p className="font-semibold">{T.live.noModelHasBeen}</p>
            <p className="mx-auto mt-1 max-w-sm text-ink-2 text-sm">{T.live.round0DrawsThe}</p>
          </div>
        </div>
      )}
    </section>
  );
}

function TakeModel({ room, digest }: { room: TaskRoom; digest: string }) {
  const [state, setState] = useState<'idle' | 'busy' | Trouble>('idle');
  const take = async () => {
    setState('busy');
    try {
      const model = await room.downloadModel();
      save(`model-${model.digest.slice(2, 10)}.safetensors`, 'application/octet-stream', model.bytes);
      setState('idle');
    } catch (error) {
      setState(troubleOf(error));
    }
  };
  return (
    <div className="flex flex-col gap-1 sm:items-end">
      <Button disabled={state === 'busy'} onClick={() => void take()}>
        {T.live.takeTheModel(
          state === 'busy' ? (
            <LoaderCircle aria-hidden className="size-4 motion-safe:animate-spin" />
          ) : (
            <Download aria-hidden className="size-4" />
          ),
        )}
      </Button>
      <span className="text-ink-3 text-xs">
        <Copyable text={digest} what={T.live.modelDigest} />
      </span>
      {typeof state === 'object' && <TroubleNotice trouble={state} />}
    </div>
  );
}

/** What training on my data adds, measured before any seat. */
export function WarmUp({ view }: { view: SessionView }) {
  const { warmUp } = view;
  if (!warmUp) return null;
  const gain = warmUp.after.accuracy - warmUp.before.accuracy;
  return (
    <Panel title={T.live.whatYourDataCould} aside={T.live.measuredWhileWaitingFor}>
      <p className="text-ink-2 text-sm leading-relaxed">
        {gain > 0.001 ? (
          <>
            {T.live.fittedOnYourTrain(
              <strong className="text-ink">{percent(warmUp.after.accuracy)}</strong>,
              percent(warmUp.before.accuracy),
            )}
            <strong className="text-accent-text">{T.live.points((gain * 100).toFixed(1))}</strong>.
          </>
        ) : (
          T.live.theModelAlreadyKnows(percent(warmUp.before.accuracy), percent(warmUp.after.accuracy))
        )}
      </p>
    </Panel>
  );
}
