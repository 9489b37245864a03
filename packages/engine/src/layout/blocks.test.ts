import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawn, drawnBox, nothingDrawn, paragraph, row } from '../testing/rows.ts';
import { findBlocks } from './blocks.ts';
import type { Piece, Row } from './row.ts';

const grid = [0, 1, 2, 3].flatMap((line) =>
  [0, 120, 240].map((left) => row(left, left + 60, 20 + 20 * line)),
);

const piecesOf = (rows: readonly Row[]): Piece[] => rows.flatMap(({ pieces }) => pieces);

describe('findBlocks', () => {
  it('keeps a table together, read row by row, and groups the text around it', () => {
    const text = paragraph(
      140,
      Array.from({ length: 4 }, () => [0, 300] as const),
    );
    const [table, below, ...others] = findBlocks([...text, ...grid.toReversed()], nothingDrawn, 'paragraph');
    expect(others).toEqual([]);
    expect(table?.rows).toEqual(grid);
    expect(below?.rows).toEqual(text);
  });

  it('does not take narrow columns of justified text for a table', () => {
    const column = (left: number): ReturnType<typeof paragraph> =>
      paragraph(
        20,
        Array.from({ length: 8 }, () => [left, left + 110] as const),
      );
    const blocks = findBlocks([...column(0), ...column(130)], nothingDrawn, 'paragraph');
    expect(blocks.map(({ box }) => box.left)).toEqual([0, 130]);
  });

  it('keeps paragraphs that run on as one zone', () => {
    const full = [0, 300] as const;
    const text = paragraph(20, [full, full, [0, 100], full, full, full]);
    expect(findBlocks(text, nothingDrawn, 'paragraph')).toHaveLength(2);
    expect(findBlocks(text, nothingDrawn, 'zone')).toHaveLength(1);
  });

  it('takes label and answer in a box for one field, and keeps boxes beside each other apart', () => {
    const boxes = [0, 200].map((left) => drawnBox(left, 0, left + 190, 50));
    const fields = [0, 200].map((left) => [
      row(left + 10, left + 60, 12, { height: 8 }),
      row(left + 15, left + 120, 32, { height: 16 }),
    ]);
    const blocks = findBlocks(fields.flat(), drawn(...boxes), 'paragraph');
    expect(blocks.map(({ rows }) => rows)).toEqual(fields);
  });

  it('keeps what is boxed in apart from the text around it', () => {
    const full = [0, 300] as const;
    const text = paragraph(20, [full, full, full, full]);
    const box = drawnBox(-10, 26, 310, 42);
    expect(findBlocks(text, box, 'paragraph').map(({ rows }) => rows.length)).toEqual([1, 1, 2]);
  });

  it('keeps the rows of a ruled table together, however wide its cells are', () => {
    const cells = [0, 1, 2].flatMap((line) => [row(5, 180, 20 + 40 * line), row(210, 390, 20 + 40 * line)]);
    const rules = {
      horizontal: [0, 40, 80, 120].map((top) => ({ left: 0, top, right: 402, bottom: top + 2 })),
      vertical: [0, 200, 400].map((left) => ({ left, top: 0, right: left + 2, bottom: 122 })),
    };
    const [first, ...others] = findBlocks(cells, rules, 'paragraph');
    expect(others).toEqual([]);
    expect(first?.rows).toEqual(cells);
  });

  it('has each piece once, whatever is drawn', () => {
    const place = fc.nat(300);
    const size = fc.integer({ min: 4, max: 120 });
    const rows = fc.array(fc.tuple(place, place, size), { maxLength: 20 });
    const boxes = fc.array(fc.tuple(place, place, size, size), { maxLength: 12 });
    fc.assert(
      fc.property(rows, boxes, (parts, frames) => {
        const all = parts.map(([x, y, width]) => row(x, x + width, y));
        const rules = drawn(...frames.map(([x, y, width, height]) => drawnBox(x, y, x + width, y + height)));
        const found = findBlocks(all, rules, 'paragraph').flatMap((block) => piecesOf(block.rows));
        expect(found).toHaveLength(all.length);
        expect(new Set(found)).toEqual(new Set(piecesOf(all)));
      }),
    );
  });
});
