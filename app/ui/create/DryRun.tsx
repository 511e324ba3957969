import { useRef, useState } from 'react';
import type { RuleDraft } from '../../core/rules.ts';
import type { Spec } from '../../core/spec.ts';
import type { DataSource, Workshop } from '../../session/house.ts';
import type { FitProgress, Rehearsal } from '../../session/views.ts';
import { T } from '../language.ts';
import { bytes, count, loss, percent, span } from '../numbers.ts';
import { Button } from '../parts/Button.tsx';
import { Figure } from '../parts/Figure.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Notice, TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { takesDigits } from '../task/describe.ts';
import { digitsFor } from '../task/usedata.ts';
import { type Trouble, troubleOf } from '../words.ts';

/** Trains the draft on one's own examples, for real, before anything is signed. */
export function DryRun({ spec, rules, workshop }: { spec?: Spec; rules?: RuleDraft; workshop?: Workshop }) {
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController | undefined>(undefined);
  const [progress, setProgress] = useState<FitProgress>();
  const [busy, setBusy] = useState(false);
  const [result, setResult] = useState<Rehearsal & { spec: Spec }>();
  const [trouble, setTrouble] = useState<Trouble>();
  const run = async (source: DataSource) => {
    if (!spec || !workshop) return;
    stop.current = new AbortController();
    setBusy(true);
    setTrouble(undefined);
    setResult(undefined);
    try {
      setResult({ ...(await workshop.rehearse(spec, source, { signal: stop.current.signal, onProgress: setProgress })), spec });
    } catch (error) {
      if (!stop.current.signal.aborted) setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
      setProgress(undefined);
    }
  };
  const digits = takesDigits(spec);
  return (
    <Panel title={T.create.dryRun} aside={T.create.dryRunAside}>
      <div className="space-y-4">
        <p className="text-ink-2 text-sm leading-snug">{T.create.dryRunNote}</p>
        <div className="flex flex-wrap gap-2">
          <Button disabled={!spec || busy || !workshop} onClick={() => input.current?.click()}>
            {T.create.dryRunFiles}
          </Button>
          {digits && (
            <Button disabled={busy || !workshop} onClick={() => void run(digitsFor(undefined))}>
              {T.create.dryRunDigits}
            </Button>
          )}
          {busy && (
            <Button look="quiet" onClick={() => stop.current?.abort()}>
              {T.create.stop}
            </Button>
          )}
        </div>
        <input
          ref={input}
          hidden
          type="file"
          multiple
          aria-label={T.create.dryRunFiles}
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            event.target.value = '';
            if (files.length > 0) void run({ kind: 'files', files });
          }}
        />
        {!spec && <p className="text-ink-3 text-xs">{T.create.dryRunWaits}</p>}
        {busy && (
          <div role="status" className="space-y-1">
            <Meter value={progress ? progress.step / progress.steps : 0} label={T.create.dryRun} />
            <p className="text-ink-2 text-xs">
              {progress
                ? T.create.step(count(progress.step), count(progress.steps), loss(progress.loss), percent(progress.accuracy))
                : T.create.opening}
            </p>
          </div>
        )}
        {trouble && <TroubleNotice trouble={trouble} />}
        {result && <Results result={result} isOld={result.spec !== spec} rules={rules} />}
      </div>
    </Panel>
  );
}

function Results({ result, isOld, rules }: { result: Rehearsal; isOld: boolean; rules?: RuleDraft }) {
  const { before, after, data, device } = result;
  const judging = result.measureSeconds * (Number(rules?.proposers ?? 3n) + 3);
  const tooSlow = rules && (result.fitSeconds * 2 > Number(rules.proposeWindow) || judging * 2 > Number(rules.commitWindow));
  return (
    <div className="space-y-3">
      {isOld && <Notice tone="warn">{T.create.dryRunOld}</Notice>}
      <dl className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        <Figure name={T.create.accuracy} note={T.create.from(percent(before.accuracy))} tone="text-accent-text">
          {percent(after.accuracy)}
        </Figure>
        <Figure name={T.create.loss} note={T.create.from(loss(before.loss))}>
          {loss(after.loss)}
        </Figure>
        <Figure name={T.create.examples} note={T.create.parts2(count(data.train), count(data.test))}>
          {count(data.examples)}
        </Figure>
        <Figure name={T.create.parametersName} note={T.create.modelSize(bytes(result.modelBytes))}>
          {count(result.parameters)}
        </Figure>
        <Figure name={T.create.perUpdate} note={T.create.perUpdateNote}>
          {bytes(result.updateBytes)}
        </Figure>
        <Figure name={T.create.perRound} note={T.create.perRoundNote(span(Math.max(1, judging)), device.backend)}>
          {T.create.seconds(result.fitSeconds)}
        </Figure>
      </dl>
      {after.loss >= before.loss && (
        <Notice tone="warn" title={T.create.learnsNothing}>
          {T.create.learnsNothingWhy}
        </Notice>
      )}
      {tooSlow && (
        <Notice tone="warn" title={T.create.tooSlow}>
          {T.create.tooSlowWhy}
        </Notice>
      )}
    </div>
  );
}
