import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { HandIn } from '../hand-in/hand-in.ts';
import { anyHandIn, sampleHandIn } from '../hand-in/sample-hand-in.ts';
import { rollUp } from './roll-up.ts';
import { roomCsv } from './room-csv.ts';

const csvOf = (handIns: readonly HandIn[]) =>
  roomCsv(
    rollUp(
      {
        received: handIns.map((handIn) => ({ version: 1, handIn, receivedAt: 1, from: '' })),
        judged: new Map(),
        merged: {},
      },
      [],
    ),
  );

/** RFC 4180, read by the letter. */
function cellsOf(csv: string): readonly (readonly string[])[] {
  const rows = csv.replace('\ufeff', '').match(/(?:"(?:[^"]|"")*"|[^"\r\n])+\r\n/g) ?? [];
  return rows.map((row) =>
    (row.slice(0, -2).match(/(?<=^|,)(?:"(?:[^"]|"")*"|[^",]*)/g) ?? []).map((cell) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell,
    ),
  );
}

it('has a line for each attendee and exercise', () => {
  expect(cellsOf(csvOf([sampleHandIn]))).toEqual([
    expect.arrayContaining(['attendee', 'stuck_on_rule', 'message']),
    ['Ada Lovelace', 'k3v9x0a2b1', 'partitions-lost', '', '', '', '', '', 'not run', '', '2027-01-15T08:00:00.000Z'],
    [
      'Ada Lovelace',
      'k3v9x0a2b1',
      'range-assignor',
      'no',
      '1',
      '3',
      'R3',
      'R3: 5 partitions, 3 members: orders-4 has no owner.',
      'claimed',
      '',
      '2027-01-15T08:00:00.000Z',
    ],
  ]);
});

it('holds nothing that a spreadsheet takes for a formula, whatever is handed in', () => {
  const evil = fc.constantFrom(
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    ' =1',
    '"=1',
    '=HYPERLINK("http://x","y")',
    '|x',
    '%0A=1',
  );
  fc.assert(
    fc.property(anyHandIn, evil, (handIn, attendee) => {
      const [, ...rows] = cellsOf(csvOf([{ ...handIn, attendee }]));
      for (const row of rows) {
        expect(row).toHaveLength(11);
        for (const cell of row) expect(cell).not.toMatch(/^\s*[=+\-@\t\r|%]/);
      }
    }),
  );
});
