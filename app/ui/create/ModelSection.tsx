import { Plus, Trash2 } from 'lucide-react';
import { useRef } from 'react';
import { layerFields, textsOf } from '../../core/fields.ts';
import { T } from '../language.ts';
import { count } from '../numbers.ts';
import { Button } from '../parts/Button.tsx';
import { Panel } from '../parts/Panel.tsx';
import { plain } from '../text.ts';
import type { DraftState, InitialModel } from './CreatePage.tsx';
import { layersOf } from './draft.ts';
import { Choices } from './Field.tsx';
import { presetsFor } from './presets.ts';
import { SpecFieldInput } from './SpecFieldInput.tsx';

const MOST_LAYERS = 63;

/** The model: one of a few, or layer by layer. */
export function ModelSection({
  state,
  parameters,
  initial,
  onInitial,
}: {
  state: DraftState;
  parameters?: number;
  initial?: InitialModel;
  onInitial: (model?: InitialModel) => void;
}) {
  const file = useRef<HTMLInputElement>(null);
  const { draft, faults, change, setTexts } = state;
  const classes = draft.data?.classes.length;
  const makeOwn = () => {
    const layers = layersOf(draft).slice(0, -1);
    const texts = Object.assign({}, ...layers.map((layer, i) => textsOf(layer, `layers.${i}`)));
    change({ preset: 'own', ownLayers: layers.length, texts: { ...draft.texts, ...texts } });
  };
  /** Layers after a removed one move up. */
  const remove = (place: number) => {
    const texts: Record<string, string> = {};
    for (const [path, text] of Object.entries(draft.texts)) {
      const [, number, rest] = /^layers\.(\d+)\.(.*)$/.exec(path) ?? [];
      if (number === undefined) texts[path] = text;
      else if (Number(number) !== place) texts[`layers.${Number(number) > place ? Number(number) - 1 : number}.${rest}`] = text;
    }
    change({ ownLayers: draft.ownLayers - 1, texts });
  };
  return (
    <Panel title={T.create.model} aside={parameters === undefined ? undefined : T.create.parameters(count(parameters))}>
      <div className="space-y-4">
        <Choices
          legend={T.create.modelChoice}
          chosen={draft.preset}
          options={presetsFor(draft.kind).map((name) => [name, ...T.create.presets[name]] as const)}
          onChoose={(name) => (name === 'own' ? makeOwn() : change({ preset: name }))}
        />
        {draft.preset === 'own' && (
          <ol className="space-y-2">
            {Array.from({ length: draft.ownLayers }, (_, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a layer is its place in the list.
              <li key={i} className="rounded-xl border border-line p-3">
                <div className="grid grid-cols-2 gap-3 sm:grid-cols-4">
                  {layerFields(draft.kind, i, draft.texts).map((field) => (
                    <SpecFieldInput key={field.path} field={field} state={state} />
                  ))}
                </div>
                <div className="mt-1 flex items-center justify-between gap-3">
                  <p data-fault={faults[`layers.${i}`] !== undefined || undefined} className="text-bad text-xs">
                    {faults[`layers.${i}`]}
                  </p>
                  <Button look="quiet" aria-label={T.create.removeLayer(i + 1)} onClick={() => remove(i)}>
                    <Trash2 aria-hidden className="size-4" />
                  </Button>
                </div>
              </li>
            ))}
            <li className="rounded-xl bg-sunken px-3 py-2 text-ink-2 text-sm">{T.create.lastLayer(classes)}</li>
          </ol>
        )}
        {draft.preset === 'own' && (
          <Button
            disabled={draft.ownLayers >= MOST_LAYERS}
            onClick={() => {
              const at = `layers.${draft.ownLayers}`;
              setTexts(
                { [`${at}.type`]: 'dense', [`${at}.units`]: '32', [`${at}.activation`]: 'relu' },
                { ownLayers: draft.ownLayers + 1 },
              );
            }}
          >
            <Plus aria-hidden className="size-4" />
            {T.create.addLayer}
          </Button>
        )}
        {Object.keys(faults).some((path) => path.startsWith('layers')) && draft.preset !== 'own' && (
          <p data-fault className="text-bad text-xs">
            {Object.entries(faults).find(([path]) => path.startsWith('layers'))?.[1]}
          </p>
        )}
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
          <Button onClick={() => file.current?.click()}>{T.create.startFrom}</Button>
          {initial ? (
            <>
              <span className="min-w-0 truncate">{plain(initial.name, 40)}</span>
              <Button look="quiet" onClick={() => onInitial(undefined)}>
                {T.create.startFresh}
              </Button>
            </>
          ) : (
            <span className="text-ink-3 text-xs">{T.create.startFromNote}</span>
          )}
          {faults.initialModel !== undefined && (
            <p data-fault className="w-full text-bad text-xs">
              {faults.initialModel}
            </p>
          )}
        </div>
        <input
          ref={file}
          hidden
          type="file"
          accept=".safetensors"
          aria-label={T.create.startFrom}
          onChange={async (event) => {
            const [picked] = event.target.files ?? [];
            event.target.value = '';
            if (picked) onInitial({ name: picked.name, bytes: new Uint8Array(await picked.arrayBuffer()) });
          }}
        />
      </div>
    </Panel>
  );
}
