import { FileUp } from 'lucide-react';
import { useRef, useState } from 'react';
import type { Spec } from '../../core/spec.ts';
import type { Workshop } from '../../session/house.ts';
import { T } from '../language.ts';
import { count } from '../numbers.ts';
import { Button } from '../parts/Button.tsx';
import { TroubleNotice } from '../parts/Notice.tsx';
import { Panel } from '../parts/Panel.tsx';
import { plain } from '../text.ts';
import { type Trouble, troubleOf } from '../words.ts';
import type { DraftState } from './CreatePage.tsx';
import { ChoiceField, TextField } from './Field.tsx';

const DIGITS: Spec['data'] = { height: 28, width: 28, channels: 1, classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'] };
const CHIPS = 24;

/** What is learned: its name, and what the examples are, read from a sample that stays here. */
export function DataSection({ state, workshop }: { state: DraftState; workshop?: Workshop }) {
  const { draft, faults, change, setText } = state;
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<Trouble>();
  const read = async (list: FileList | null) => {
    if (!workshop || !list?.length) return;
    setBusy(true);
    setTrouble(undefined);
    try {
      const { kind, data } = await workshop.infer([...list]);
      change({
        kind,
        data,
        preset: draft.preset === 'own' || (kind !== 'image-classification' && draft.preset === 'convolution') ? 'small' : draft.preset,
      });
    } catch (error) {
      setTrouble(troubleOf(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Panel title={T.create.what}>
      <div className="space-y-4">
        <TextField label={T.create.title} value={draft.texts.title ?? ''} fault={faults.title} onValue={(text) => setText('title', text)} />
        <TextField
          label={T.create.description}
          note={T.create.descriptionNote}
          long
          max={2000}
          value={draft.texts.description ?? ''}
          fault={faults.description}
          onValue={(text) => setText('description', text)}
        />
        <div>
          <p className="text-ink-2 text-sm">{T.create.sample}</p>
          <p className="mt-0.5 text-ink-3 text-xs leading-snug">{T.create.sampleNote}</p>
          <div className="mt-2 flex flex-wrap gap-2">
            <Button disabled={busy || !workshop} onClick={() => files.current?.click()}>
              <FileUp aria-hidden className="size-4" />
              {busy ? T.create.reading : T.create.sampleFiles}
            </Button>
            <Button disabled={busy || !workshop} onClick={() => folder.current?.click()}>
              {T.create.sampleFolder}
            </Button>
            <Button look="quiet" onClick={() => change({ kind: 'image-classification', data: DIGITS })}>
              {T.create.sampleDigits}
            </Button>
          </div>
          <input
            ref={files}
            hidden
            type="file"
            multiple
            aria-label={T.create.sampleFiles}
            onChange={(event) => void read(event.target.files)}
          />
          <input
            ref={folder}
            hidden
            type="file"
            // @ts-expect-error: every browser knows it, React's types do not.
            webkitdirectory=""
            aria-label={T.create.sampleFolder}
            onChange={(event) => void read(event.target.files)}
          />
          {faults.data !== undefined && (
            <p data-fault className="mt-2 text-bad text-xs">
              {faults.data}
            </p>
          )}
        </div>
        {trouble && <TroubleNotice trouble={trouble} />}
        {draft.data && 'height' in draft.data && <ImageData data={draft.data} state={state} />}
        {draft.data && 'columns' in draft.data && <TableData data={draft.data} />}
      </div>
    </Panel>
  );
}

function ImageData({ data, state }: { data: Extract<Spec, { kind: 'image-classification' }>['data']; state: DraftState }) {
  const side = (name: 'height' | 'width') => (
    <TextField
      label={T.create[name]}
      suffix={T.create.pixels}
      value={Number.isNaN(data[name]) ? '' : String(data[name])}
      fault={state.faults[`data.${name}`]}
      onValue={(text) => state.change({ data: { ...data, [name]: /^\d+$/.test(text) ? Number(text) : Number.NaN } })}
    />
  );
  return (
    <div className="space-y-3 rounded-xl bg-sunken p-3">
      <div className="grid grid-cols-2 gap-3 sm:grid-cols-3">
        {side('height')}
        {side('width')}
        <ChoiceField
          label={T.create.channels}
          value={String(data.channels)}
          options={[
            ['1', T.create.grey],
            ['3', T.create.colour],
          ]}
          onValue={(value) => state.change({ data: { ...data, channels: value === '3' ? 3 : 1 } })}
        />
      </div>
      <Names title={T.create.classes(data.classes.length)} names={data.classes} />
    </div>
  );
}

function TableData({ data }: { data: Extract<Spec, { kind: 'table-classification' }>['data'] }) {
  return (
    <div className="space-y-3 rounded-xl bg-sunken p-3">
      <p className="text-ink-2 text-sm">{T.create.columns(count(data.columns.length), plain(data.label, 40))}</p>
      <div className="max-h-56 overflow-auto rounded-lg border border-line">
        <table className="w-full text-left text-xs">
          <thead className="bg-paper text-ink-2">
            <tr>
              <th className="px-2 py-1">{T.create.column}</th>
              <th className="px-2 py-1">{T.create.enters}</th>
            </tr>
          </thead>
          <tbody>
            {data.columns.map((column) => (
              <tr key={column.name} className="border-line border-t">
                <td className="px-2 py-1">{plain(column.name, 40)}</td>
                <td className="px-2 py-1 text-ink-2">
                  {column.type === 'numeric'
                    ? T.create.numeric(column.mean, column.deviation)
                    : T.create.categorical(column.values.length, plain(column.values.slice(0, 4).join(', '), 60))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="text-ink-3 text-xs leading-snug">{T.create.columnsPublic}</p>
      <Names title={T.create.classes(data.classes.length)} names={data.classes} />
    </div>
  );
}

function Names({ title, names }: { title: string; names: readonly string[] }) {
  return (
    <div>
      <p className="text-ink-2 text-sm">{title}</p>
      <ul className="mt-1 flex flex-wrap gap-1">
        {names.slice(0, CHIPS).map((name) => (
          <li key={name} className="rounded-full border border-line bg-paper px-2 py-0.5 text-xs">
            {plain(name, 24)}
          </li>
        ))}
        {names.length > CHIPS && <li className="px-1 py-0.5 text-ink-3 text-xs">{T.create.more(names.length - CHIPS)}</li>}
      </ul>
    </div>
  );
}
