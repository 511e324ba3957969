import { CircleAlert, CircleCheck, CircleDashed, ScrollText } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { TaskRoom } from '../../session/house.ts';
import type { Finding, Passport, PassportProgress, TaskView } from '../../session/views.ts';
import { T } from '../language.ts';
import { Button } from '../parts/Button.tsx';
import { Copyable } from '../parts/Copyable.tsx';
import { Meter } from '../parts/Meter.tsx';
import { Notice, TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { roundLink } from '../route.ts';
import { type Trouble, troubleOf } from '../words.ts';

type State =
  | { readonly is: 'idle' }
  | { readonly is: 'busy'; readonly progress?: PassportProgress }
  | { readonly is: 'done'; readonly passport: Passport }
  | { readonly is: 'failed'; readonly trouble: Trouble };

/** Derives every adopted model again in this tab, and says where that comes to something else. */
export function PassportPanel({ room, task }: { room: TaskRoom; task: TaskView }) {
  const [state, setState] = useState<State>({ is: 'idle' });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);

  const check = async () => {
    const stop = new AbortController();
    running.current = stop;
    setState({ is: 'busy' });
    const show = (next: State) => stop.signal.aborted || setState(next);
    try {
      const passport = await room.checkPassport({ signal: stop.signal, onProgress: (progress) => show({ is: 'busy', progress }) });
      show({ is: 'done', passport });
    } catch (error) {
      show({ is: 'failed', trouble: troubleOf(error) });
    }
  };
  const end = () => {
    running.current?.abort();
    setState({ is: 'idle' });
  };
  const findings = state.is === 'done' ? state.passport.findings : state.is === 'busy' ? (state.progress?.findings ?? []) : [];
  return (
    <Panel title={T.passport.title}>
      <div className="space-y-3">
        <p className="text-ink-2 text-sm">{T.passport.what}</p>
        {state.is === 'busy' ? (
          <>
            <p role="status" className="text-sm">
              {T.passport.checking(state.progress?.done ?? 0, state.progress?.of ?? task.adoptions)}
            </p>
            <Meter value={(state.progress?.done ?? 0) / (state.progress?.of || 1)} label={T.passport.title} />
            <Button onClick={end}>{T.passport.stop}</Button>
          </>
        ) : (
          <Button disabled={!task.spec} onClick={() => void check()}>
            <ScrollText aria-hidden className="size-4" />
            {T.passport.check}
          </Button>
        )}
        {state.is === 'failed' && <TroubleNotice trouble={state.trouble} />}
        {state.is === 'done' && <Verdict passport={state.passport} />}
        {findings.length > 0 && (
          <ul aria-label={T.passport.title} className="max-h-64 divide-y divide-line overflow-y-auto rounded-xl border border-line text-sm">
            {findings.map((finding) => (
              <Line key={finding.round} finding={finding} task={task} />
            ))}
          </ul>
        )}
      </div>
    </Panel>
  );
}

function Verdict({ passport: { verdict, first, findings } }: { passport: Passport }) {
  if (verdict === 'derived') return <Notice tone="good" title={T.passport.derived(findings.length)} />;
  return (
    <Notice tone={verdict === 'false' ? 'bad' : 'warn'} title={T.passport[verdict](first!.round)}>
      {verdict === 'unchecked' && <p>{T.passport.uncheckedWhy}</p>}
    </Notice>
  );
}

const MARKS = { derived: [CircleCheck, 'text-good'], false: [CircleAlert, 'text-bad'], unchecked: [CircleDashed, 'text-warn'] } as const;

function Line({ finding: { round, state, cause, subject, updates }, task }: { finding: Finding; task: TaskView }) {
  const [Icon, look] = MARKS[state];
  return (
    <li className="flex gap-2 px-3 py-2">
      <Icon aria-hidden className={`mt-0.5 size-4 shrink-0 ${look}`} />
      <div className="min-w-0">
        <a href={roundLink(task.address, round)}>{T.passport.round(round)}</a>
        <span className="text-ink-2"> {cause ? T.passport.causes[cause] : T.passport.from(updates)}</span>
        {subject && (
          <span className="block text-ink-3 text-xs">
            {subject.seat === undefined ? T.passport.base : T.passport.seat(subject.seat, subject.id ?? 0)}{' '}
            <Copyable text={subject.digest} what={T.model.digest} />
          </span>
        )}
      </div>
    </li>
  );
}
