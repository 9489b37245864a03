import { describe, expect, it } from 'vitest';
import { paragraph, row, unparted } from '../testing/rows.ts';
import type { Row } from './row.ts';
import { findTables } from './tables.ts';

function grid(rows: number, columns: number, step = 20): Row[] {
  return Array.from({ length: rows * columns }, (_, i) => {
    const left = 120 * (i % columns);
    return row(left, left + 60, 20 + step * Math.floor(i / columns));
  });
}

describe('findTables', () => {
  it('takes rows of aligned cells together', () => {
    const cells = grid(4, 3);
    expect(findTables(cells, unparted).map((table) => new Set(table))).toEqual([new Set(cells)]);
  });

  it('takes in what lies between the cells, but not the caption above', () => {
    const caption = row(0, 300, 0);
    const note = row(0, 280, 50);
    const [table] = findTables([...grid(4, 3), note, caption], unparted);
    expect(table).toContain(note);
    expect(table).not.toContain(caption);
  });

  it('finds a table in one column beside text in the other', () => {
    const text = paragraph(
      20,
      Array.from({ length: 6 }, () => [500, 800] as const),
    );
    const [table, ...others] = findTables([...grid(5, 3), ...text], unparted);
    expect(others).toEqual([]);
    expect(table).toHaveLength(15);
  });

  it('takes two rows for no table, nor text in two columns', () => {
    expect(findTables(grid(2, 3), unparted)).toEqual([]);
    const columns = [0, 220].flatMap((left) =>
      paragraph(
        20,
        Array.from({ length: 8 }, () => [left, left + 200] as const),
      ),
    );
    expect(findTables(columns, unparted)).toEqual([]);
  });

  it('takes an address for no table', () => {
    expect(
      findTables(
        paragraph(20, [
          [0, 90],
          [0, 70],
          [0, 100],
          [0, 60],
        ]),
        unparted,
      ),
    ).toEqual([]);
  });

  it('parts a table where a gap between its rows is far wider than usual', () => {
    const upper = grid(5, 2);
    const total = [row(0, 60, 130), row(120, 180, 130)];
    expect(findTables([...upper, ...total], unparted).map((section) => section.length)).toEqual([10, 2]);
  });

  it('parts the rows of another size, as a total', () => {
    const total = [row(0, 60, 82, { height: 14, ink: 0.4 }), row(120, 180, 82, { height: 14, ink: 0.4 })];
    expect(findTables([...grid(4, 2, 15), ...total], unparted).map((section) => section.length)).toEqual([
      8, 2,
    ]);
  });

  it('does not take a form for a table: small labels over large answers', () => {
    const fields = [0, 1, 2].flatMap((line) =>
      [0, 150, 300].flatMap((left) => [
        row(left, left + 40, 20 + 60 * line, { height: 8 }),
        row(left + 5, left + 90, 40 + 60 * line, { height: 16 }),
      ]),
    );
    expect(findTables(fields, unparted)).toEqual([]);
  });
});
