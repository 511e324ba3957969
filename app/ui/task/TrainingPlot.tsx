import { Cpu } from 'lucide-react';
import type { SessionView } from '../../session/views.ts';
import { T } from '../language.ts';
import { count, loss, percent } from '../numbers.ts';
import { Hint } from '../parts/Hint.tsx';
import { Panel } from '../parts/Panel.tsx';
import { Plot } from '../parts/Plot.tsx';
import { plain } from '../text.ts';

const BACKENDS = { webgpu: 'WebGPU', wasm: 'WASM', webgl: 'WebGL', cpu: undefined } as const;

/** The fit that runs or ran last in this tab, batch by batch, and what computes it. */
export function TrainingPlot({ view }: { view: SessionView }) {
  const { steps, device, doing } = view;
  const last = steps[steps.length - 1];
  const training = doing.act === 'train' || doing.act === 'warm-up';
  return (
    <Panel title={T.live.trainingInThisTab} aside={device && <DeviceWords view={view} />}>
      {last ? (
        <>
          <p className="text-ink-2 text-sm">
            {T.live.stepBatchLossOf(
              training ? T.live.now : T.live.lastFit,
              count(last.step),
              <span className="text-ink">{loss(last.loss)}</span>,
              <span className="text-ink">{percent(last.accuracy, 0)}</span>,
            )}
          </p>
          <Plot
            x={steps.map((point) => point.step)}
            xName={T.live.step}
            height={190}
            summary={T.live.lossPerBatchOver(steps.length, loss(last.loss))}
            lines={[
              {
                name: T.phrases.curve.batchLoss,
                values: steps.map((point) => point.loss),
                tone: 'accent',
                axis: 'left',
                format: (v) => v.toFixed(2),
              },
              {
                name: T.phrases.curve.batchAccuracy,
                values: steps.map((point) => point.accuracy),
                tone: 'faint',
                axis: 'right',
                format: (v) => percent(v, 0),
                dashed: true,
                range: [0, 1],
              },
            ]}
          />
        </>
      ) : (
        <div className="grid h-40 place-items-center rounded-xl bg-sunken px-6 text-center text-ink-2 text-sm">{T.live.theFirstFitOf}</div>
      )}
    </Panel>
  );
}

function DeviceWords({ view }: { view: SessionView }) {
  const { device, doing } = view;
  if (!device) return null;
  const refused = device.refused.map((item) => `${BACKENDS[item.backend] ?? T.phrases.curve.plain}: ${plain(item.reason, 100)}`);
  return (
    <Hint text={refused.length > 0 ? T.live.notUsed(refused.join('; ')) : plain(device.description, 120)}>
      <button type="button" className="inline-flex items-center gap-1.5 rounded-full border border-line px-2 py-0.5 text-ink-2 text-xs">
        <Cpu aria-hidden className="size-3" />
        {BACKENDS[device.backend] ?? T.phrases.curve.plain}
        {doing.examplesPerSecond !== undefined && <span className="text-ink-3">{T.live.examplesS(count(doing.examplesPerSecond))}</span>}
      </button>
    </Hint>
  );
}
