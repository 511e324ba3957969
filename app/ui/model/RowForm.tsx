import { useState } from 'react';
import type { Spec } from '../../core/spec.ts';
import type { RawExample } from '../../session/house.ts';
import { ChoiceField, TextField } from '../create/Field.tsx';
import { T } from '../language.ts';
import { Button } from '../parts/Button.tsx';
import { plain } from '../text.ts';

const MOST = 60;

/** A field for each column; what is left empty counts as missing. */
export function RowForm({
  spec,
  onExample,
}: {
  spec: Extract<Spec, { kind: 'table-classification' }>;
  onExample: (raw: RawExample) => void;
}) {
  const [cells, setCells] = useState<Readonly<Record<string, string>>>({});
  const set = (name: string) => (value: string) => setCells({ ...cells, [name]: value });
  return (
    <form
      className="space-y-3"
      onSubmit={(event) => {
        event.preventDefault();
        onExample({ kind: 'row', cells });
      }}
    >
      <div className="grid max-h-96 gap-3 overflow-auto sm:grid-cols-2">
        {spec.data.columns
          .slice(0, MOST)
          .map((column) =>
            column.type === 'numeric' ? (
              <TextField
                key={column.name}
                label={plain(column.name, 40)}
                max={40}
                value={cells[column.name] ?? ''}
                note={T.model.usually(column.mean)}
                onValue={set(column.name)}
              />
            ) : (
              <ChoiceField
                key={column.name}
                label={plain(column.name, 40)}
                value={cells[column.name] ?? ''}
                options={[['', T.model.missing], ...column.values.map((value) => [value, plain(value, 40)] as const)]}
                onValue={set(column.name)}
              />
            ),
          )}
      </div>
      <Button look="main" type="submit">
        {T.model.ask}
      </Button>
    </form>
  );
}
