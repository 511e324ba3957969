import { fieldsOf, SPEC_PARTS, type SpecPart } from '../../core/fields.ts';
import { T } from '../language.ts';
import { Panel } from '../parts/Panel.tsx';
import type { DraftState } from './CreatePage.tsx';
import { SpecFieldInput } from './SpecFieldInput.tsx';

const MORE: readonly SpecPart[] = SPEC_PARTS.filter((part) => part !== 'training');

/** How everybody trains, combines and judges; the choices are the spec's own. */
export function TrainingSection({ state }: { state: DraftState }) {
  const { draft, faults } = state;
  const isFaulty = MORE.some((part) => Object.keys(faults).some((path) => path.startsWith(`${part}.`)));
  return (
    <Panel title={T.create.training}>
      <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
        {fieldsOf(draft.kind, 'training', draft.texts).map((field) => (
          <SpecFieldInput key={field.path} field={field} state={state} />
        ))}
      </div>
      <details className="mt-4" open={isFaulty || undefined}>
        <summary className="w-fit text-ink-2 text-sm">{T.create.moreTraining}</summary>
        {MORE.map((part) => (
          <fieldset key={part} className="mt-3 rounded-xl border border-line p-3">
            <legend className="px-1 font-semibold text-sm">{T.create.parts[part as keyof typeof T.create.parts] ?? part}</legend>
            <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
              {fieldsOf(draft.kind, part, draft.texts).map((field) => (
                <SpecFieldInput key={field.path} field={field} state={state} />
              ))}
            </div>
          </fieldset>
        ))}
      </details>
    </Panel>
  );
}
