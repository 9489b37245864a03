import { describe, expect, it } from 'vitest';
import { paragraph, row } from '../testing/rows.ts';
import { findBlocks } from './blocks.ts';

const grid = [0, 1, 2, 3].flatMap((line) =>
  [0, 120, 240].map((left) => row(left, left + 60, 20 + 20 * line)),
);

describe('findBlocks', () => {
  it('keeps a table together, read row by row, and groups the text around it', () => {
    const text = paragraph(
      140,
      Array.from({ length: 4 }, () => [0, 300] as const),
    );
    const [table, below, ...others] = findBlocks(
      [...text, ...grid.toReversed()],
      'paragraph',
      'left-to-right',
    );
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
    const blocks = findBlocks([...column(0), ...column(130)], 'paragraph', 'left-to-right');
    expect(blocks.map(({ box }) => box.left)).toEqual([0, 130]);
  });

  it('keeps paragraphs that run on as one zone', () => {
    const full = [0, 300] as const;
    const text = paragraph(20, [full, full, [0, 100], full, full, full]);
    expect(findBlocks(text, 'paragraph', 'left-to-right')).toHaveLength(2);
    expect(findBlocks(text, 'zone', 'left-to-right')).toHaveLength(1);
  });
});
