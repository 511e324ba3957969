import { expect, test } from 'vitest';
import { checkSpec } from '../../../app/core/spec.ts';
import { openCsv } from '../../../app/data/csv.ts';
import { decimal, inferTableSpecData } from '../../../app/data/infer.ts';
import { realFile, tableSpec } from '../../data.ts';
import { file, gzip } from './bytes.ts';

const spec = tableSpec({
  columns: [
    { type: 'numeric', name: 'age', mean: '40', deviation: '10' },
    { type: 'categorical', name: 'work', values: ['private', 'state, local'] },
  ],
  label: 'income',
  classes: ['<=50K', '>50K'],
});
const open = (text: string) => openCsv(file(text, 'people.csv'), spec);
const wanted = [1, 1, 0, -0.5, 0, 1];

test('[D4] numeric is standardised, categorical one-hot, missing 0', async () => {
  const { dataset, warnings, sample } = await open('age,work,income\n50,private,<=50K\n?,NA,>50K\n,clown,>50K\n');
  expect([...dataset.features]).toEqual([1, 1, 0, 0, 0, 0, 0, 0, 0]);
  expect([...dataset.labels]).toEqual([0, 1, 1]);
  expect(dataset.featureShape).toEqual([3]);
  expect(warnings).toEqual([
    { kind: 'missing-value', count: 3, example: 'row 3, age' },
    { kind: 'unknown-category', count: 1, example: 'row 4, work: clown' },
  ]);
  expect(sample).toEqual({
    columns: ['age', 'work', 'income'],
    rows: [
      ['50', 'private', '<=50K'],
      ['?', 'NA', '>50K'],
      ['', 'clown', '>50K'],
    ],
  });
});

test.each([
  ['a header', 'age,work,income\n50,private,<=50K\n35,"state, local",>50K'],
  ['no header', '50,private,<=50K\n35,"state, local",>50K\n'],
  ['blanks', ' 50, private , <=50K\n35 ,"state, local",>50K \n\n'],
  ['a mark and CRLF', '\ufeffage,work,income\r\n50,private,<=50K\r\n35,"state, local",>50K\r\n'],
  ['lone CR', 'age,work,income\r50,private,<=50K\r35,"state, local",>50K'],
  ['mixed breaks', '50,private,<=50K\r\n35,"state, local",>50K\n'],
  ['semicolons and decimal commas', 'Age;Work;Income\n50,0;private;<=50K\n35,0;state, local;>50K\n'],
  ['a decimal comma in quotes', '"50,0";private;<=50K\n"35,0";state, local;>50K\n'],
  ['decimal commas and no header', '50,0;private;<=50K\n35,0;state, local;>50K\n'],
  ['pipes', 'age|work|income\n50|private|<=50K\n35|state, local|>50K'],
  ['tabs', 'age\twork\tincome\n50\tprivate\t<=50K\n35\tstate, local\t>50K\n'],
  ['another order', 'income,work,age\n<=50K,private,5e1\n>50K,"state, local",+35.0\n'],
  ['a quote in quotes', 'age,work,income,"no""te"\n50,private,<=50K,"a ""b"""\n35,"state, local",>50K,"two\nlines"\n'],
])('[D5] with %s a table says the same', async (_, text) => {
  const { dataset } = await open(text);
  expect([...dataset.features]).toEqual(wanted);
  expect([...dataset.labels]).toEqual([0, 1]);
});

test('[D5] UTF-16 with a mark and gzip are read', async () => {
  const text = '\ufeff50,private,<=50K\n35,"state, local",>50K\n';
  const units = Uint16Array.from(text, (char) => char.charCodeAt(0));
  for (const bytes of [new Uint8Array(units.buffer), gzip(new TextEncoder().encode(text))]) {
    expect([...(await openCsv(file(bytes), spec)).dataset.features]).toEqual(wanted);
  }
});

test('[D5] rows that lie across the edges of chunks stay whole', async () => {
  const row = (i: number) => `${i % 90},${i % 3 ? 'private' : '"state, local"'},${i % 2 ? '<=50K' : '>50K'}`;
  const count = 150_000;
  const { dataset, warnings } = await open(Array.from({ length: count }, (_, i) => row(i)).join('\r\n'));
  expect(warnings).toEqual([]);
  expect(dataset.labels.length).toBe(count);
  const wrong = dataset.labels.findIndex(
    (label, i) => label !== (i % 2 ? 0 : 1) || dataset.features[3 * i] !== Math.fround((i % 90) / 10 - 4),
  );
  expect(wrong).toBe(-1);
});

test('[D5] a line break that a chunk’s edge divides is one line break', async () => {
  const row = '35,private,>50K\r\n';
  const count = 2 ** 16;
  const before = 2 ** 20 - (row.length - 1);
  const full = Math.floor(before / row.length);
  const text = ' '.repeat(before - full * row.length) + row.repeat(count);
  expect(text[2 ** 20 - 1]).toBe('\r');
  const { dataset, warnings } = await open(text);
  expect(dataset.labels.length).toBe(count);
  expect(warnings).toEqual([{ kind: 'class-without-examples', count: 1, example: '<=50K' }]);
});

test('[D6] errors name row and column', async () => {
  await expect(open('age,work,income\n50,private,rich\n')).rejects.toMatchObject({
    name: 'UnknownClassError',
    facts: { subject: 'income', row: 2, actual: 'rich' },
  });
  for (const cell of ['old', 'NaN', 'Infinity', '1e400', '0x10', '=1+1', '1 000']) {
    await expect(open(`50,private,<=50K\n${cell},private,<=50K\n`)).rejects.toMatchObject({
      name: 'NotANumberError',
      facts: { subject: 'age', row: 2, actual: cell },
    });
  }
  await expect(open('age,income,note\n50,>50K,\n')).rejects.toMatchObject({ name: 'WrongColumnsError', facts: { subject: 'work' } });
  await expect(open('age,work,work,income\n50,a,b,>50K\n')).rejects.toMatchObject({
    name: 'WrongColumnsError',
    facts: { subject: 'work' },
  });
  await expect(open('50,private,<=50K\n50,private\n')).rejects.toMatchObject({ name: 'WrongColumnsError', facts: { subject: 'row 2' } });
  await expect(open('50,<=50K\n')).rejects.toMatchObject({ name: 'WrongColumnsError' });
  await expect(open('')).rejects.toMatchObject({ name: 'NoExamplesError' });
  await expect(open('age,work,income\n')).rejects.toMatchObject({ name: 'NoExamplesError' });
  await expect(openCsv(file(Uint8Array.from([0x35, 0xe4, 0x0a])), spec)).rejects.toMatchObject({ name: 'NotTextError' });
  await expect(openCsv(file(new Uint8Array(100)), spec)).rejects.toMatchObject({ name: 'NotTextError' });
});

test('[D6] a quote that never ends is refused soon', async () => {
  const text = `50,"private,<=50K\n${'35,private,>50K\n'.repeat(600_000)}`;
  let seen = 0;
  const onProgress = (share: number) => {
    seen = share;
  };
  await expect(openCsv(file(text), spec, { onProgress })).rejects.toMatchObject({
    name: 'TooLargeError',
    facts: { subject: 'file, row 1' },
  });
  expect(seen).toBeLessThan(0.4);
});

test('[D6] a table too wide for memory is refused before it is laid out', async () => {
  const values = Array.from({ length: 255 }, (_, i) => `${i}`);
  const columns = Array.from({ length: 1024 }, (_, i) => ({ type: 'categorical' as const, name: `c${i}`, values }));
  const wide = tableSpec({ columns, label: 'y', classes: ['a', 'b'] });
  await expect(openCsv(file('1\n'.repeat(100_000)), wide)).rejects.toMatchObject({ name: 'WrongColumnsError' });
  await expect(openCsv(file(`${'1,'.repeat(1024)}a\n${'1\n'.repeat(100_000)}`), wide)).rejects.toMatchObject({ name: 'TooLargeError' });
});

test('[D7] blank rows, extra columns and empty classes are counted', async () => {
  const { warnings } = await open('age,id,work,income\n50,7,private,<=50K\n\n , \n35,8,private,<=50K\n\n');
  expect(warnings).toEqual([
    { kind: 'extra-column', count: 1, example: 'id' },
    { kind: 'blank-row', count: 2, example: 'row 3' },
    { kind: 'class-without-examples', count: 1, example: '>50K' },
  ]);
});

test('[D8] a proposed spec is valid and opens its own file', async () => {
  const text = 'size;colour;same;one;kind\n1,5;red;x;7;a\n2,5;blue;x;7;b\n;green;x;7;a\n';
  const data = await inferTableSpecData(file(text));
  expect(data).toEqual({
    columns: [
      { type: 'numeric', name: 'size', mean: '2', deviation: '0.5' },
      { type: 'categorical', name: 'colour', values: ['blue', 'green', 'red'] },
      { type: 'categorical', name: 'same', values: ['x', 'other'] },
      { type: 'numeric', name: 'one', mean: '7', deviation: '1' },
    ],
    label: 'kind',
    classes: ['a', 'b'],
  });
  const { dataset } = await openCsv(file(text), checkSpec(tableSpec(data)) as typeof spec);
  expect([...dataset.features.slice(0, 6)]).toEqual([-1, 0, 0, 1, 1, 0]);
});

test('[D8] a file that proposes no classes is refused', async () => {
  await expect(inferTableSpecData(file('1,2\n3,2\n'))).rejects.toMatchObject({ name: 'CannotInferError' });
  await expect(inferTableSpecData(file(Array.from({ length: 300 }, (_, i) => `1,${i}`).join('\n')))).rejects.toMatchObject({
    name: 'CannotInferError',
  });
  await expect(inferTableSpecData(file('just text\n'))).rejects.toMatchObject({ name: 'WrongColumnsError' });
});

test.each([
  [0, '0'],
  [-1e-20, '0'],
  [38.581_646, '38.5816'],
  [-189_778.36, '-189778'],
  [0.000_012_345_67, '0.0000123457'],
  [100, '100'],
  [1e300, '999999999999999'],
])('[D8] %d is written as the decimal %s', (value, text) => {
  expect(decimal(value)).toBe(text);
});

test('[D8] UCI Adult and breast cancer open by what is proposed from them', async () => {
  const adult = await realFile('tabular/adult.csv');
  const cancer = await realFile('tabular/breast-cancer-wisconsin.csv');
  if (adult) {
    const data = await inferTableSpecData(adult);
    expect(data.classes).toEqual(['<=50K', '>50K']);
    expect(data.columns[0]).toEqual({ type: 'numeric', name: 'column 1', mean: '38.5816', deviation: '13.6402' });
    const { dataset, warnings } = await openCsv(adult, checkSpec(tableSpec(data)) as typeof spec);
    expect(dataset.labels.length).toBe(32_561);
    expect(dataset.labels.filter((label) => label === 1).length).toBe(7841);
    expect(warnings).toEqual([{ kind: 'missing-value', count: 4262, example: 'row 15, column 14' }]);
  }
  if (cancer) {
    const data = await inferTableSpecData(cancer);
    expect(data.classes).toEqual(['2', '4']);
    const { dataset } = await openCsv(cancer, checkSpec(tableSpec(data)) as typeof spec);
    expect(dataset.featureShape).toEqual([9]);
  }
});
