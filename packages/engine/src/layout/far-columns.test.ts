import { describe, expect, it } from 'vitest';
import { row } from '../testing/rows.ts';
import { farColumns } from './far-columns.ts';

const lines = [0, 1, 2, 3, 4];
const table = lines.flatMap((line) => [row(400, 440, 20 + 20 * line), row(500, 540, 20 + 20 * line)]);
const column = lines.map((line) => row(0, 50, 21 + 20 * line));

describe('farColumns', () => {
  it('finds a column far from the others by the heights of its cells', () => {
    expect(farColumns(table, column)).toEqual(column);
  });

  it('takes one with an empty cell', () => {
    expect(farColumns(table, column.slice(1))).toEqual(column.slice(1));
  });

  it('takes text beside the table for none', () => {
    expect(
      farColumns(
        table,
        lines.map((line) => row(0, 50, 14 + 15 * line)),
      ),
    ).toEqual([]);
    expect(
      farColumns(
        table,
        lines.map((line) => row(0, 200, 20 + 20 * line)),
      ),
    ).toEqual([]);
  });

  it('takes a side for none where something else stands as well', () => {
    expect(farColumns(table, [...column, row(100, 150, 30)])).toEqual([]);
  });

  it('leaves alone what stands above or below the table', () => {
    expect(farColumns(table, [row(0, 50, -20), row(0, 50, 140)])).toEqual([]);
    expect(farColumns(table, [row(0, 50, -20), ...column])).toEqual(column);
  });
});
