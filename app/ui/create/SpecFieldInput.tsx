import type { SpecField } from '../../core/fields.ts';
import { T } from '../language.ts';
import type { DraftState } from './CreatePage.tsx';
import { ChoiceField, TextField } from './Field.tsx';

/** A field of the spec. Its words come from the catalogue; one that the catalogue does not know yet goes by its own name. */
export function SpecFieldInput({ field, state }: { field: SpecField; state: DraftState }) {
  const { path } = field;
  const name = path.split('.').at(-1) ?? path;
  const words: { readonly label: string; readonly note?: string } = knownField(path, name) ?? { label: name };
  const common = {
    label: words.label,
    note: words.note,
    value: state.draft.texts[path] ?? '',
    fault: state.faults[path],
    onValue: (text: string) => state.setText(path, text),
  };
  const options = field.type === 'choice' ? field.options : field.type === 'flag' ? ['false', 'true'] : undefined;
  if (options) {
    return <ChoiceField {...common} value={common.value || options[0] || ''} options={options.map((option) => [option, choice(option)])} />;
  }
  return <TextField {...common} max={32} />;
}

function knownField(path: string, name: string): { label: string; note?: string } | undefined {
  const known: Readonly<Record<string, { label: string; note?: string }>> = T.create.fields;
  return known[path] ?? known[name];
}

function choice(option: string): string {
  const known: Readonly<Record<string, string>> = T.create.choices;
  return known[option] ?? option;
}
