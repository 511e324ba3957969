import Papa from 'papaparse';
import { expect, test } from 'vitest';
import { BOARD_COLUMNS, boardTable, SEAT_COLUMNS, seatTable } from '../../../app/ui/board/tables.ts';
import { toCsv, toJson } from '../../../app/ui/export.ts';
import { fakeHouse } from '../../fakes/house.ts';

test('[I8] a cell that a spreadsheet would run is text', () => {
  const csv = toCsv(
    ['a', 'b'],
    [
      { a: '=cmd|x', b: '+1' },
      { a: '-1', b: '@SUM(A1)' },
      { a: '\t=1', b: 'say "hi", ok' },
    ],
  );
  const { data } = Papa.parse<string[]>(csv, { skipEmptyLines: true });
  expect(data.slice(1)).toEqual([
    ["'=cmd|x", "'+1"],
    ["'-1", "'@SUM(A1)"],
    ["'\t=1", 'say "hi", ok'],
  ]);
});

test('[I8] numbers stay numbers and no amount is rounded', () => {
  expect(toCsv(['n'], [{ n: -5 }, { n: 2n ** 100n }, { n: undefined }])).toBe('n\r\n-5\r\n1267650600228229401496703205376\r\n\r\n');
  expect(JSON.parse(toJson({ stake: 2n ** 100n })).stake).toBe('1267650600228229401496703205376');
});

test('[I8] both tables have a cell for every column', async () => {
  const house = fakeHouse({ me: 'idle' });
  const board = (await house.room('0x')).board.getSnapshot();
  const token = house.tasks.getSnapshot().tasks[0].token;
  if (!board) throw new TypeError('no board');
  for (const [columns, rows] of [
    [BOARD_COLUMNS, boardTable(board, token)],
    [SEAT_COLUMNS, seatTable(board, token)],
  ] as const) {
    const { data } = Papa.parse<string[]>(toCsv(columns, rows), { skipEmptyLines: true });
    expect(data[0]).toEqual([...columns]);
    expect(data.every((line) => line.length === columns.length)).toBe(true);
  }
  expect(seatTable(board, token).length).toBe(board.rounds.length * 6);
});
