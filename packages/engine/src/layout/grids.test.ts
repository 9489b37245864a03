import { describe, expect, it } from 'vitest';
import { drawn, drawnBox, row } from '../testing/rows.ts';
import { type Cell, findCells } from './cells.ts';
import { connectedCells, gridOf } from './grids.ts';

/** Cells of a row in each box between the given places, from top to bottom. */
function cellsBetween(lines: readonly (readonly number[])[]): Cell[] {
  const boxes = lines.flatMap((places, line) =>
    places.slice(1).map((right, i) => ({ left: places[i] as number, right, top: 40 * line })),
  );
  const level = [...lines, []].map((_, line) => ({
    left: 0,
    right: 402,
    top: 40 * line,
    bottom: 40 * line + 2,
  }));
  const upright = lines.flatMap((places, line) =>
    places.map((x) => ({ left: x, right: x + 2, top: 40 * line, bottom: 40 * line + 42 })),
  );
  return findCells(
    boxes.map(({ left, right, top }) => row(left + 10, right - 10, top + 20)),
    { horizontal: level, vertical: upright.toSorted((a, b) => a.left - b.left) },
  );
}

describe('gridOf', () => {
  it('takes cells whose columns run through for a table', () => {
    const places = [0, 100, 250, 400];
    const cells = cellsBetween([places, places, places]);
    expect(cells).toHaveLength(9);
    expect(gridOf(cells)).toEqual({ left: 2, top: 2, right: 400, bottom: 120 });
  });

  it('takes cells that are parted anew in each line for a form', () => {
    expect(
      gridOf(
        cellsBetween([
          [0, 100, 400],
          [0, 250, 400],
          [0, 180, 320, 400],
        ]),
      ),
    ).toBeUndefined();
  });

  it('takes one line, or one column, for no table', () => {
    expect(gridOf(cellsBetween([[0, 100, 250, 400]]))).toBeUndefined();
    expect(
      gridOf(
        cellsBetween([
          [0, 400],
          [0, 400],
        ]),
      ),
    ).toBeUndefined();
  });
});

describe('connectedCells', () => {
  it('takes cells together that share rules, and no others', () => {
    const rows = [row(10, 80, 20), row(210, 280, 20)];
    const apart = findCells(rows, drawn(drawnBox(0, 0, 100, 40), drawnBox(200, 0, 300, 40)));
    expect(connectedCells(apart).map((group) => group.length)).toEqual([1, 1]);
    expect(connectedCells(cellsBetween([[0, 100, 250, 400]])).map((group) => group.length)).toEqual([3]);
  });
});
