import { bandsOf, SAME_BAND } from './bands.ts';
import { boxOf, middle, type Row, sharedHeight } from './row.ts';

/** Fewer cells than this may stand at the height of a table's rows by chance. */
const LEAST_CELLS = 4;

/** At least this part of the table's rows have a cell in the column: some cells are empty. */
const LEAST_FILLED = 0.8;

/** Cells are at most this wide, in heights: text beside a table is wider. */
const MOST_CELL_WIDTH = 14;

/**
 * Finds the columns of a table that stand too far from the others to be told by their distance: all that stands at one
 * side of the table stands at the heights of its rows.
 *
 * @param table - the rows known to be in the table
 * @param rows - what is in no table yet
 * @returns the cells to add to the table
 */
export function farColumns(table: readonly Row[], rows: readonly Row[]): Row[] {
  const box = boxOf(table);
  const bands = bandsOf(table).map((band) => boxOf(band));
  const beside = rows.filter((row) => middle(row.box) >= box.top && middle(row.box) <= box.bottom);
  const sides = [
    beside.filter((row) => row.box.right <= box.left),
    beside.filter((row) => row.box.left >= box.right),
  ];
  return sides.filter(isColumn).flat();

  function isColumn(cells: readonly Row[]): boolean {
    if (cells.length < LEAST_CELLS || bandsOf(cells).length < cells.length) return false;
    const narrow = cells.every((cell) => cell.box.right - cell.box.left <= MOST_CELL_WIDTH * cell.thickness);
    const inRow = cells.every((cell) => bands.some((band) => sharedHeight(band, cell.box) >= SAME_BAND));
    return narrow && inRow && cells.length >= LEAST_FILLED * bands.length;
  }
}
