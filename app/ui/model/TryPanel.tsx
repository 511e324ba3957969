import { useEffect, useMemo, useRef, useState } from 'react';
import { featureShape, type Spec } from '../../core/spec.ts';
import type { RawExample, TaskRoom } from '../../session/house.ts';
import { T } from '../language.ts';
import { percent } from '../numbers.ts';
import { Button } from '../parts/Button.tsx';
import { Meter } from '../parts/Meter.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { plain } from '../text.ts';
import { type Trouble, troubleOf } from '../words.ts';
import { DrawPad } from './DrawPad.tsx';
import { predict, readTensors } from './predict.js';
import { RowForm } from './RowForm.tsx';
import type { HeldModel } from './usemodel.ts';

const SHOWN = 5;

/** Gives the model one example and shows what it says. Nothing of it leaves the tab. */
export function TryPanel({ room, spec, model }: { room: TaskRoom; spec?: Spec; model: HeldModel }) {
  const [raw, setRaw] = useState<RawExample>();
  const [chances, setChances] = useState<readonly number[]>();
  const [trouble, setTrouble] = useState<Trouble>();
  const { file } = model;
  const tensors = useMemo(() => file && readTensors(file.bytes), [file]);
  useEffect(() => {
    if (!raw || !spec || !tensors) return setChances(undefined);
    let isHere = true;
    room.readExample(raw).then(
      (example) => {
        if (!isHere) return;
        setTrouble(undefined);
        setChances(predict(spec.layers, tensors, featureShape(spec), example));
      },
      (error) => isHere && setTrouble(troubleOf(error)),
    );
    return () => {
      isHere = false;
    };
  }, [room, raw, spec, tensors]);
  return (
    <Panel title={T.model.try} aside={T.model.stays}>
      {!spec && <p className="text-ink-2 text-sm">{T.model.noSpec}</p>}
      {spec?.kind === 'image-classification' && <Pictures spec={spec} onExample={setRaw} />}
      {spec?.kind === 'table-classification' && <RowForm spec={spec} onExample={setRaw} />}
      {trouble && (
        <div className="mt-3">
          <TroubleNotice trouble={trouble} />
        </div>
      )}
      {spec && chances && !trouble && <Answer classes={spec.data.classes} chances={chances} />}
    </Panel>
  );
}

function Pictures({ spec, onExample }: { spec: Extract<Spec, { kind: 'image-classification' }>; onExample: (raw?: RawExample) => void }) {
  const input = useRef<HTMLInputElement>(null);
  const [picked, setPicked] = useState<{ file: File; url: string }>();
  const [inverted, setInverted] = useState(false);
  useEffect(() => () => picked && URL.revokeObjectURL(picked.url), [picked]);
  const show = (file: File, isInverted: boolean) => onExample({ kind: 'picture', file, inverted: isInverted });
  return (
    <div className="space-y-3">
      {picked ? (
        <img
          src={picked.url}
          alt={T.model.yourPicture}
          className="mx-auto max-h-64 rounded-xl border border-line bg-white object-contain"
        />
      ) : (
        <DrawPad height={spec.data.height} width={spec.data.width} onDrawing={(file) => onExample(file && { kind: 'picture', file })} />
      )}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button onClick={() => input.current?.click()}>{T.model.upload}</Button>
        {picked && (
          <>
            <label className="inline-flex items-center gap-2 text-sm">
              <input
                type="checkbox"
                checked={inverted}
                className="accent-(--accent)"
                onChange={(event) => {
                  setInverted(event.target.checked);
                  show(picked.file, event.target.checked);
                }}
              />
              {T.model.invert}
            </label>
            <Button
              look="quiet"
              onClick={() => {
                setPicked(undefined);
                onExample(undefined);
              }}
            >
              {T.model.drawInstead}
            </Button>
          </>
        )}
      </div>
      <input
        ref={input}
        hidden
        type="file"
        accept="image/*"
        aria-label={T.model.upload}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (!file) return;
          setPicked({ file, url: URL.createObjectURL(file) });
          show(file, inverted);
        }}
      />
    </div>
  );
}

function Answer({ classes, chances }: { classes: readonly string[]; chances: readonly number[] }) {
  const ranked = chances
    .map((chance, i) => ({ name: plain(classes[i] ?? '', 40), chance, i }))
    .sort((a, b) => b.chance - a.chance || a.i - b.i);
  return (
    <div className="mt-4 space-y-2">
      <p aria-live="polite" className="text-sm">
        {T.model.says} <strong className="text-accent-text text-lg">{ranked[0]?.name}</strong>
      </p>
      <ul className="space-y-1.5">
        {ranked.slice(0, SHOWN).map(({ name, chance, i }) => (
          <li key={i} className="grid grid-cols-[minmax(3rem,8rem)_1fr_3.5rem] items-center gap-2 text-sm">
            <span className="truncate">{name}</span>
            <Meter value={chance} label={name} />
            <span className="text-right text-ink-2">{percent(chance)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
