import { useCallback, useEffect, useMemo, useState } from 'react';
import { layoutOf } from '../../core/layout.ts';
import { checkSpec, type Spec } from '../../core/spec.ts';
import type { Workshop } from '../../session/house.ts';
import type { TokenView } from '../../session/views.ts';
import { useHouse } from '../context.tsx';
import { T } from '../language.ts';
import { Button } from '../parts/Button.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { troubleOf } from '../words.ts';
import { DataSection } from './DataSection.tsx';
import { DryRun } from './DryRun.tsx';
import { type Draft, freshDraft, keepDraft, keptDraft, specValue } from './draft.ts';
import { Finish } from './Finish.tsx';
import { type Faults, faultsOf } from './faults.ts';
import { ModelSection } from './ModelSection.tsx';
import { PoolSection } from './PoolSection.tsx';
import { RoundsSection, StakeSection } from './RulesSections.tsx';
import { readRules } from './ruleForms.ts';
import { TrainingSection } from './TrainingSection.tsx';
import { useArena } from './usearena.ts';

/** The draft and the ways to change it, as every section gets them. */
export type DraftState = {
  readonly draft: Draft;
  readonly faults: Faults;
  readonly change: (part: Partial<Draft>) => void;
  readonly setText: (path: string, text: string) => void;
  readonly setTexts: (texts: Readonly<Record<string, string>>, part?: Partial<Draft>) => void;
};

/** A model's file to start from. Not part of the draft: files are too large to keep unasked. */
export type InitialModel = { readonly name: string; readonly bytes: Uint8Array };

const UNKNOWN_TOKEN: TokenView = { address: '0x', symbol: '…', decimals: 18 };

/** A task without code, from what it learns to what it costs. Nothing is asked for but what the chain needs. */
export function CreatePage() {
  const house = useHouse();
  const { chainId } = house.network;
  const [draft, setDraft] = useState(() => keptDraft(chainId));
  const [refusal, setRefusal] = useState<Faults>({});
  const [workshop, setWorkshop] = useState<Workshop>();
  const [initial, setInitial] = useState<InitialModel>();
  useEffect(() => {
    let isHere = true;
    void house.workshop().then((opened) => isHere && setWorkshop(opened));
    return () => {
      isHere = false;
    };
  }, [house]);
  useEffect(() => keepDraft(chainId, draft), [chainId, draft]);

  const arena = useArena(workshop);
  const token = arena.view?.token ?? UNKNOWN_TOKEN;
  const change = useCallback((part: Partial<Draft>) => {
    setRefusal({});
    setDraft((before) => ({ ...before, ...part }));
  }, []);
  const setTexts = useCallback((texts: Readonly<Record<string, string>>, part: Partial<Draft> = {}) => {
    setRefusal({});
    setDraft((before) => ({ ...before, ...part, texts: { ...before.texts, ...texts } }));
  }, []);
  const setText = useCallback((path: string, text: string) => setTexts({ [path]: text }), [setTexts]);

  const known = useMemo(() => faultsOf(draft, token.decimals), [draft, token.decimals]);
  const spec = useMemo(() => validSpec(draft), [draft]);
  const misfit = useMemo(() => misfitOf(initial, spec, workshop), [initial, spec, workshop]);
  const faults = useMemo(() => ({ ...known, ...misfit, ...refusal }), [known, misfit, refusal]);
  const { rules } = readRules(draft.texts, token.decimals);
  const pool = arena.view?.tasks.find((task) => task.id.toString() === draft.arenaTask)?.pool;
  const state: DraftState = { draft, faults, change, setText, setTexts };

  return (
    <div className="space-y-4">
      <header className="flex flex-wrap items-end justify-between gap-3">
        <div>
          <h1 className="font-semibold text-2xl tracking-tight sm:text-[2rem]">{T.create.heading}</h1>
          <p className="mt-1 max-w-2xl text-ink-2 text-sm leading-relaxed">{T.create.intro}</p>
        </div>
        <Confirm
          trigger={<Button look="quiet">{T.create.startOver}</Button>}
          title={T.create.startOverTitle}
          act={T.create.startOver}
          onConfirm={() => setDraft(freshDraft())}
        >
          <p>{T.create.startOverWhy}</p>
        </Confirm>
      </header>
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <div className="space-y-4">
          <DataSection state={state} workshop={workshop} />
          <ModelSection state={state} parameters={spec && layoutOf(spec).size} initial={initial} onInitial={setInitial} />
          <TrainingSection state={state} />
          <RoundsSection state={state} rules={rules} token={token} pool={pool} />
          <StakeSection state={state} rules={rules} token={token} />
          <PoolSection state={state} arena={arena} />
          <DryRun spec={spec} rules={rules} workshop={workshop} />
        </div>
        <Finish
          draft={draft}
          spec={spec}
          rules={rules}
          faults={faults}
          token={token}
          pool={pool}
          initialModel={initial?.bytes}
          workshop={workshop}
          onRefused={setRefusal}
          onCreated={() => keepDraft(chainId, undefined)}
        />
      </div>
    </div>
  );
}

function misfitOf(initial: InitialModel | undefined, spec: Spec | undefined, workshop: Workshop | undefined): Faults {
  if (!initial || !spec || !workshop) return {};
  try {
    workshop.checkModel(initial.bytes, spec);
    return {};
  } catch (error) {
    return { initialModel: troubleOf(error).fact ?? T.create.fault.model };
  }
}

/** Checked with the title filled in, so that a dry run need not wait for a name. */
function validSpec(draft: Draft): Spec | undefined {
  try {
    const value = specValue(draft);
    return checkSpec(value.title === '' ? { ...value, title: 'draft' } : value);
  } catch {
    return undefined;
  }
}
