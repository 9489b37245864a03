import { describe, expect, it } from 'vitest';
import { drawn, drawnBox, row } from '../testing/rows.ts';
import { boxOfCell, findCells } from './cells.ts';

const label = row(20, 80, 20);
const answer = row(25, 150, 40);

describe('findCells', () => {
  it('finds the box around rows, with all rows in it', () => {
    const cells = findCells([label, answer], drawnBox(10, 5, 200, 60));
    expect(cells.map(({ rows }) => rows)).toEqual([[label, answer]]);
    expect(cells.map(boxOfCell)).toEqual([{ left: 12, top: 7, right: 198, bottom: 60 }]);
  });

  it('takes the smallest of boxes in each other', () => {
    const rules = drawn(drawnBox(0, 0, 400, 300), drawnBox(10, 5, 200, 60));
    const outside = row(20, 80, 150);
    expect(findCells([label, outside], rules).map(({ rows }) => rows)).toEqual([[label], [outside]]);
  });

  it('looks past what is no side: a check box, a line to write on', () => {
    const rules = drawn(drawnBox(10, 5, 200, 60), drawnBox(14, 15, 18, 25), {
      horizontal: [{ left: 20, top: 48, right: 90, bottom: 50 }],
      vertical: [],
    });
    expect(findCells([label], rules).map(boxOfCell)).toEqual([{ left: 12, top: 7, right: 198, bottom: 60 }]);
  });

  it('wants all four sides', () => {
    const { horizontal, vertical } = drawnBox(10, 5, 200, 60);
    expect(findCells([label], { horizontal, vertical: [] })).toEqual([]);
    expect(findCells([label], { horizontal: horizontal.slice(1), vertical })).toEqual([]);
    expect(findCells([label], { horizontal, vertical: vertical.slice(1) })).toEqual([]);
  });
});
