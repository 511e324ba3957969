import { expect, test } from 'vitest';
import { seedOf } from '../../../app/core/random.ts';
import { DigitsDoNotFitError, openData, packData, unpackData } from '../../../app/session/data.ts';
import { perceptronSpec, tinySpec } from '../../golden/specs.ts';

const SEED = seedOf('split');

test('[V16] a table opens again as it was: rows, split, first rows as they stand in the file, warnings', async () => {
  const rows = Array.from({ length: 200 }, (_, i) => `${i},${i % 7 === 0 ? '' : i / 2},-${i},${i % 2 ? 'yes' : 'no'},extra`);
  const file = new File([['a,b,c,y,more', ...rows].join('\n')], 'rows.csv');
  const source = { kind: 'files', files: [file] } as const;
  const opened = await openData(source, tinySpec, SEED, {});
  expect(opened.view.sample?.columns).toContain('a');
  expect(opened.view.warnings.map(({ kind }) => kind)).toContain('missing-value');
  const again = await unpackData(packData(source, opened), tinySpec, SEED);
  expect(again).toEqual(opened);
});

test('[V16] of made-up digits only the recipe is kept', async () => {
  const source = { kind: 'digits', count: 200, writer: 'somebody' } as const;
  const opened = await openData(source, perceptronSpec, SEED, {});
  const packed = packData(source, opened);
  expect(packed.length).toBeLessThan(100);
  expect(await unpackData(packed, perceptronSpec, SEED)).toEqual(opened);
});

test('[V16] digits are not drawn for a task that reads tables', async () => {
  await expect(openData({ kind: 'digits', count: 200, writer: 'x' }, tinySpec, SEED, {})).rejects.toThrow(DigitsDoNotFitError);
});
